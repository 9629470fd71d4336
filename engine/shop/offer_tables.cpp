#include "engine/shop/offer_tables.h"

#include "engine/shop/local_time.h"
#include "engine/shop/wish_tables.h"

#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostVisits = 500;
constexpr Minutes leadNeeded{45};     ///< before the start: to answer, and to come
constexpr Minutes answerLead{20};     ///< an offer ends so long before the start
constexpr Hours lateAnswers{12};
constexpr Hours shown{7 * 24};

QString newId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

qint64 ms(Instant at) { return qint64(toMs(at)); }

} // namespace

bool fits(const VisitRecord &slot, const WaitEntry &wait)
{
    return wait.client != slot.client.id && slot.end - slot.start >= Minutes(wait.minutes)
        && (wait.professional.isEmpty() || foldText(wait.professional) == foldText(slot.professional));
}

QList<WaitEntry> OfferTables::waits(const QString &end, const QVariantList &values)
{
    QList<WaitEntry> out;
    m_tables.each(u"SELECT w.id, w.unit, u.zone, w.client, c.name, c.phone, w.day, w.service, w.professional, w.minutes, w.state, w.created_at "
                  "FROM wait_entry w JOIN unit u ON u.id = w.unit JOIN client c ON c.id = w.client WHERE "_s + end,
                  values, [&](const QSqlQuery &q) {
                      out.append({{q.value(0).toString()}, {q.value(1).toString()}, q.value(2).toString(), {q.value(3).toString()},
                                  q.value(4).toString(), q.value(5).toString(), q.value(6).toString(), q.value(7).toString(),
                                  q.value(8).toString(), q.value(9).toInt(),
                                  enumFromName<WaitEntry::State>(q.value(10).toString()).value_or(WaitEntry::State::Removed),
                                  fromMs(q.value(11).toLongLong())});
                  });
    return out;
}

QList<SlotOffer> OfferTables::read(const QString &end, const QVariantList &values)
{
    QList<SlotOffer> out;
    m_tables.each(u"SELECT o.id, o.wait, o.unit, u.zone, o.client, c.name, c.phone, o.start_at, o.end_at, o.professional, o.service, o.state, "
                  "o.offered_at, o.expires_at FROM slot_offer o JOIN unit u ON u.id = o.unit JOIN client c ON c.id = o.client WHERE "_s + end,
                  values, [&](const QSqlQuery &q) {
                      out.append({{q.value(0).toString()}, {q.value(1).toString()}, {q.value(2).toString()}, q.value(3).toString(),
                                  {q.value(4).toString()}, q.value(5).toString(), q.value(6).toString(), fromMs(q.value(7).toLongLong()),
                                  fromMs(q.value(8).toLongLong()), q.value(9).toString(), q.value(10).toString(),
                                  enumFromName<SlotOffer::State>(q.value(11).toString()).value_or(SlotOffer::State::Withdrawn),
                                  fromMs(q.value(12).toLongLong()), fromMs(q.value(13).toLongLong())});
                  });
    return out;
}

bool OfferTables::exists(const QString &where, const QVariantList &values)
{
    bool found = false;
    m_tables.each(u"SELECT 1 FROM "_s + where + u" LIMIT 1"_s, values, [&](const QSqlQuery &) { found = true; });
    return found;
}

WaitList OfferTables::list(const Unit &unit)
{
    const Result<LocalZone> zone = LocalZone::named(unit.zone);
    const QString today = zone ? zone.value().dateOf(m_tables.now()).toString(Qt::ISODate) : QString();
    WaitList list;
    list.waits = waits(u"w.unit = ? AND w.day >= ? AND w.state <> 'removed' ORDER BY w.day, w.created_at, w.id LIMIT 1000"_s, {unit.id.value, today});
    list.offers = read(u"o.unit = ? AND o.offered_at >= ? ORDER BY o.offered_at DESC, o.id LIMIT 500"_s, {unit.id.value, ms(m_tables.now() - shown)});
    list.unit = unit.id;
    list.offering = WishTables(m_tables).wanted(unit.id, MessageKind::SlotOffer);
    return list;
}

std::optional<WaitEntry> OfferTables::wait(const WaitId &id)
{
    const QList<WaitEntry> found = waits(u"w.id = ?"_s, {id.value});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

bool OfferTables::isWaiting(const UnitId &unit, const ClientId &client, const QString &day)
{
    return exists(u"wait_entry WHERE unit = ? AND client = ? AND day = ? AND state = 'waiting'"_s, {unit.value, client.value, day});
}

WaitId OfferTables::add(const WaitEntry &entry)
{
    const WaitId id{newId()};
    m_tables.exec(u"INSERT INTO wait_entry(id, unit, client, day, service, professional, minutes, state, created_at) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?)"_s,
                  {id.value, entry.unit.value, entry.client.value, entry.day, entry.service, entry.professional, entry.minutes, ms(m_tables.now())});
    return id;
}

bool OfferTables::remove(const WaitId &id)
{
    m_tables.exec(u"UPDATE slot_offer SET state = 'withdrawn', ended_at = ? WHERE wait = ? AND state = 'open'"_s, {ms(m_tables.now()), id.value});
    return m_tables.exec(u"UPDATE wait_entry SET state = 'removed' WHERE id = ? AND state = 'waiting'"_s, {id.value}) > 0;
}

bool OfferTables::isFree(const UnitId &unit, const QString &professional, Instant start, Instant end)
{
    return !exists(u"visit v LEFT JOIN professional p ON p.id = v.professional WHERE v.unit = ? AND v.status IN ('scheduled', 'confirmed', 'in_service', "
                   "'blocked') AND v.start_at < ? AND v.end_at > ? AND COALESCE(p.name, '') = ?"_s,
                   {unit.value, ms(end), ms(start), professional});
}

void OfferTables::end(const OfferId &id, SlotOffer::State state)
{
    m_tables.exec(u"UPDATE slot_offer SET state = ?, ended_at = ? WHERE id = ?"_s, {nameOf(state), ms(m_tables.now()), id.value});
}

int OfferTables::close()
{
    int closed = 0;
    for (const SlotOffer &offer : read(u"o.state = 'open'"_s, {})) {
        const bool isLate = m_tables.now() >= offer.expiresAt;
        if (!isLate && isFree(offer.unit, offer.professional, offer.start, offer.end))
            continue;
        end(offer.id, isLate ? SlotOffer::State::Expired : SlotOffer::State::Withdrawn);
        ++closed;
    }
    return closed;
}

int OfferTables::offer(const QList<Unit> &units, Minutes life)
{
    int made = 0;
    for (const Unit &unit : units) {
        const Result<LocalZone> zone = LocalZone::named(unit.zone);
        if (!zone)
            continue;
        const QString today = zone.value().dateOf(m_tables.now()).toString(Qt::ISODate);
        const QList<WaitEntry> all = waits(u"w.unit = ? AND w.day >= ? AND w.state = 'waiting' ORDER BY w.day, w.created_at, w.id LIMIT 1000"_s,
                                           {unit.id.value, today});
        QMap<QString, QList<WaitEntry>> byDay;
        for (const WaitEntry &one : all)
            byDay[one.day].append(one);
        for (auto it = byDay.begin(); it != byDay.end(); ++it) {
            const QDate day = QDate::fromString(it.key(), Qt::ISODate);
            const Instant from = qMax(zone.value().at(day, QTime(0, 0)).at, m_tables.now() + leadNeeded);
            const Instant to = zone.value().at(day.addDays(1), QTime(0, 0)).at;
            for (const KnownVisit &slot : m_tables.visits(u"v.unit = ? AND v.status = 'cancelled' AND v.start_at >= ? AND v.start_at < ?"_s,
                                                          {unit.id.value, ms(from), ms(to)}, mostVisits))
                made += offerSlot(slot.record, it.value(), life);
        }
    }
    return made;
}

bool OfferTables::offerSlot(const VisitRecord &slot, const QList<WaitEntry> &waiting, Minutes life)
{
    const QVariantList place{slot.unit.id.value, ms(slot.start), slot.professional};
    if (!isFree(slot.unit.id, slot.professional, slot.start, slot.end)
        || exists(u"slot_offer WHERE unit = ? AND start_at = ? AND professional = ? AND state IN ('open', 'taken')"_s, place))
        return false;
    for (const WaitEntry &wait : waiting) {
        if (!fits(slot, wait) || exists(u"slot_offer WHERE unit = ? AND start_at = ? AND professional = ? AND wait = ?"_s, place + QVariantList{wait.id.value})
            || exists(u"slot_offer WHERE client = ? AND state = 'open'"_s, {wait.client.value}))
            continue;
        const OfferId id{newId()};
        const Instant expires = qMin(m_tables.now() + life, slot.start - answerLead);
        m_tables.exec(u"INSERT INTO slot_offer(id, wait, unit, client, start_at, end_at, professional, service, state, offered_at, expires_at) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)"_s,
                      {id.value, wait.id.value, slot.unit.id.value, wait.client.value, ms(slot.start), ms(slot.start + Minutes(wait.minutes)),
                       slot.professional, wait.service.isEmpty() ? slot.service : wait.service, ms(m_tables.now()), ms(expires)});
        WishTables(m_tables).noteOffer(id, slot.unit.id, wait.client, slot.start, expires);
        return true;
    }
    return false;
}

std::optional<SlotOffer> OfferTables::find(const OfferId &id)
{
    const QList<SlotOffer> found = read(u"o.id = ?"_s, {id.value});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

QList<SlotOffer> OfferTables::offersTo(const ClientId &client)
{
    return read(u"o.client = ? AND (o.state = 'open' OR (o.state IN ('expired', 'withdrawn') AND o.ended_at >= ?)) ORDER BY o.state = 'open' DESC, "
                "o.offered_at DESC LIMIT 5"_s, {client.value, ms(m_tables.now() - lateAnswers)});
}

std::optional<bool> OfferTables::answer(const OfferId &id, ReplyMeaning said)
{
    const std::optional<SlotOffer> offer = find(id);
    if (!offer)
        return std::nullopt;
    const bool isOpen = offer->state == SlotOffer::State::Open;
    if (said == ReplyMeaning::No && isOpen)
        end(id, SlotOffer::State::Declined);
    if (said != ReplyMeaning::Yes)
        return std::nullopt;
    if (!isOpen || m_tables.now() >= offer->expiresAt || !isFree(offer->unit, offer->professional, offer->start, offer->end)) {
        if (isOpen)
            end(id, SlotOffer::State::Expired);
        return false;
    }
    VisitRecord visit;
    visit.unit = m_tables.unit(offer->unit, {}).value_or(Unit());
    visit.client = m_tables.client(offer->client).value_or(Client());
    visit.professional = offer->professional;
    visit.service = offer->service;
    visit.start = offer->start;
    visit.end = offer->end;
    visit.status = VisitStatus::Confirmed;
    visit.bookedAt = visit.changedAt = m_tables.now();
    m_tables.saveVisit(visit); // the answer itself tells the client
    m_tables.exec(u"UPDATE diary SET revision = revision + 1"_s);
    m_tables.exec(u"UPDATE wait_entry SET state = 'booked' WHERE id = ?"_s, {offer->wait.value});
    end(id, SlotOffer::State::Taken);
    return true;
}

} // namespace trato
