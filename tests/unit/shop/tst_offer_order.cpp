#include "tests/unit/shop/wait_rig.h"

#include <QRandomGenerator>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using Offer = SlotOffer::State;

namespace {

constexpr int people = 8;
constexpr int firstMinute = 9 * 60;
constexpr int lastMinute = 18 * 60;
const QString chairs[] = {u"Beto"_s, u"Nuno"_s};

/// A day at the counter in which anything may happen next, and what must hold whatever happens.
struct AnyDay : WaitRig {
    QRandomGenerator dice;
    QList<VisitRecord> left{};   ///< as they were before they were called off or moved; the last one of each place
    int moves = 0;

    explicit AnyDay(quint32 seed) : dice(seed) {}

    int roll(int sides) { return int(dice.bounded(sides)); }
    QString phone(int who) const { return u"+551190000%1"_s.arg(1000 + who); }
    QString name(int who) const { return u"Cliente %1 Exemplo"_s.arg(who); }
    static bool overlap(const auto &a, const auto &b) { return a.professional == b.professional && a.start < b.end && b.start < a.end; }

    void book()
    {
        VisitRecord wanted;
        wanted.professional = chairs[roll(2)];
        const int minute = firstMinute + 20 * roll((lastMinute - firstMinute) / 20);
        wanted.start = at(minute);
        wanted.end = wanted.start + Minutes(40);
        const QList<VisitRecord> there = visits();
        if (std::ranges::none_of(there, [&](const VisitRecord &one) { return overlap(one, wanted); }))
            (void)visit(name(roll(people)), phone(roll(people)), minute, wanted.professional); // families share a phone
    }
    void leave()
    {
        const QList<VisitRecord> there = visits();
        if (there.isEmpty())
            return;
        const VisitRecord one = there.at(roll(int(there.size())));
        left.removeIf([&](const VisitRecord &before) { return before.start == one.start && before.professional == one.professional; });
        left << one;
        if (roll(3) > 0)
            return (void)cancel(one);
        (void)ask<VisitRecord>([&](auto r) { shop->data.moveVisit(one.id, at(19 * 60 + 45 * ++moves), {}, r); });
    }
    void say()
    {
        const QList<SlotOffer> all = offers();
        if (!all.isEmpty())
            QVERIFY(answer(all.at(roll(int(all.size()))), roll(2) ? ReplyMeaning::Yes : ReplyMeaning::No));
    }
    void giveUp()
    {
        const QList<WaitEntry> waits = list().waits;
        if (!waits.isEmpty())
            (void)does([&](auto r) { shop->waits.remove(waits.at(roll(int(waits.size()))).id, r); });
    }
    void anything()
    {
        switch (roll(10)) {
        case 0: return book();
        case 1:
        case 2: return leave();
        case 3:
        case 4: {
            const int who = roll(people);
            return (void)wait(name(who), phone(who), roll(3) ? QString() : chairs[roll(2)]);
        }
        case 5: return say();
        case 6: return giveUp();
        case 7: return clock.advance(Minutes(roll(25)));
        case 8: return roll(4) ? (void)step() : restart();
        default: (void)step();
        }
    }

    /// Empty while all promises hold.
    QString broken()
    {
        const QList<SlotOffer> all = offers();
        for (qsizetype i = 0; i < all.size(); ++i)
            for (qsizetype j = 0; j < i; ++j) {
                const SlotOffer &a = all[i];
                const SlotOffer &b = all[j];
                if (a.state == Offer::Open && b.state == Offer::Open && overlap(a, b))
                    return u"one place is offered twice at once"_s;
                if (a.state == Offer::Open && b.state == Offer::Open && a.phone == b.phone)
                    return u"one phone has two offers"_s;
                if (a.client == b.client && a.start == b.start && a.professional == b.professional)
                    return u"one client was asked twice for a place"_s;
            }
        const QList<VisitRecord> there = visits();
        for (qsizetype i = 0; i < there.size(); ++i)
            for (qsizetype j = 0; j < i; ++j)
                if (overlap(there[i], there[j]))
                    return u"two clients were given one place"_s;
        for (const SlotOffer &offer : all)
            if ((offer.state == Offer::Taken) == offer.visit.isEmpty())
                return u"an offer is taken without a visit"_s;
        return {};
    }

    /// A place that was left, is free, and could have been offered to one more. Empty: each is booked, or everybody was asked.
    QString forgotten()
    {
        const WaitList now = list();
        const QList<VisitRecord> there = visits();
        for (const VisitRecord &place : std::as_const(left)) {
            const bool isFree = std::ranges::none_of(there, [&](const VisitRecord &one) { return overlap(one, place); });
            if (!isFree || place.start - clock.now() < offerLead || place.start >= at(24 * 60))
                continue;
            for (const WaitEntry &wait : now.waits) {
                const FreedPlace freed{{}, place.professional, {}, place.client.id, place.start, place.end};
                const bool mayCome = wait.state == WaitEntry::State::Waiting && fits(freed, wait)
                    && std::ranges::none_of(there, [&](const VisitRecord &one) { return one.client.id == wait.client && one.start < place.end && place.start < one.end; });
                const bool wasAsked = std::ranges::any_of(now.offers, [&](const SlotOffer &offer) {
                    return offer.client == wait.client && offer.start == place.start && offer.professional == place.professional;
                });
                if (mayCome && !wasAsked)
                    return wait.clientName + u" was not asked"_s;
            }
        }
        return {};
    }
};

} // namespace

/// Whatever happens in a day: no place is offered twice at once, nobody is asked twice for one, no two get the same, and each place
/// that was left ends booked, or everybody whom it fits was asked.
class TestOfferOrder : public QObject
{
    Q_OBJECT
private slots:
    void aPlaceEndsBookedOrExhausted_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 4; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void aPlaceEndsBookedOrExhausted()
    {
        QFETCH(quint32, seed);
        AnyDay day(seed);
        for (int i = 0; i < 6; ++i)
            day.book();
        for (int i = 0; i < 70; ++i) {
            day.anything();
            QCOMPARE(day.broken(), QString());
        }
        // Nobody answers any more: the line is gone through to its end.
        for (int quiet = 0; quiet < 2 && day.clock.now() < day.at(firstMinute) - offerLead;) {
            quiet = day.step() == 0 ? quiet + 1 : 0;
            QCOMPARE(day.broken(), QString());
            day.clock.advance(Minutes(21));
        }
        QCOMPARE(day.forgotten(), QString());
        QVERIFY(!day.offers().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestOfferOrder)
#include "tst_offer_order.moc"
