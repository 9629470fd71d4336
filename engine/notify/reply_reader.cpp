#include "engine/notify/reply_reader.h"

#include "engine/runtime/log_book.h"
#include "engine/shop/local_time.h"
#include "engine/shop/reach.h"
#include "engine/shop/reminder_plan.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestReply = 4096;
constexpr qsizetype longestId = 300;
constexpr Minutes providerSlack{2};   ///< between our clock and the provider's

QDate dayOf(const VisitRecord &visit)
{
    const Result<LocalZone> zone = LocalZone::named(visit.unit.zone);
    return zone ? zone.value().dateOf(visit.start) : toUtc(visit.start).date();
}

/// The client answers a message about this visit as it still stands, whether it asked or not.
bool isAbout(const VisitRecord &visit, const std::optional<DeliveryRecord> &delivery)
{
    return delivery && delivery->view.visitId == visit.id.value && delivery->startAt == visit.start;
}

} // namespace

struct ReplyReader::Reading {
    QList<ReplyEvent> left{};
    ReplyRecord now{};
    QString choice{};
    QString answersTo{};
    Reply<Done> reply{};
};

bool wasAsked(const DeliveryView &delivery)
{
    using enum DeliveryState;
    switch (delivery.state) {
    case Accepted:
    case Sent:
    case Delivered:
    case Read:
    case SentByHand:
    case Uncertain:
        return true;
    case Skipped:
        return delivery.reason == u"joined";
    default:
        return false;
    }
}

QList<VisitRecord> answeredVisits(const QList<VisitRecord> &asked, const QString &answersVisit)
{
    const VisitRecord *first = nullptr;
    for (const VisitRecord &visit : asked)
        if (!answersVisit.isEmpty() && visit.id.value == answersVisit)
            first = &visit;
    for (const VisitRecord &visit : asked)
        if (!first && visit.answer == VisitAnswer::None)
            first = &visit;
    if (!first && !asked.isEmpty())
        first = &asked.first();
    if (!first)
        return {};
    QList<VisitRecord> out{*first};
    for (const VisitRecord &visit : asked)
        if (visit.id != first->id && visit.client.id == first->client.id && dayOf(visit) == dayOf(*first))
            out.append(visit);
    return out;
}

std::optional<SlotOffer> answeredOffer(const QList<SlotOffer> &told, const std::optional<OfferId> &pointedAt, Instant wroteAt, bool visitAsked)
{
    using enum SlotOffer::State;
    for (const SlotOffer &offer : told) {
        if (pointedAt) {
            if (offer.id == *pointedAt)
                return offer;
            continue;
        }
        const bool isOver = offer.state == Expired || offer.state == Withdrawn;
        if (wroteAt >= offer.offeredAt - providerSlack && (offer.state == Open || (isOver && !visitAsked && wroteAt < offer.expiresAt + offerTalk)))
            return offer;
    }
    return std::nullopt;
}

void ReplyReader::take(QList<ProviderEvent> events, Reply<Done> reply)
{
    const auto reading = std::make_shared<Reading>();
    reading->reply = std::move(reply);
    for (const ProviderEvent &event : std::as_const(events))
        if (const auto *one = std::get_if<ReplyEvent>(&event))
            reading->left.append(*one);
    next(reading);
}

void ReplyReader::next(const ReadingPtr &reading)
{
    if (reading->left.isEmpty())
        return reading->reply(Done{});
    const ReplyEvent event = reading->left.takeFirst();
    reading->now = {event.eventId.left(longestId), event.channel, addressFrom(event.channel, event.from), event.text.left(longestReply), {}, event.at};
    reading->choice = event.choice.left(longestId);
    reading->answersTo = event.answersTo.left(longestId);
    if (reading->now.event.isEmpty() || reading->now.address.isEmpty()) {
        m_parts.log.warning("replies", u"a reply without an id or a sender was left out"_s);
        return next(reading);
    }
    m_parts.replies.writer(reading->now.event, reading->now.channel, reading->now.address, [this, reading](Result<Writer> writer) {
        if (!writer)
            return reading->reply(writer.error());
        if (writer.value().told)
            return next(reading);
        if (reading->answersTo.isEmpty())
            return findAsked(reading, writer.value(), std::nullopt);
        m_parts.ledger.byProviderId(reading->answersTo, [this, reading, writer = writer.value()](Result<DeliveryRecord> answered) {
            if (!answered && answered.error().code != Error::Code::NotFound)
                return reading->reply(answered.error());
            findAsked(reading, writer, answered ? std::optional(answered.value()) : std::nullopt);
        });
    });
}

void ReplyReader::findAsked(const ReadingPtr &reading, const Writer &writer, const std::optional<DeliveryRecord> &answered)
{
    QStringList keys;
    for (const VisitRecord &visit : writer.coming)
        keys.append(reminderKey(visit.id, ReminderKind::DayBefore, visit.start));
    for (const SlotOffer &offer : writer.offers)
        keys.append(offerKey(offer.id));
    m_parts.ledger.byKeys(keys, [this, reading, writer, keys, answered](Result<QMap<QString, DeliveryView>> rows) {
        if (!rows)
            return reading->reply(rows.error());
        const QMap<QString, DeliveryView> told = rows.value();
        const auto reached = [&](const QString &key) { return told.contains(key) && wasAsked(told.value(key)); };
        QList<VisitRecord> asked;
        for (qsizetype i = 0; i < writer.coming.size(); ++i)
            if (reached(keys[i]) || isAbout(writer.coming[i], answered))
                asked.append(writer.coming[i]);
        QList<SlotOffer> offered = writer.offers;
        offered.removeIf([&](const SlotOffer &offer) { return !reached(offerKey(offer.id)); });
        decide(reading, {asked, offered, !writer.coming.isEmpty()}, answered);
    });
}

void ReplyReader::decide(const ReadingPtr &reading, const Asked &asked, const std::optional<DeliveryRecord> &answered)
{
    std::optional<OfferId> pointedAt; // an answer to a message about a visit points at no offer
    if (const OfferId offer = answered ? offerOf(answered->dedupeKey) : OfferId(); !offer.isEmpty() || (answered && !answered->view.visitId.isEmpty()))
        pointedAt = offer;
    QList<VisitRecord> visits;
    if (!pointedAt || pointedAt->isEmpty())
        visits = answeredVisits(asked.visits, answered ? answered->view.visitId : QString());
    const std::optional<SlotOffer> offer = answeredOffer(asked.offers, pointedAt, reading->now.at, !visits.isEmpty());
    TakenReply taken{reading->now, {}, {}, m_parts.settings.noCancels};
    if (offer && offer->state == SlotOffer::State::Taken)
        taken.visits.append({offer->visit, offer->start}); // they changed their mind
    else if (offer)
        taken.offer = offer->id;
    else
        for (const VisitRecord &visit : std::as_const(visits))
            taken.visits.append({visit.id, visit.start});
    taken.reply.meaning = replyMeaning(reading->now.text, reading->choice, {!visits.isEmpty() || offer, asked.coming});
    m_parts.replies.take(taken, [this, reading, meaning = taken.reply.meaning](Result<Done> done) {
        if (!done)
            return reading->reply(done.error());
        m_parts.log.info("replies", u"a client's reply was read: %1"_s.arg(nameOf(meaning)));
        next(reading);
    });
}

} // namespace trato
