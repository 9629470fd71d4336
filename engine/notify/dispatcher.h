#pragma once

#include "engine/api/settings.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/notify/notification.h"
#include "engine/notify/send_pace.h"
#include "engine/notify/send_step.h"
#include "engine/queue/handler.h"

namespace trato {

class LogBook;
class MessageChannel;
struct SendOutcome;

/// Brings one message to its channel the way the channel is set (design section 6):
/// training records "would send", assisted puts it before a person, live sends it behind a fence.
///
/// Live: lease long enough → fence → ledger "sending" → channel, once → fence → ledger. A fence that is not
/// this attempt's own is never sent over: the message is uncertain or was sent already.
/// Lives on the engine thread; owned by the composition; outlives every dispatch it was given.
class Dispatcher
{
public:
    struct Parts {
        JobStore &store;
        DeliveryLedger &ledger;
        const EngineSettings &settings;   ///< read at each message: way of the channel
        const Clock &clock;
        LogBook &log;
        QString engine{};                 ///< name of this run of the program; fences of other runs are abandoned
        std::function<double()> dice{};   ///< in [0, 1); empty = the system's
        /// A provider refused a message for its address; may be empty.
        std::function<void(const Notification &, const QString &reason)> onBadAddress{};
        /// Called after each step of a live send; may be empty.
        std::function<void(SendStep)> onStep{};
    };
    explicit Dispatcher(Parts parts);

    void addChannel(MessageChannel &channel);
    MessageChannel *channel(Channel kind) const;
    ChannelWay way(Channel kind) const;

    /// `context` is of the job that carries the message. An Error means that nothing was sent: Refused for good, as when
    /// another message has the same key (`contentMark`); else the ledger or store is in trouble.
    void dispatch(Notification message, std::shared_ptr<JobContext> context, Reply<Dispatched> reply);
    /// One message that several channels may carry, in order, all with one dedupe key: at most one of them takes it. The
    /// next one comes in when this one refuses for good, or could not take it for as long as the settings say; never
    /// after a send whose answer was lost. At least one.
    void dispatch(QList<Notification> choices, std::shared_ptr<JobContext> context, Reply<Dispatched> reply);
    /// A message job's key, and the one under which a version before may have begun to send it.
    struct KeyChoice {
        QString key{};
        QString earlier{};
        Instant createdAt{};         ///< of the job
        QString recipient{};         ///< empty: not known yet
        TemplateId templateId{};
    };
    /// `earlier` when what is known under it is this very message, else `key`.
    void pickKey(KeyChoice choice, Reply<QString> reply);
    /// Records that a rule said no before sending; an earlier attempt whose answer was lost stays uncertain.
    void skip(const Notification &message, const QString &reason, Reply<Dispatched> reply);
    /// What the ledger says of these messages, and how many reached a provider for an address since `from`.
    void rowsOf(QStringList keys, Reply<QMap<QString, DeliveryView>> reply) const { m_parts.ledger.byKeys(std::move(keys), std::move(reply)); }
    void countTo(const QString &recipient, Instant from, bool ads, Reply<qint64> reply) const
    {
        m_parts.ledger.countTo(recipient, from, std::move(reply), ads);
    }
    /// At engine start, before any job runs: sends of an earlier run whose answer was lost become uncertain.
    /// Answers how many there were.
    void recover(Reply<qint64> reply);

private:
    struct Attempt;
    using AttemptPtr = std::shared_ptr<Attempt>;
    struct Route;
    using RoutePtr = std::shared_ptr<Route>;
    void tryNext(const RoutePtr &route);
    void noteWaiting(const RoutePtr &route, const Dispatched &said);
    /// `opaque`: the token of a send that was not this attempt's, so that what the provider tells of it finds the row.
    void record(const AttemptPtr &attempt, DeliveryState state, const QString &reason, const QByteArray &opaque = {});
    /// Records that this attempt sends nothing. An earlier one may have: what was sent then, or may have been, stays what it is,
    /// and is neither skipped nor put before a person.
    void recordUnsent(const AttemptPtr &attempt, DeliveryState state, const QString &reason);
    /// Advertising stops when the month's budget is spent.
    void withinBudget(const AttemptPtr &attempt);
    void inPace(const AttemptPtr &attempt);
    void reached(SendStep step) const
    {
        if (m_parts.onStep)
            m_parts.onStep(step);
    }
    void fence(const AttemptPtr &attempt);
    void fenceStands(const AttemptPtr &attempt, const Fence &standing);
    void noteSending(const AttemptPtr &attempt);
    /// The message's fence is this attempt's own, but it may not be sent.
    void refuse(const AttemptPtr &attempt, const Error &why);
    void send(const AttemptPtr &attempt);
    void judged(const AttemptPtr &attempt, const SendOutcome &outcome);
    void settle(const AttemptPtr &attempt, Fence::State state, DeliveryMove move, Dispatched told);
    void release(const AttemptPtr &attempt, Millis wait, const QString &reason);

    Parts m_parts;
    SendPace m_pace{m_parts.settings};
    QMap<int, MessageChannel *> m_channels;
};

/// Wait before the next try of a message that did not leave (providers 2.1): full jitter, base 2 s, factor 2,
/// cap 15 minutes; a limit's own wait is kept and lengthened by up to a tenth; a pair limit waits 4^n seconds.
/// `attempt` is 1 after the first try. Pure.
Millis sendRetryDelay(const SendOutcome &outcome, int attempt, double dice);

} // namespace trato
