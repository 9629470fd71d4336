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

/// The offer that an answer is for: the one whose message it answers; without such a message the open one, for it waits only
/// shortly; one that is over only when nothing else was asked.
OfferId answeredOffer(const QList<SlotOffer> &offers, const std::optional<DeliveryRecord> &answered, bool visitAsked)
{
    for (const SlotOffer &offer : offers)
        if (answered ? answered->dedupeKey == u"offer_"_s + offer.id.value : offer.state == SlotOffer::State::Open || !visitAsked)
            return offer.id;
    return {};
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
    m_parts.ledger.byKeys(keys, [this, reading, writer, keys, answered](Result<QMap<QString, DeliveryView>> rows) {
        if (!rows)
            return reading->reply(rows.error());
        const QMap<QString, DeliveryView> told = rows.value();
        QList<VisitRecord> asked;
        for (qsizetype i = 0; i < keys.size(); ++i)
            if ((told.contains(keys[i]) && wasAsked(told.value(keys[i]))) || isAbout(writer.coming[i], answered))
                asked.append(writer.coming[i]);
        decide(reading, writer, asked, answered);
    });
}

void ReplyReader::decide(const ReadingPtr &reading, const Writer &writer, const QList<VisitRecord> &asked,
                         const std::optional<DeliveryRecord> &answered)
{
    const QList<VisitRecord> visits = answeredVisits(asked, answered ? answered->view.visitId : QString());
    TakenReply taken{reading->now, {}, answeredOffer(writer.offers, answered, !visits.isEmpty()), m_parts.settings.noCancels};
    const bool isAsked = !visits.isEmpty() || !taken.offer.isEmpty();
    taken.reply.meaning = replyMeaning(reading->now.text, reading->choice, {isAsked, !writer.coming.isEmpty()});
    for (const VisitRecord &visit : visits)
        taken.visits.append({visit.id, visit.start});
    m_parts.replies.take(taken, [this, reading, meaning = taken.reply.meaning](Result<Done> done) {
        if (!done)
            return reading->reply(done.error());
        m_parts.log.info("replies", u"a client's reply was read: %1"_s.arg(nameOf(meaning)));
        next(reading);
    });
}

} // namespace trato
