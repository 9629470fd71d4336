#include "app/demo/demo_waits.h"

#include "app/demo/demo_shop.h"
#include "engine/shop/local_time.h"
#include "engine/shop/sqlite_message_wishes.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_waiting_line.h"
#include "engine/shop/sqlite_waits.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// Somebody who came in without an appointment.
struct WalkIn {
    int client;
    int minutesAgo;
    int length;
    const char16_t *service;
};
constexpr WalkIn walkIns[] = {{3, 52, 30, u"Corte masculino"}, {31, 41, 30, u"Barba"},            {47, 27, 60, u"Corte + barba"},
                              {58, 18, 30, u"Corte masculino"}, {102, 9, 15, u"Sobrancelha"},      {76, 3, 30, u"Barba"}};

/// Somebody who would come on a day that is full.
struct Hopeful {
    int client;
    int daysAhead;
    const char16_t *service;
};
constexpr Hopeful hopefuls[] = {{21, 1, u"Corte masculino"}, {35, 1, u"Barba"}, {84, 1, u"Corte masculino"}, {96, 2, u"Barba"}, {111, 4, u"Corte masculino"}};

class WaitWriter
{
public:
    WaitWriter(SqliteShopDatabase &shop, PastMailbox &box, PastClock &clock, Instant now)
        : m_shop(shop), m_box(box), m_clock(clock), m_now(now), m_line(shop.file()), m_wishes(shop.file()), m_replies(shop.file()), m_waits(shop.file())
    {
    }

    Result<Done> write()
    {
        for (const auto part : {&WaitWriter::writeLine, &WaitWriter::writeList, &WaitWriter::writeOffers}) {
            const Result<Done> written = (this->*part)();
            m_clock.set(m_now);
            if (!written)
                return written;
        }
        return Done{};
    }

private:
    template <typename T, typename Call>
    Result<T> ask(Call &&call)
    {
        return m_box.await<T>(std::forward<Call>(call));
    }

    Result<Done> writeLine()
    {
        for (const WalkIn &one : walkIns) {
            m_clock.set(m_now - Minutes(one.minutesAgo));
            LineEntry entry;
            entry.clientName = demoName(one.client);
            entry.phone = demoPhone(one.client);
            entry.service = QString::fromUtf16(one.service);
            entry.minutes = one.length;
            const auto joined = ask<LineEntry>([&](auto reply) { m_line.join(entry, reply); });
            if (!joined)
                return joined.error();
            if (&one - walkIns > 1)
                continue;
            m_clock.set(m_clock.now() + Minutes(8));
            if (const auto sat = ask<LineEntry>([&](auto reply) { m_line.act(joined.value().id, LineAct::Attend, u"Marcos Modelo"_s, reply); }); !sat)
                return sat.error();
        }
        return Done{};
    }

    Result<Done> writeList()
    {
        const auto units = ask<QList<Unit>>([&](auto reply) { m_shop.units(reply); });
        if (!units)
            return units.error();
        const Result<LocalZone> zone = LocalZone::named(units.value().first().zone);
        if (!zone)
            return zone.error();
        m_clock.set(m_now - Hours(3));
        for (const Hopeful &one : hopefuls) {
            WaitEntry entry;
            entry.clientName = demoName(one.client);
            entry.phone = demoPhone(one.client);
            entry.day = zone.value().dateOf(m_now).addDays(one.daysAhead).toString(Qt::ISODate);
            entry.service = QString::fromUtf16(one.service);
            m_clock.set(m_clock.now() + Minutes(1));
            if (const auto added = ask<WaitEntry>([&](auto reply) { m_waits.add(entry, reply); }); !added)
                return added.error();
        }
        const QDate tomorrow = zone.value().dateOf(m_now).addDays(1);
        const auto visits = ask<QList<VisitRecord>>([&](auto reply) {
            m_shop.visits(zone.value().at(tomorrow, QTime(0, 0)).at, zone.value().at(tomorrow.addDays(1), QTime(0, 0)).at, {}, 1000, reply);
        });
        if (!visits)
            return visits.error();
        for (const VisitRecord &visit : visits.value())
            if (isOpen(visit.status) && !visit.vanished && visit.unit.id == units.value().first().id && visit.end - visit.start >= Minutes(30))
                m_leaving.append(visit);
        return ask<Done>([&](auto reply) { m_wishes.setWanted({}, MessageKind::SlotOffer, true, reply); });
    }

    /// The first place was taken, the second one goes down the list.
    Result<Done> writeOffers()
    {
        if (m_leaving.size() < 2)
            return Done{};
        if (const Result<Done> left = leave(m_leaving.first(), Minutes(52)); !left)
            return left;
        const auto offered = ask<WaitList>([&](auto reply) { m_waits.list({}, reply); });
        if (!offered)
            return offered.error();
        if (!offered.value().offers.isEmpty()) {
            const SlotOffer offer = offered.value().offers.first();
            m_clock.set(m_now - Minutes(45));
            const TakenReply yes{{u"demo.reply.1"_s, Channel::WhatsApp, offer.phone, u"Quero"_s, ReplyMeaning::Yes, m_clock.now()}, {}, offer.id, false};
            if (const auto taken = ask<Done>([&](auto reply) { m_replies.take(yes, reply); }); !taken)
                return taken;
        }
        if (const Result<Done> left = leave(m_leaving.last(), Minutes(24)); !left)
            return left;
        if (const Result<Done> told = tellAll(); !told)
            return told;
        m_clock.set(m_now - Minutes(1));
        return step(); // nobody answered; this message leaves when the demo begins
    }

    Result<Done> leave(const VisitRecord &visit, Minutes ago)
    {
        m_clock.set(m_now - ago);
        if (const auto set = ask<VisitRecord>([&](auto reply) { m_shop.setVisitStatus(visit.id, VisitStatus::Cancelled, reply); }); !set)
            return set.error();
        return step();
    }

    Result<Done> step()
    {
        OfferRules rules;
        rules.mayWrite = [](const Unit &) { return true; };
        rules.mayAsk = [](const Unit &, const Client &client) { return client.whatsappAllowed; };
        const auto made = ask<int>([&](auto reply) { m_waits.step(rules, reply); });
        return made ? Result<Done>(Done{}) : Result<Done>(made.error());
    }

    /// What was said then is not said again.
    Result<Done> tellAll()
    {
        const auto open = ask<QList<MessageWish>>([&](auto reply) { m_wishes.open(reply); });
        if (!open)
            return open.error();
        for (const MessageWish &wish : open.value())
            if (const auto told = ask<Done>([&](auto reply) { m_wishes.take(wish.key, reply); }); !told)
                return told;
        return Done{};
    }

    SqliteShopDatabase &m_shop;
    PastMailbox &m_box;
    PastClock &m_clock;
    const Instant m_now;
    SqliteWaitingLine m_line;
    SqliteMessageWishes m_wishes;
    SqliteReplies m_replies;
    SqliteWaits m_waits;
    QList<VisitRecord> m_leaving;   ///< visits of tomorrow that may be called off
};

} // namespace

Result<Done> writeDemoWaits(SqliteShopDatabase &shop, PastMailbox &box, PastClock &clock, Instant now)
{
    return WaitWriter(shop, box, clock, now).write();
}

} // namespace trato
