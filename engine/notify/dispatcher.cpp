#include "engine/notify/dispatcher.h"

#include "engine/notify/channels/message_channel.h"
#include "engine/runtime/log_book.h"

#include <QRandomGenerator>
#include <QUuid>

#include <cmath>

namespace trato {

using namespace Qt::StringLiterals;
using Kind = SendOutcome::Kind;

namespace {

constexpr Millis leaseMargin = Seconds(2);    // from the provider's time-out to the end of the lease
constexpr Millis leastTimeout = Seconds(3);   // with less time than this a send is not begun
constexpr Millis stoppedWait = Minutes(1);    // messages of a stopped channel look again after this
constexpr Millis longestWait = Minutes(15);
constexpr int tokenSize = 32;                 // digits of an attempt's own part of its token

Dispatched toldOf(const DeliveryView &view)
{
    return {view.state, view.channel, view.id, view.providerId, view.reason, std::nullopt, false};
}

} // namespace

Millis sendRetryDelay(const SendOutcome &outcome, int attempt, double dice)
{
    const int tries = std::clamp(attempt, 1, 20);
    if (outcome.pair) {
        const Millis wait = std::min<Millis>(Seconds(qint64(std::pow(4.0, std::min(tries, 6)))), longestWait);
        return std::max(wait, outcome.retryAfter.value_or(Millis(0)));
    }
    const Millis top = std::min<Millis>(Seconds(2) * (1LL << std::min(tries - 1, 12)), longestWait);
    const Millis jittered(qint64(dice * double(top.count())));
    if (outcome.retryAfter)
        return *outcome.retryAfter + std::min<Millis>(jittered, *outcome.retryAfter / 10 + Millis(1));
    return std::max<Millis>(jittered, Millis(1));
}

/// One message on its way through the dispatcher.
struct Dispatcher::Attempt {
    Notification message{};
    std::shared_ptr<JobContext> context{};
    Reply<Dispatched> reply{};
    QByteArray token{};
    ChannelWay way = ChannelWay::Training;
    MessageChannel *channel = nullptr;
    Millis timeout{0};
    DeliveryId delivery{};
};

Dispatcher::Dispatcher(Parts parts) : m_parts(std::move(parts))
{
    if (!m_parts.dice)
        m_parts.dice = [] { return QRandomGenerator::global()->generateDouble(); };
}

void Dispatcher::addChannel(MessageChannel &channel)
{
    m_channels.insert(int(channel.kind()), &channel);
}

MessageChannel *Dispatcher::channel(Channel kind) const
{
    return m_channels.value(int(kind));
}

ChannelWay Dispatcher::way(Channel kind) const
{
    return wayOf(m_parts.settings, kind);
}

void Dispatcher::record(const AttemptPtr &attempt, DeliveryState state, const QString &reason, const QByteArray &opaque)
{
    DeliveryMove move{.state = state, .reason = reason, .opaque = QString::fromLatin1(opaque), .way = attempt->way};
    m_parts.ledger.record(attempt->message, move, [this, attempt](Result<DeliveryView> row) {
        if (row)
            return attempt->reply(toldOf(row.value()));
        if (row.error().code != Error::Code::Conflict)
            return attempt->reply(row.error());
        const QString key = attempt->message.dedupeKey; // it is in a state that stands: say that one
        m_parts.ledger.byKeys({key}, [attempt, key](Result<QMap<QString, DeliveryView>> rows) {
            if (!rows)
                return attempt->reply(rows.error());
            if (!rows.value().contains(key))
                return attempt->reply(Error{Error::Code::Conflict, u"the delivery has gone"_s});
            attempt->reply(toldOf(rows.value().value(key)));
        });
    });
}

void Dispatcher::dispatch(Notification message, std::shared_ptr<JobContext> context, Reply<Dispatched> reply)
{
    const auto attempt = std::make_shared<Attempt>();
    attempt->message = std::move(message);
    attempt->context = std::move(context);
    attempt->reply = [reply = std::move(reply), channel = attempt->message.channel](Result<Dispatched> said) {
        if (!said)
            return reply(said.error());
        Dispatched named = std::move(said).value();
        named.channel = channel;
        reply(std::move(named));
    };
    attempt->way = way(attempt->message.channel);
    const Instant now = m_parts.clock.now();
    if (attempt->message.expiresAt && now >= *attempt->message.expiresAt)
        return recordUnsent(attempt, DeliveryState::Skipped, u"expired"_s);
    if (attempt->way != ChannelWay::Live)
        return recordUnsent(attempt, attempt->way == ChannelWay::Training ? DeliveryState::WouldSend : DeliveryState::AwaitsPerson, {});

    attempt->channel = channel(attempt->message.channel);
    if (!attempt->channel)
        return attempt->reply(Error{Error::Code::Refused, u"no channel for %1"_s.arg(nameOf(attempt->message.channel))});
    if (const QStringList missing = attempt->channel->missing(); !missing.isEmpty())
        return attempt->reply(Dispatched{.reason = u"missing: "_s + missing.join(u", "_s), .retryAfter = stoppedWait, .breakerOpen = true});
    attempt->timeout = std::min(attempt->channel->timeout(), attempt->context->leaseUntil() - now - leaseMargin);
    if (attempt->timeout < std::min(attempt->channel->timeout(), leastTimeout))
        return attempt->reply(Dispatched{.reason = u"the lease ends before the provider could answer"_s, .retryAfter = Seconds(1)});
    if (const Admission admission = attempt->channel->admit(attempt->message); !admission.open)
        return attempt->reply(Dispatched{.reason = admission.reason, .retryAfter = std::min(admission.wait, stoppedWait), .breakerOpen = true});
    attempt->message.category == u"marketing" ? withinBudget(attempt) : inPace(attempt);
}

void Dispatcher::withinBudget(const AttemptPtr &attempt)
{
    if (!microsOf(m_parts.settings.budgetMonth))
        return inPace(attempt);
    m_parts.ledger.costs(monthOf(m_parts.clock.now(), m_parts.settings.zone.toLatin1()), [this, attempt](const Result<CostReport> &spent) {
        if (!spent)
            return attempt->reply(spent.error());
        if (budgetState(spent.value().micros, m_parts.settings) == BudgetState::Spent)
            return recordUnsent(attempt, DeliveryState::Skipped, u"budget"_s);
        inPace(attempt);
    });
}

void Dispatcher::inPace(const AttemptPtr &attempt)
{
    const SendPace::Verdict pace = m_pace.admit(attempt->message.channel, attempt->message.recipient, m_parts.clock.now());
    if (pace.wait.count() > 0)
        return attempt->reply(Dispatched{.reason = pace.reason, .retryAfter = std::min<Millis>(pace.wait, longestWait)});
    fence(attempt);
}

void Dispatcher::recordUnsent(const AttemptPtr &attempt, DeliveryState state, const QString &reason)
{
    m_parts.store.fences({attempt->message.dedupeKey}, [this, attempt, state, reason](Result<QList<Fence>> standing) {
        if (!standing)
            return attempt->reply(standing.error());
        for (const Fence &fence : standing.value())
            if (fence.state != Fence::State::Rejected)
                return fenceStands(attempt, fence);
        record(attempt, state, reason);
    });
}

void Dispatcher::fence(const AttemptPtr &attempt)
{
    reached(SendStep::Admitted);
    // The words stand behind it: whoever meets the fence can tell whether it was set for the same ones.
    attempt->token = QUuid::createUuid().toByteArray(QUuid::Id128) + attempt->message.contentMark.toLatin1();
    m_parts.store.fence(attempt->message.dedupeKey, m_parts.engine, attempt->token, [this, attempt](Result<Fence> standing) {
        if (!standing)
            return attempt->reply(standing.error());
        fenceStands(attempt, standing.value());
    });
}

void Dispatcher::fenceStands(const AttemptPtr &attempt, const Fence &standing)
{
    if (standing.state == Fence::State::Sending && !attempt->token.isEmpty() && standing.token == attempt->token) {
        reached(SendStep::Fenced);
        return noteSending(attempt);
    }
    if (const QByteArray words = standing.token.mid(tokenSize); !words.isEmpty() && !attempt->message.contentMark.isEmpty() && words != attempt->message.contentMark.toLatin1())
        return attempt->reply(Error{Error::Code::Refused, u"not sent: another message with this key said something else"_s});
    if (standing.state == Fence::State::Accepted)
        return record(attempt, DeliveryState::Accepted, u"sent before"_s, standing.token);
    record(attempt, DeliveryState::Uncertain, u"an earlier send was not answered"_s, standing.token);
}

void Dispatcher::noteSending(const AttemptPtr &attempt)
{
    const DeliveryMove move{.state = DeliveryState::Sending,
                            .opaque = QString::fromLatin1(attempt->token),
                            .way = attempt->way};
    m_parts.ledger.record(attempt->message, move, [this, attempt](Result<DeliveryView> row) {
        if (row) {
            attempt->delivery = row.value().id;
            reached(SendStep::Noted);
            return send(attempt);
        }
        if (row.error().code == Error::Code::Refused)
            return refuse(attempt, row.error());
        if (row.error().code != Error::Code::Conflict)
            return release(attempt, Seconds(10), row.error().detail);
        // The ledger knows of an outcome that the fence does not: the message is not sent over it.
        m_parts.store.settleFence(attempt->message.dedupeKey, attempt->token, Fence::State::Uncertain, false,
                                  [this, attempt](Result<Done>) { record(attempt, DeliveryState::Uncertain, u"handled before"_s); });
    });
}

void Dispatcher::send(const AttemptPtr &attempt)
{
    // The store and the ledger took time, and a laptop may have slept: the lease is looked at once more.
    const Instant now = m_parts.clock.now();
    const Millis left = attempt->context->leaseUntil() - now - leaseMargin;
    if (attempt->context->cancelled() || left < std::min(attempt->timeout, leastTimeout))
        return release(attempt, Seconds(1), u"the lease ended before the send"_s);
    if (attempt->message.expiresAt && now >= *attempt->message.expiresAt)
        return release(attempt, Millis(1), u"expired"_s);
    attempt->timeout = std::min(attempt->timeout, left);
    attempt->channel->send(attempt->message, QString::fromLatin1(attempt->token), attempt->timeout,
                           [this, attempt](Result<SendOutcome> outcome) {
                               reached(SendStep::Answered);
                               judged(attempt, outcome ? outcome.value()
                                                       : SendOutcome{.kind = Kind::Uncertain, .reason = outcome.error().detail});
                           });
}

void Dispatcher::judged(const AttemptPtr &attempt, const SendOutcome &outcome)
{
    const auto ends = [&](DeliveryState state, Fence::State fenceState) {
        settle(attempt, fenceState,
               {.state = state, .reason = outcome.reason, .providerId = outcome.providerId, .contactId = outcome.contactId},
               {.state = state, .delivery = attempt->delivery, .providerId = outcome.providerId, .reason = outcome.reason});
    };
    switch (outcome.kind) {
    case Kind::Accepted:
        return ends(DeliveryState::Accepted, Fence::State::Accepted);
    case Kind::Uncertain:
        return ends(DeliveryState::Uncertain, Fence::State::Uncertain);
    case Kind::Recipient:
        if (m_parts.onBadAddress)
            m_parts.onBadAddress(attempt->message, outcome.reason);
        return ends(DeliveryState::Failed, Fence::State::Rejected);
    case Kind::Permanent:
    case Kind::Policy:
        return ends(DeliveryState::Failed, Fence::State::Rejected);
    case Kind::NotSent:
    case Kind::Rate:
    case Kind::Transient:
    case Kind::Template:
    case Kind::Channel:
        break;
    }
    const int attempts = attempt->context->job().attemptsStarted;
    if (outcome.maxAttempts > 0 && attempts >= outcome.maxAttempts)
        return ends(DeliveryState::Failed, Fence::State::Rejected);
    const bool stopped = outcome.kind == Kind::Channel || outcome.kind == Kind::Template;
    const Millis wait = stopped ? stoppedWait : sendRetryDelay(outcome, attempts, m_parts.dice());
    if (attempt->message.expiresAt && m_parts.clock.now() + wait >= *attempt->message.expiresAt) {
        const QString reason = u"expired, never sent: "_s + outcome.reason;
        return settle(attempt, Fence::State::Rejected, {.state = DeliveryState::Skipped, .reason = reason},
                      {.state = DeliveryState::Skipped, .delivery = attempt->delivery, .reason = reason});
    }
    settle(attempt, Fence::State::Rejected, {.state = DeliveryState::Sending, .reason = outcome.reason},
           {.state = DeliveryState::Sending,
            .delivery = attempt->delivery,
            .reason = outcome.reason,
            .retryAfter = wait,
            .breakerOpen = stopped});
}

void Dispatcher::settle(const AttemptPtr &attempt, Fence::State state, DeliveryMove move, Dispatched said)
{
    const QString key = attempt->message.dedupeKey;
    m_parts.store.settleFence(key, attempt->token, state, false, [this, attempt, key, move, said](Result<Done> settled) {
        // A fence that could not be settled still keeps every later attempt from sending.
        if (!settled)
            m_parts.log.error("dispatcher", u"fence not settled: "_s + settled.error().detail);
        reached(SendStep::Settled);
        m_parts.ledger.move(key, move, [this, attempt, said](Result<DeliveryView> row) {
            if (!row)
                m_parts.log.error("dispatcher", u"delivery not updated: "_s + row.error().detail);
            reached(SendStep::Recorded);
            attempt->reply(said);
        });
    });
}

void Dispatcher::release(const AttemptPtr &attempt, Millis wait, const QString &reason)
{
    m_parts.store.settleFence(attempt->message.dedupeKey, attempt->token, Fence::State::Rejected, false,
                              [attempt, wait, reason](Result<Done>) {
                                  attempt->reply(Dispatched{.state = DeliveryState::Sending, .reason = reason, .retryAfter = wait});
                              });
}

void Dispatcher::refuse(const AttemptPtr &attempt, const Error &why)
{
    m_parts.store.settleFence(attempt->message.dedupeKey, attempt->token, Fence::State::Rejected, false,
                              [attempt, why](Result<Done>) { attempt->reply(why); });
}

void Dispatcher::skip(const Notification &message, const QString &reason, Reply<Dispatched> reply)
{
    const auto attempt = std::make_shared<Attempt>();
    attempt->message = message;
    attempt->reply = std::move(reply);
    attempt->way = way(message.channel);
    recordUnsent(attempt, DeliveryState::Skipped, reason);
}

void Dispatcher::recover(Reply<qint64> reply)
{
    m_parts.store.abandonedFences(m_parts.engine, [this, reply](Result<QList<Fence>> found) {
        if (!found)
            return reply(found.error());
        const qint64 count = found.value().size();
        if (count == 0)
            return reply(qint64(0));
        struct Tally {
            qint64 open;
            std::optional<Error> trouble;
        };
        const auto tally = std::make_shared<Tally>(Tally{count, std::nullopt});
        const auto ready = [tally, count, reply](const std::optional<Error> &trouble) {
            if (trouble)
                tally->trouble = trouble;
            if (--tally->open > 0)
                return;
            if (tally->trouble)
                return reply(*tally->trouble);
            reply(count);
        };
        m_parts.log.warning("dispatcher", u"%1 messages were being sent when the engine ended: uncertain"_s.arg(count));
        for (const Fence &fence : found.value()) {
            m_parts.store.settleFence(fence.key, fence.token, Fence::State::Uncertain, false, [this, key = fence.key, ready](Result<Done> settled) {
                if (!settled && settled.error().code != Error::Code::Conflict)
                    return ready(settled.error());
                m_parts.ledger.move(key, {.state = DeliveryState::Uncertain, .reason = u"the engine ended while sending"_s},
                                    [ready](Result<DeliveryView> row) {
                                        // No row, or one that knows better: the fence alone says uncertain.
                                        const bool harmless = row || row.error().code == Error::Code::NotFound
                                            || row.error().code == Error::Code::Conflict;
                                        ready(harmless ? std::nullopt : std::optional(row.error()));
                                    });
            });
        }
    });
}

} // namespace trato
