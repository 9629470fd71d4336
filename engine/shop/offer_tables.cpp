#include "engine/shop/offer_tables.h"

#include "engine/shop/local_time.h"
#include "engine/shop/open_hours.h"
#include "engine/shop/opening_tables.h"
#include "engine/shop/wait_tables.h"
#include "engine/shop/wish_tables.h"

#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPlaces = 500;
constexpr Hours shownOffers{7 * 24};

/// Of a professional's name; empty for none.
const QString professionalId = u"COALESCE((SELECT id FROM professional WHERE unit = ? AND folded = ?), '')"_s;

QVariant sqlAt(Instant at) { return qint64(toMs(at)); }

} // namespace

void OfferTables::noteVisit(const VisitRecord &before, const VisitRecord &after)
{
    const std::optional<FreedPlace> place = freedBy(before, after, m_tables.now());
    if (!place)
        return;
    m_tables.exec(u"DELETE FROM freed_place WHERE start_at < ?"_s, {sqlAt(m_tables.now())});
    m_tables.exec(u"INSERT OR REPLACE INTO freed_place(unit, professional, start_at, end_at, service, client, freed_at) VALUES (?, "_s + professionalId
                      + u", ?, ?, ?, ?, ?)"_s,
                  {place->unit.value, place->unit.value, foldText(place->professional), sqlAt(place->start), sqlAt(place->end), place->service,
                   place->client.value, sqlAt(m_tables.now())});
}

QList<SlotOffer> OfferTables::read(const QString &end, const QVariantList &values)
{
    QList<SlotOffer> out;
    m_tables.each(u"SELECT o.id, o.wait, o.unit, u.zone, o.client, c.name, c.phone, o.start_at, o.end_at, COALESCE(p.name, ''), o.service, o.state, "
                  "o.offered_at, o.expires_at, o.visit FROM slot_offer o JOIN unit u ON u.id = o.unit JOIN client c ON c.id = o.client "
                  "LEFT JOIN professional p ON p.id = o.professional WHERE "_s + end,
                  values, [&](const QSqlQuery &q) {
                      out.append({{q.value(0).toString()}, {q.value(1).toString()}, {q.value(2).toString()}, q.value(3).toString(),
                                  {q.value(4).toString()}, q.value(5).toString(), q.value(6).toString(), fromMs(q.value(7).toLongLong()),
                                  fromMs(q.value(8).toLongLong()), q.value(9).toString(), q.value(10).toString(),
                                  enumFromName<SlotOffer::State>(q.value(11).toString()).value_or(SlotOffer::State::Withdrawn),
                                  fromMs(q.value(12).toLongLong()), fromMs(q.value(13).toLongLong()), {q.value(14).toString()}});
                  });
    return out;
}

bool OfferTables::exists(const QString &where, const QVariantList &values)
{
    bool found = false;
    m_tables.each(u"SELECT 1 FROM "_s + where + u" LIMIT 1"_s, values, [&](const QSqlQuery &) { found = true; });
    return found;
}

QList<SlotOffer> OfferTables::list(const UnitId &unit)
{
    return read(u"o.unit = ? AND o.offered_at >= ? ORDER BY o.offered_at DESC, o.id LIMIT 500"_s, {unit.value, sqlAt(m_tables.now() - shownOffers)});
}

QList<OfferId> OfferTables::open()
{
    QList<OfferId> out;
    m_tables.each(u"SELECT id FROM slot_offer WHERE state = 'open'"_s, {}, [&](const QSqlQuery &q) { out.append({q.value(0).toString()}); });
    return out;
}

std::optional<SlotOffer> OfferTables::find(const OfferId &id)
{
    QList<SlotOffer> found = read(u"o.id = ?"_s, {id.value});
    if (found.isEmpty())
        return std::nullopt;
    found.first().state = stateNow(found.first());
    return found.first();
}

std::optional<SlotOffer> OfferTables::answeredBy(const QString &event)
{
    const QList<SlotOffer> found = read(u"o.event = ? AND o.event <> ''"_s, {event});
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

QList<SlotOffer> OfferTables::offersTo(const ClientId &client)
{
    return read(u"o.client = ? AND (o.state = 'open' OR o.ended_at >= ?) ORDER BY o.state = 'open' DESC, o.offered_at DESC LIMIT 10"_s,
                {client.value, sqlAt(m_tables.now() - offerMemory)});
}

const OpeningRecord &OfferTables::opening(const UnitId &unit)
{
    auto it = m_openings.find(unit.value);
    if (it == m_openings.end())
        it = m_openings.insert(unit.value, readOpening(m_tables, m_tables.unit(unit, {}).value_or(Unit())));
    return *it;
}

bool OfferTables::isFree(const UnitId &unit, const QString &professional, Instant start, Instant end)
{
    return !exists(u"visit v LEFT JOIN professional p ON p.id = v.professional WHERE v.unit = ? AND v.status IN ('scheduled', 'confirmed', 'in_service', "
                   "'blocked') AND v.start_at < ? AND v.end_at > ? AND (COALESCE(p.name, '') = ? OR (v.status = 'blocked' AND p.id IS NULL))"_s,
                   {unit.value, sqlAt(end), sqlAt(start), professional});
}

/// The day was not closed meanwhile, and the professional is there at that time.
bool OfferTables::isWorkedAt(const UnitId &unit, const QString &professional, Instant start, Instant end)
{
    const OpeningRecord &book = opening(unit);
    const Result<LocalZone> zone = LocalZone::named(book.unit.zone);
    if (!zone)
        return false;
    ProfessionalId who;
    for (const Professional &one : book.professionals)
        if (foldText(one.name) == foldText(professional)) {
            if (!one.active)
                return false;
            who = one.id;
        }
    const QDate day = zone.value().dateOf(start);
    const SlotCheck check = checkSlot({{}, professional, start, end}, {}, weekOf(who, book.weeks), closedDays(unit, day, day, book.days), zone.value());
    return check.closedDay.isEmpty() && !check.outsideHours;
}

bool OfferTables::isOffered(const UnitId &unit, const QString &professional, Instant start, Instant end)
{
    return exists(u"slot_offer o LEFT JOIN professional p ON p.id = o.professional WHERE o.unit = ? AND o.state = 'open' AND o.start_at < ? AND "
                  "o.end_at > ? AND COALESCE(p.name, '') = ?"_s,
                  {unit.value, sqlAt(end), sqlAt(start), professional});
}

SlotOffer::State OfferTables::stateNow(const SlotOffer &offer)
{
    if (offer.state != SlotOffer::State::Open)
        return offer.state;
    if (m_tables.now() >= offer.expiresAt)
        return SlotOffer::State::Expired;
    const bool stands = isFree(offer.unit, offer.professional, offer.start, offer.end)
        && isWorkedAt(offer.unit, offer.professional, offer.start, offer.end)
        && exists(u"wait_entry WHERE id = ? AND state = 'waiting'"_s, {offer.wait.value});
    return stands ? SlotOffer::State::Open : SlotOffer::State::Withdrawn;
}

void OfferTables::end(const OfferId &id, SlotOffer::State state, const QString &event)
{
    m_tables.exec(u"UPDATE slot_offer SET state = ?, ended_at = ?, event = ? WHERE id = ?"_s, {nameOf(state), sqlAt(m_tables.now()), event, id.value});
}

int OfferTables::close(const OfferRules &rules)
{
    int closed = 0;
    for (const SlotOffer &offer : read(u"o.state = 'open'"_s, {})) {
        SlotOffer::State state = stateNow(offer);
        if (state == SlotOffer::State::Open && rules.unreached.contains(offer.id))
            state = SlotOffer::State::Unreached;
        if (state == SlotOffer::State::Open)
            continue;
        end(offer.id, state);
        ++closed;
    }
    return closed;
}

int OfferTables::offer(const Unit &unit, const OfferRules &rules)
{
    const Result<LocalZone> zone = LocalZone::named(unit.zone);
    if (!zone || !WishTables(m_tables).wanted(unit.id, MessageKind::SlotOffer))
        return 0;
    const auto dayOf = [&](Instant at) { return zone.value().dateOf(at).toString(Qt::ISODate); };
    const QList<WaitEntry> waiting = WaitTables(m_tables).waiting(unit.id, dayOf(m_tables.now()));
    if (waiting.isEmpty())
        return 0;
    QList<FreedPlace> places;
    m_tables.each(u"SELECT f.start_at, f.end_at, f.service, f.client, COALESCE(p.name, '') FROM freed_place f "
                  "LEFT JOIN professional p ON p.id = f.professional WHERE f.unit = ? AND f.start_at >= ? ORDER BY f.start_at, f.freed_at LIMIT ?"_s,
                  {unit.id.value, sqlAt(m_tables.now() + offerLead), mostPlaces}, [&](const QSqlQuery &q) {
                      places.append({unit.id, q.value(4).toString(), q.value(2).toString(), {q.value(3).toString()},
                                     fromMs(q.value(0).toLongLong()), fromMs(q.value(1).toLongLong())});
                  });
    int made = 0;
    for (const FreedPlace &place : std::as_const(places)) {
        if (!isFree(unit.id, place.professional, place.start, place.end) || !isWorkedAt(unit.id, place.professional, place.start, place.end)
            || isOffered(unit.id, place.professional, place.start, place.end))
            continue;
        const QString day = dayOf(place.start);
        const auto first = std::ranges::find_if(waiting, [&](const WaitEntry &wait) { return wait.day == day && mayBeAsked(unit, wait, place, rules); });
        if (first == waiting.end())
            continue;
        make(*first, place, rules);
        ++made;
    }
    return made;
}

/// One offer at a time to a phone, or nobody could say which one a "sim" is for; and each place once.
bool OfferTables::mayBeAsked(const Unit &unit, const WaitEntry &wait, const FreedPlace &place, const OfferRules &rules)
{
    if (!fits(place, wait)
        || exists(u"slot_offer o JOIN client c ON c.id = o.client WHERE o.state = 'open' AND c.phone = ?"_s, {wait.phone})
        || exists(u"slot_offer o LEFT JOIN professional p ON p.id = o.professional WHERE o.unit = ? AND o.client = ? AND o.start_at = ? AND "
                  "COALESCE(p.name, '') = ?"_s, {unit.id.value, wait.client.value, sqlAt(place.start), place.professional})
        || exists(u"visit WHERE client = ? AND status IN ('scheduled', 'confirmed', 'in_service') AND start_at < ? AND end_at > ?"_s,
                  {wait.client.value, sqlAt(place.start + Minutes(wait.minutes)), sqlAt(place.start)}))
        return false;
    const std::optional<Client> client = m_tables.client(wait.client);
    return client && rules.mayAsk(unit, *client);
}

void OfferTables::make(const WaitEntry &wait, const FreedPlace &place, const OfferRules &rules)
{
    const OfferId id{QUuid::createUuid().toString(QUuid::WithoutBraces)};
    const Instant expires = offerEnd(m_tables.now(), rules.life, place.start);
    m_tables.exec(u"INSERT INTO slot_offer(id, wait, unit, client, start_at, end_at, professional, service, state, offered_at, expires_at) "
                  "VALUES (?, ?, ?, ?, ?, ?, "_s + professionalId + u", ?, 'open', ?, ?)"_s,
                  {id.value, wait.id.value, place.unit.value, wait.client.value, sqlAt(place.start), sqlAt(place.start + Minutes(wait.minutes)),
                   place.unit.value, foldText(place.professional), wait.service.isEmpty() ? place.service : wait.service, sqlAt(m_tables.now()),
                   sqlAt(expires)});
    WishTables(m_tables).noteOffer(id, place.unit, wait.client, place.start, expires);
}

std::optional<bool> OfferTables::answer(const OfferId &id, ReplyMeaning said, const QString &event)
{
    const std::optional<SlotOffer> offer = find(id);
    if (!offer)
        return std::nullopt;
    if (said == ReplyMeaning::No && offer->state == SlotOffer::State::Open)
        end(id, SlotOffer::State::Declined, event);
    if (said != ReplyMeaning::Yes || offer->state == SlotOffer::State::Taken)
        return std::nullopt;
    const bool isLate = offer->state != SlotOffer::State::Open;
    const bool comesBack = mayComeBack(offer->state) && m_tables.now() < offer->start - offerMargin
        && isFree(offer->unit, offer->professional, offer->start, offer->end)
        && isWorkedAt(offer->unit, offer->professional, offer->start, offer->end)
        && !isOffered(offer->unit, offer->professional, offer->start, offer->end)
        && exists(u"wait_entry WHERE id = ? AND state = 'waiting'"_s, {offer->wait.value});
    if (isLate && !comesBack) {
        end(id, offer->state, event);
        return false;
    }
    book(*offer, event);
    return true;
}

void OfferTables::book(const SlotOffer &offer, const QString &event)
{
    VisitRecord visit;
    visit.unit = m_tables.unit(offer.unit, {}).value_or(Unit());
    visit.client = m_tables.client(offer.client).value_or(Client());
    visit.professional = offer.professional;
    visit.service = offer.service;
    m_tables.each(u"SELECT price FROM service WHERE unit = ? AND folded = ?"_s, {offer.unit.value, foldText(offer.service)},
                  [&](const QSqlQuery &q) { visit.priceCents = q.value(0).toLongLong(); });
    visit.start = offer.start;
    visit.end = offer.end;
    visit.status = VisitStatus::Confirmed;
    visit.bookedAt = visit.changedAt = m_tables.now();
    const VisitId id = m_tables.saveVisit(visit); // the answer itself tells the client
    m_tables.exec(u"UPDATE diary SET revision = revision + 1"_s);
    WaitTables(m_tables).setState(offer.wait, WaitEntry::State::Booked);
    end(offer.id, SlotOffer::State::Taken, event);
    m_tables.exec(u"UPDATE slot_offer SET visit = ? WHERE id = ?"_s, {id.value, offer.id.value});
}

} // namespace trato
