#pragma once

#include "engine/api/queue.h"
#include "engine/api/result.h"

namespace trato {

/// A job handed to a worker together with its lease.
struct ClaimedJob {
    QueueName queue{};
    JobId id{};
    QString name{};
    QByteArray data{};           ///< UTF-8 JSON text as it was added
    JobOptions options{};
    QByteArray token{};          ///< proves the lease when settling or extending
    Instant createdAt{};         ///< Instant{} when the job does not say
    int attemptsMade = 0;        ///< before this one
    int attemptsStarted = 0;     ///< this one included
    int stalledCount = 0;
    QString failAtOnce{};        ///< not empty: fail it with this text, do not run it (BullMQ's `defa`)
    friend bool operator==(const ClaimedJob &, const ClaimedJob &) = default;
};

/// How a claimed job ended.
struct Settlement {
    enum class Kind {
        Complete,  ///< `result` holds JSON text; attemptsMade + 1
        Fail,      ///< for good; attemptsMade + 1
        Retry,     ///< failed, again after `delay` (0: at once, at the back of the queue); attemptsMade + 1
        Delay,     ///< not failed, again after `delay`; attemptsMade unchanged
        Return,    ///< given back unrun, to the front of its class; attemptsMade unchanged
    };
    QueueName queue{};
    JobId id{};
    QByteArray token{};
    Kind kind = Kind::Complete;
    QByteArray result{"null"};
    QString reason{};            ///< Fail, Retry: becomes failedReason
    QString trace{};             ///< Fail, Retry: appended to the stack traces (newest 10 kept); empty adds nothing
    Millis delay{0};
    KeepRule keep{};             ///< used when the job itself has no rule for the state it ends in
    friend bool operator==(const Settlement &, const Settlement &) = default;
};

/// What became of one settlement. Anything but Done changed nothing.
enum class SettleCode {
    Done,
    Missing,       ///< there is no such job (BullMQ -1)
    LeaseGone,     ///< the lease ran out and nobody holds it (-2)
    NotActive,     ///< (-3)
    LeaseTaken,    ///< another worker holds it (-6)
    ChildrenWait,  ///< it cannot complete: children have not ended (-4); settle it as a failed attempt
    ChildFailed,   ///< it cannot complete: a child failed (-9); settle it as failed for good
    NotTaken,      ///< the store refused it, or all of its queue (`Exchanged::refused`); send it again
};

struct RateLimit {
    int max = 0;             ///< jobs started per `window`; 0 = no limit
    Millis window{0};
    friend bool operator==(const RateLimit &, const RateLimit &) = default;
};

struct Want {
    QueueName queue{};
    int limit = 0;
    Millis lease{30'000};
    QByteArray token{};      ///< one token may hold many jobs
    QString worker{};        ///< stored with the job, for people
    RateLimit rate{};
    friend bool operator==(const Want &, const Want &) = default;
};

struct Exchange {
    QList<Settlement> settled{};
    QList<Want> wants{};
};

/// A store may refuse one queue and serve the others: a key of it is not what it should be, or may not be used.
struct QueueRefusal {
    QueueName queue{};
    Error error{};
    bool ofClaims = true;   ///< false: only results were, those whose code is NotTaken
};

struct Exchanged {
    QList<ClaimedJob> claimed{};
    QList<SettleCode> codes{};           ///< one per settlement, in order
    QList<QueueName> crowded{};          ///< wanted, and at their limit of jobs at once: ask again when one has ended
    QList<QueueRefusal> refused{};       ///< it is not known whether what was asked for these queues was done
    std::optional<Instant> nextWake{};   ///< earliest moment at which a wanted queue gets work by itself
                                         ///< (delay over, rate window over); not set: never
};

struct LeaseRef {
    QueueName queue{};
    JobId id{};
    QByteArray token{};
    friend bool operator==(const LeaseRef &, const LeaseRef &) = default;
};

/// What became of one act of a person on one job.
enum class ActCode { Done, Missing, WrongState, Leased };

/// Jobs an act is meant for. `only`: those that are in another state when it comes are left alone (WrongState).
struct JobChoice {
    JobChoice(QList<JobId> chosen, std::optional<JobState> state = {}) : ids(std::move(chosen)), only(state) {}
    JobChoice(std::initializer_list<JobId> chosen) : ids(chosen) {}
    QList<JobId> ids;
    std::optional<JobState> only{};
};

/// Which jobs of a state: `cause` is part of the failedReason as it is written, `search` as in JobQuery; empty = all.
struct JobFilter {
    JobFilter(QString part = {}, QString text = {}) : cause(std::move(part)), search(std::move(text)) {}
    QString cause;
    QString search;
};

struct QueueInfo {
    QueueName name{};
    bool paused = false;
    QueueCounts counts{};
    std::optional<Instant> oldestPending{};  ///< creation (or promotion) time of the job that is next to run
    QueueLimits limits{};
    QString trouble{};                       ///< why nothing but its name could be read
    std::optional<Millis> limitedFor{};      ///< a rate limit that all share lets nothing start for so long
    friend bool operator==(const QueueInfo &, const QueueInfo &) = default;
};

struct WorkerSeen {
    QString worker{};
    QueueName queue{};
    Instant lastSeen{};
    QString address{};           ///< its computer's, when it is known: "10.0.0.7"
    friend bool operator==(const WorkerSeen &, const WorkerSeen &) = default;
};

/// One change of one job's state. `state` Unknown: removed.
struct JobChange {
    QueueName queue{};
    JobId id{};
    JobState state = JobState::Unknown;
    Instant at{};
    friend bool operator==(const JobChange &, const JobChange &) = default;
};

struct Changes {
    quint64 cursor = 0;           ///< pass to the next call
    bool gap = false;             ///< changes were lost before the first one of `jobs`: figures are estimates
    QList<JobChange> jobs{};
    QList<QueueName> queues{};    ///< paused, resumed, drained, cleaned
};

/// The record that bytes may have left for one message (design section 6).
struct Fence {
    enum class State { Sending, Accepted, Rejected, Uncertain };
    QString key{};                ///< the message's dedupe key
    State state = State::Sending;
    QString engine{};             ///< who set it
    QByteArray token{};           ///< of the attempt
    Instant since{};
    friend bool operator==(const Fence &, const Fence &) = default;
};

/// What the System tab tells about a store.
struct StoreHealth {
    QString name{};           ///< "jobs.db"
    QString problemCode{};    ///< "store.full", "store.corrupt" …; empty = healthy
    QString detail{};
    double commitMs = 0;      ///< median of recent commits
    qint64 handled = 0;       ///< calls since start
    qint64 waiting = 0;       ///< calls in line
    double busyMs = 0;        ///< time the store's thread was at work
};

class JobSchedulers;
class OwnerStore;
class ScheduleStore;

/// Durable home of jobs. The contract is in the words below; tests/conformance holds every store to it.
///
/// Asynchronous: every call completes its reply exactly once, through the mailbox given at construction (so on
/// the owner's thread), with Unavailable, Full, Locked, ReadOnly or Corrupt when the store is in trouble; then
/// nothing of that call was stored, and a later call works again when the cause is gone. Calls may come from
/// any thread and are applied in the order of one thread's calls. Atomic per call unless said otherwise.
/// A completed reply of a changing call means: durable. Time comes from the clock given at construction.
///
/// State names and moves are BullMQ's (bullmq-format 2 to 4): priority 0 waits in FIFO order and runs before
/// any prioritised job; lower priority numbers run first, equal ones in order of adding; a delayed job becomes
/// ready when due, FIFO among equals, before the claim that looks; LIFO is served next. Of very many that are due at once
/// a claim may make only the earliest ready, at least as many as it wants; `nextWake` then says that there are more.
class JobStore
{
public:
    virtual ~JobStore() = default;

    /// Stores all jobs or none. An id that exists (in any state) is a duplicate: the job stays as it is.
    /// Invalid: empty or ':'-holding queue name, id that is an integer text, is "0" or begins with "0:", or
    /// holds ':' (unless it has exactly three parts), data that is not JSON, priority outside 0…2097151,
    /// data above 16 MiB.
    /// A job with a deduplication id that is held is not added, or takes the holder's place (bullmq-format 3.3). With a
    /// parent: NotFound when that is missing, Conflict when the job exists and belongs to another one that exists.
    virtual void add(QList<NewJob> jobs, Reply<QList<Added>> reply) = 0;
    /// Stores a job with its children and theirs, all or none (bullmq-format 3.17): a parent waits in waiting-children
    /// until no child is pending, then it becomes ready as its delay and priority say, before what waits without one.
    /// Jobs without an id of their own get a random one. Invalid, besides what `add` refuses: no root in front, a job whose
    /// parent does not come before it, an id with ':'.
    virtual void addFlow(QList<FlowJob> jobs, Reply<QList<Added>> reply) = 0;

    /// Settles finished jobs and claims new ones, per queue in one atomic step. Settlement needs the lease's
    /// token. Keep rules of the job, else of the settlement, trim finished jobs in the same step. A paused
    /// queue claims nothing. Claims at most 1,000 jobs a want.
    virtual void exchange(Exchange order, Reply<Exchanged> reply) = 0;

    /// Extends leases to now + `lease`. Answers those that were lost: stop working on them. After an error nothing is known of
    /// them, and some may be extended.
    virtual void extendLeases(QList<LeaseRef> held, Millis lease, Reply<QList<LeaseRef>> reply) = 0;

    /// Gives active jobs whose lease ran out back to the front of their queue (stalledCount + 1). When that
    /// count exceeds `maxStalled` the job gets `failAtOnce` "job stalled more than allowable limit".
    /// Answers the recovered jobs. A store may need two calls to be sure (Redis). One that a single program owns takes
    /// leases of an earlier run for run out.
    virtual void recoverStalled(QueueName queue, int maxStalled, Reply<QList<JobId>> reply) = 0;

    /// Failed or completed jobs run again: counts and outcome are forgotten, options and the list of attempts stay.
    /// One code per id.
    virtual void retry(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply) = 0;
    /// Delayed jobs become ready now, keeping their priority.
    virtual void promote(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply) = 0;
    /// Removes jobs in any state but leased ones, parents with their children, unless one of those is leased (Leased). A
    /// removed child no longer holds its parent up.
    virtual void remove(QueueName queue, JobChoice jobs, Reply<QList<ActCode>> reply) = 0;
    /// Removes waiting and prioritised jobs, and delayed ones too if asked. Answers how many. With the last child that it
    /// waits for goes a parent in the same queue, which is not counted, and those above it; a parent in another queue goes on
    /// without it (bullmq-format B18; so does `clean`). This and `clean` remove their
    /// jobs in slices of at most 5,000, each atomic, with other calls in between, however many there are: a job that is
    /// claimed or moved before its slice stays, and after an error or a stop (Cancelled) a part is gone. What is added
    /// after the call stays; in a store that others share, which chooses step by step, most of it.
    virtual void drain(QueueName queue, bool delayed, Reply<qint64> reply) = 0;
    /// Removes jobs of `state` older than `cutoff` (finished: by finish time, else by creation time), oldest
    /// first, at most `limit` (0 = all), leased ones never. Answers how many.
    virtual void clean(QueueName queue, JobState state, Instant cutoff, qint64 limit, Reply<qint64> reply) = 0;
    /// How many finished jobs of `state` ended at `cutoff` or before: what `clean` would remove. Refused by a store that
    /// does not count.
    virtual void countOlder(QueueName, JobState, Instant, Reply<qint64> reply)
    {
        reply(Error{Error::Code::Refused, QStringLiteral("this store does not count")});
    }
    /// A paused queue hands out nothing; adding goes on. Survives a restart.
    virtual void setPaused(QueueName queue, bool paused, Reply<Done> reply) = 0;

    /// Forgets the queue and all that it holds, in slices as `drain` does. Pauses it first, so that nothing new starts.
    /// Conflict when jobs are active and not `force`, NotFound when there is no such queue. Parents in other queues go on
    /// without the children that were here. Answers how many jobs there were.
    virtual void obliterate(QueueName queue, bool force, Reply<qint64> reply) = 0;
    /// Limits over all workers: a claim hands out no more jobs than may be active, and starts no more in a window than the
    /// rate allows, whatever the worker's own rate says (bullmq-format E27: its window counts first). Survives a restart.
    virtual void setLimits(QueueName queue, QueueLimits limits, Reply<Done> reply) = 0;

    /// Delayed job: due at now + delay. Conflict in any other state, NotFound when missing (so below).
    virtual void changeDelay(QueueName queue, JobId id, Millis delay, Reply<Done> reply) = 0;
    /// Any unfinished job; 0 puts a prioritised one into the FIFO. Also changes it for a later promotion.
    virtual void changePriority(QueueName queue, JobId id, int priority, Reply<Done> reply) = 0;
    virtual void changeData(QueueName queue, JobId id, QByteArray json, Reply<Done> reply) = 0;
    virtual void setProgress(QueueName queue, JobId id, QByteArray json, Reply<Done> reply) = 0;
    /// Appends a line; keeps the newest JobOptions::keepLogs (0 = all). Answers how many there are.
    virtual void addLog(QueueName queue, JobId id, QString line, Reply<qint64> reply) = 0;

    /// Every queue that has or had a job, is paused, or was wanted, by name.
    virtual void queues(Reply<QList<QueueInfo>> reply) = 0;
    /// Reads (below) use a connection of their own: they never delay a claim or a lease.
    /// Invalid for a cursor that is none.
    virtual void page(JobQuery query, Reply<JobPage> reply) = 0;
    /// With its newest ten attempts: each that did not complete or fail for good was kept when it ended.
    virtual void job(QueueName queue, JobId id, Reply<JobDetail> reply) = 0;
    /// A job's parent and children, a page from `cursor` on (empty: the beginning); their outcomes are whole, their
    /// names and states are left to `rows`. A page may hold a few more than `limit`.
    virtual void flow(QueueName queue, JobId id, QString cursor, int limit, Reply<JobFlow> reply) = 0;
    /// Rows of exactly these jobs, missing ones left out; at most 1,000.
    virtual void rows(QueueName queue, QList<JobId> ids, Reply<QList<JobRow>> reply) = 0;
    /// Ids in `state` that match the filter, newest first, at most `limit`.
    virtual void ids(QueueName queue, JobState state, JobFilter filter, int limit, Reply<QList<JobId>> reply) = 0;
    /// Finished jobs per minute, the last `minutes` minutes, the running one included. Kept for 14 days.
    virtual void history(QueueName queue, int minutes, Reply<QueueHistory> reply) = 0;
    /// Refused: the server does not tell who is connected.
    virtual void workers(Reply<QList<WorkerSeen>> reply) = 0;

    /// Changes after `cursor` (0 = only tell the newest cursor), at most 5,000 jobs a call.
    virtual void since(quint64 cursor, Reply<Changes> reply) = 0;

    /// Sets the fence of a message before its bytes leave. Answers the fence that stands now: the caller may
    /// send only if it is its own, in state Sending with its own token. A Rejected fence is replaced; any
    /// other existing one stays.
    virtual void fence(QString key, QString engine, QByteArray token, Reply<Fence> reply) = 0;
    /// Conflict when the fence is not `token`'s. With `anyToken` a person's or reconciler's word counts.
    virtual void settleFence(QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply) = 0;
    /// The fences of these keys that exist.
    virtual void fences(QStringList keys, Reply<QList<Fence>> reply) = 0;
    /// Fences in Sending that another run of the program set: their sends are uncertain.
    virtual void abandonedFences(QString engine, Reply<QList<Fence>> reply) = 0;

    /// Forgets fences that were set before `cutoff` and are settled, or only counts them. Answers how many. Refused by a
    /// store whose fences belong to others.
    virtual void cleanFences(Instant, bool, Reply<qint64> reply)
    {
        reply(Error{Error::Code::Refused, QStringLiteral("this store keeps its fences")});
    }

    /// Called through the mailbox when a queue may have got work earlier than its last `nextWake` said.
    virtual void onWork(std::function<void(QueueName)> listener) = 0;
    /// Empty code = healthy. Thread-safe, never blocks.
    virtual StoreHealth health() const = 0;
    /// Where schedules live, as long as the store; null when it keeps none.
    virtual ScheduleStore *schedules() { return nullptr; }
    /// Schedules that queues keep, as long as the store; null when they keep none.
    virtual JobSchedulers *jobSchedulers() { return nullptr; }
    /// Who owns the shop, as long as the store; null when no other engine can be there.
    virtual OwnerStore *owners() { return nullptr; }
    /// The caller wants nothing more of this queue until it asks again: nobody need wait for its work.
    virtual void stopWaiting(QueueName) {}
};

} // namespace trato
