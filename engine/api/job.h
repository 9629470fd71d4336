#pragma once

#include "engine/api/codec.h"

/// Values that describe jobs. Names and semantics are BullMQ's, so that the Redis store and the embedded one
/// mean the same thing.
namespace trato {

enum class JobState { Waiting, Prioritized, Delayed, Active, WaitingChildren, Completed, Failed, Unknown };
template <>
struct EnumNames<JobState> {
    static constexpr std::array names{"waiting", "prioritized", "delayed", "active",
                                      "waiting-children", "completed", "failed", "unknown"};
};

/// Wait between attempts. `jitter` 0…1 is the share of the wait that is random.
struct Backoff {
    enum class Kind { None, Fixed, Exponential };
    Kind kind = Kind::None;
    Millis delay{0};
    double jitter = 0;
    friend bool operator==(const Backoff &, const Backoff &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("type", &Backoff::kind), field("delay", &Backoff::delay),
                          field("jitter", &Backoff::jitter));
    }
};
template <>
struct EnumNames<Backoff::Kind> {
    static constexpr std::array names{"none", "fixed", "exponential"};
};

/// How many finished jobs stay. count -1 keeps all, 0 removes at once; `age` in seconds, 0 = no limit by age.
struct KeepRule {
    qint64 count = -1;
    Seconds age{0};
    friend bool operator==(const KeepRule &, const KeepRule &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("count", &KeepRule::count), field("age", &KeepRule::age));
    }
};

/// A job by its full name.
struct JobRef {
    QueueName queue{};
    JobId id{};
    friend bool operator==(const JobRef &, const JobRef &) = default;
    static constexpr auto fields() { return fieldList(field("queue", &JobRef::queue), field("id", &JobRef::id)); }
};

/// While a job holds `id`, no second one with it is added to its queue (BullMQ's deduplication).
struct Deduplication {
    QString id{};
    Millis ttl{0};                 ///< held so long, whatever becomes of the job; 0 = until it has ended
    bool extend = false;           ///< each add that is refused begins `ttl` anew
    bool replace = false;          ///< a holder that is still delayed gives way to the new job
    bool keepLastIfActive = false; ///< the newest job that is refused while the holder runs is added when that ends; no `ttl`
    friend bool operator==(const Deduplication &, const Deduplication &) = default;
    static constexpr auto fields()
    {
        using D = Deduplication;
        return fieldList(field("id", &D::id), field("ttl", &D::ttl), field("extend", &D::extend),
                          field("replace", &D::replace), field("keepLastIfActive", &D::keepLastIfActive));
    }
};

/// What becomes of the parent when a child fails for good; BullMQ's four options that exclude each other.
enum class ChildFailure {
    Wait,       ///< it goes on waiting, until the child is tried again or removed
    Fail,       ///< it fails too (failParentOnFailure)
    Continue,   ///< it runs at once, whatever its other children do (continueParentOnFailure)
    Ignore,     ///< the child counts as ended; its error is kept for the parent (ignoreDependencyOnFailure)
    Remove,     ///< the child counts as ended (removeDependencyOnFailure)
};
template <>
struct EnumNames<ChildFailure> {
    static constexpr std::array names{"wait", "fail", "continue", "ignore", "remove"};
};

struct JobOptions {
    static constexpr int highestPriority = 2'097'151;   // bullmq-format: a score holds 21 bits of it

    Millis delay{0};          ///< from `timestamp` (or now); negative counts as 0
    int priority = 0;         ///< 0 = none (served first), else 1…highestPriority, lower first
    int attempts = 1;         ///< total tries; 0 and 1 both mean one
    Backoff backoff{};
    bool lifo = false;        ///< served before what waits already
    QString jobId{};          ///< custom id; empty = the queue's counter
    std::optional<Instant> timestamp{};
    std::optional<KeepRule> keepCompleted{}; ///< not set: the worker's rule, else keep all
    std::optional<KeepRule> keepFailed{};
    int keepLogs = 0;         ///< newest log lines kept; 0 = all
    std::optional<Deduplication> deduplication{};  ///< not together with a parent
    std::optional<JobRef> parent{};                ///< a job of the same store that waits for this one
    ChildFailure onFailure = ChildFailure::Wait;   ///< with a parent
    friend bool operator==(const JobOptions &, const JobOptions &) = default;
    static constexpr auto fields()
    {
        using O = JobOptions;
        return fieldList(field("delay", &O::delay), field("priority", &O::priority),
                          field("attempts", &O::attempts), field("backoff", &O::backoff),
                          field("lifo", &O::lifo), field("jobId", &O::jobId),
                          field("timestamp", &O::timestamp), field("removeOnComplete", &O::keepCompleted),
                          field("removeOnFail", &O::keepFailed), field("keepLogs", &O::keepLogs),
                          field("deduplication", &O::deduplication), field("parent", &O::parent),
                          field("onFailure", &O::onFailure));
    }
};

struct NewJob {
    QueueName queue{};
    QString name{};
    JsonText data{};
    JobOptions options{};
    friend bool operator==(const NewJob &, const NewJob &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("queue", &NewJob::queue), field("name", &NewJob::name),
                          field("data", &NewJob::data), field("opts", &NewJob::options));
    }
};

/// One job of a flow, and its parent's place in the list of all of them; the root comes first and has none (-1).
struct FlowJob {
    NewJob job{};
    int parent = -1;
    friend bool operator==(const FlowJob &, const FlowJob &) = default;
    static constexpr auto fields() { return fieldList(field("job", &FlowJob::job), field("parent", &FlowJob::parent)); }
};

/// What an `add` did. `duplicate`: a job with that custom id exists already and stays as it is. `deduplicated`: the job
/// `id` holds the deduplication id, nothing was added.
struct Added {
    JobId id{};
    bool duplicate = false;
    bool deduplicated = false;
    friend bool operator==(const Added &, const Added &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("id", &Added::id), field("duplicate", &Added::duplicate),
                          field("deduplicated", &Added::deduplicated));
    }
};

/// What a list may know about one job: no payload, no personal data.
struct JobRow {
    JobId id{};
    QueueName queue{};
    QString name{};
    JobState state = JobState::Unknown;
    int priority = 0;
    int attemptsMade = 0;
    int attempts = 1;
    Instant createdAt{};
    std::optional<Instant> dueAt{};      ///< delayed jobs
    std::optional<Instant> startedAt{};
    std::optional<Instant> finishedAt{};
    QString failedReason{};              ///< first 200 characters
    QString subject{};                   ///< template or kind of reminder, or empty
    QString recipient{};                 ///< masked, or empty
    friend bool operator==(const JobRow &, const JobRow &) = default;
    static constexpr auto fields()
    {
        using R = JobRow;
        return fieldList(field("id", &R::id), field("queue", &R::queue), field("name", &R::name),
                          field("state", &R::state), field("priority", &R::priority),
                          field("attemptsMade", &R::attemptsMade), field("attempts", &R::attempts),
                          field("createdAt", &R::createdAt), field("dueAt", &R::dueAt),
                          field("startedAt", &R::startedAt), field("finishedAt", &R::finishedAt),
                          field("failedReason", &R::failedReason), field("subject", &R::subject),
                          field("recipient", &R::recipient));
    }
};

/// One try of one job. A job keeps its newest ten, those before a person's retry included.
struct JobAttempt {
    enum class Outcome {
        Running,
        Completed,
        Failed,
        Delayed,   ///< its handler asked for another run later, without an error
        Stalled,   ///< its worker was lost
    };
    int number = 1;
    Outcome outcome = Outcome::Running;
    Instant readyAt{};                   ///< when it could have begun; what lies before `startedAt` is waiting time
    Instant startedAt{};
    std::optional<Instant> endedAt{};    ///< not set while it runs
    QString error{};                     ///< first 500 characters
    QString worker{};
    friend bool operator==(const JobAttempt &, const JobAttempt &) = default;
    static constexpr auto fields()
    {
        using A = JobAttempt;
        return fieldList(field("number", &A::number), field("outcome", &A::outcome), field("readyAt", &A::readyAt),
                          field("startedAt", &A::startedAt), field("endedAt", &A::endedAt), field("error", &A::error),
                          field("worker", &A::worker));
    }
};
template <>
struct EnumNames<JobAttempt::Outcome> {
    static constexpr std::array names{"running", "completed", "failed", "delayed", "stalled"};
};

/// One job with everything that is known about it.
struct JobDetail {
    JobRow row{};
    JsonText data{};
    JobOptions options{};
    JsonText progress{"null"};
    JsonText returnValue{"null"};
    QStringList stacktrace{};    ///< one entry per failed attempt, newest last
    QStringList logs{};          ///< oldest first, at most 1,000
    int attemptsStarted = 0;
    int stalledCount = 0;
    QString worker{};            ///< who holds or held it
    std::optional<Instant> leaseUntil{};
    QList<JobAttempt> attempts{};  ///< oldest first
    std::optional<JobRef> parent{};
    qint64 children = 0;           ///< those it waits for and those that have ended
    friend bool operator==(const JobDetail &, const JobDetail &) = default;
    static constexpr auto fields()
    {
        using D = JobDetail;
        return fieldList(field("job", &D::row), field("data", &D::data), field("opts", &D::options),
                          field("progress", &D::progress), field("returnvalue", &D::returnValue),
                          field("stacktrace", &D::stacktrace), field("logs", &D::logs),
                          field("attemptsStarted", &D::attemptsStarted),
                          field("stalledCount", &D::stalledCount), field("worker", &D::worker),
                          field("leaseUntil", &D::leaseUntil), field("attempts", &D::attempts),
                          field("parent", &D::parent), field("children", &D::children));
    }
};

/// What a child is to its parent.
enum class ChildState {
    Pending,    ///< the parent waits for it
    Failed,     ///< it failed and the parent with it
    Ignored,    ///< it failed, the parent goes on
    Processed,
};
template <>
struct EnumNames<ChildState> {
    static constexpr std::array names{"pending", "failed", "ignored", "processed"};
};

struct FlowChild {
    JobRef job{};
    ChildState kin = ChildState::Pending;
    QString outcome{};                    ///< result as JSON or error, first 200 characters
    QString name{};                       ///< empty when the job was removed
    JobState state = JobState::Unknown;   ///< of the job itself; unknown when it was removed
    qint64 children = 0;                  ///< of its own
    friend bool operator==(const FlowChild &, const FlowChild &) = default;
    static constexpr auto fields()
    {
        using C = FlowChild;
        return fieldList(field("job", &C::job), field("kin", &C::kin), field("outcome", &C::outcome),
                          field("name", &C::name), field("state", &C::state), field("children", &C::children));
    }
};

struct ChildCounts {
    qint64 pending = 0;
    qint64 failed = 0;
    qint64 ignored = 0;
    qint64 processed = 0;
    qint64 all() const { return pending + failed + ignored + processed; }
    friend bool operator==(const ChildCounts &, const ChildCounts &) = default;
    static constexpr auto fields()
    {
        using C = ChildCounts;
        return fieldList(field("pending", &C::pending), field("failed", &C::failed), field("ignored", &C::ignored),
                          field("processed", &C::processed));
    }
};

/// A job's place in its flow: its parent and a page of its children, those it waits for first.
struct JobFlow {
    JobRef job{};
    std::optional<JobRef> parent{};
    ChildCounts counts{};
    QList<FlowChild> children{};
    QString next{};                       ///< where the next page begins; empty = this was the last one
    friend bool operator==(const JobFlow &, const JobFlow &) = default;
    static constexpr auto fields()
    {
        using F = JobFlow;
        return fieldList(field("job", &F::job), field("parent", &F::parent), field("counts", &F::counts),
                          field("children", &F::children), field("next", &F::next));
    }
};

/// How a list of jobs is ordered. `Own` runs along an index of the store; the others are sorted, so that a list of more than
/// `mostSortedJobs` jobs keeps its own order, as does one whose state does not know the value, and one without a state.
enum class JobSort {
    Own,        ///< next to run first; finished ones newest first
    Created,    ///< newest first, and so on: the greatest first …
    Started,
    Took,       ///< from start to end
    Tries,
    Priority,   ///< … but the most urgent, which is the smallest, first
};
template <>
struct EnumNames<JobSort> {
    static constexpr std::array names{"own", "created", "started", "took", "tries", "priority"};
};
constexpr qint64 mostSortedJobs = 5000;
/// Whether jobs of this state know what they would be sorted by.
constexpr bool canSort(JobSort sort, JobState state)
{
    const bool finished = state == JobState::Completed || state == JobState::Failed;
    switch (sort) {
    case JobSort::Own:
    case JobSort::Created:
    case JobSort::Tries:
    case JobSort::Priority: return true;
    case JobSort::Started: return finished || state == JobState::Active;
    case JobSort::Took: return finished;
    }
    return false;
}

/// Which jobs a list shows. Newest first for finished states, next to run first for the others.
struct JobQuery {
    QueueName queue{};
    std::optional<JobState> state{};  ///< not set: every state
    QString search{};                 ///< part of id, name or error; empty = all
    int limit = 100;                  ///< at most 1,000
    qint64 offset = 0;
    bool reversed = false;            ///< the list from its other end
    /// Set: the list is read through from there, whatever is added meanwhile: empty for its beginning, then `next` of
    /// the page before. `offset` counts from there, and with a search the total is not counted.
    std::optional<QString> cursor{};
    JobSort sort = JobSort::Own;      ///< without a cursor; what is read through keeps its own order
    friend bool operator==(const JobQuery &, const JobQuery &) = default;
    static constexpr auto fields()
    {
        using Q = JobQuery;
        return fieldList(field("queue", &Q::queue), field("state", &Q::state), field("search", &Q::search),
                          field("limit", &Q::limit), field("offset", &Q::offset), field("reversed", &Q::reversed),
                          field("cursor", &Q::cursor), field("sort", &Q::sort));
    }
};

struct JobPage {
    QList<JobRow> rows{};
    qint64 total = 0;            ///< jobs that match, not only those of this page
    bool totalIsEstimate = false;
    QString next{};              ///< asked with a cursor: where the next page begins; empty = this was the last one
    JobSort sort = JobSort::Own; ///< the order that the list has
    friend bool operator==(const JobPage &, const JobPage &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("rows", &JobPage::rows), field("total", &JobPage::total),
                          field("totalIsEstimate", &JobPage::totalIsEstimate), field("next", &JobPage::next), field("sort", &JobPage::sort));
    }
};

/// What a person may do with chosen jobs.
enum class JobAct { Retry, Promote, Remove };
template <>
struct EnumNames<JobAct> {
    static constexpr std::array names{"retry", "promote", "remove"};
};

/// Result of an act on several jobs: what was done, and why the rest was not.
struct BulkReport {
    qint64 done = 0;
    qint64 skipped = 0;
    QMap<QString, qint64> reasons{};   ///< error text → number of jobs
    friend bool operator==(const BulkReport &, const BulkReport &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("done", &BulkReport::done), field("skipped", &BulkReport::skipped),
                          field("reasons", &BulkReport::reasons));
    }
};

/// A set of jobs computed once; an act touches exactly these. Lives in the engine for 10 minutes.
struct FrozenSet {
    QString token{};
    qint64 count = 0;
    bool cut = false;            ///< more match than a set may hold; these are the newest
    friend bool operator==(const FrozenSet &, const FrozenSet &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("token", &FrozenSet::token), field("count", &FrozenSet::count), field("cut", &FrozenSet::cut));
    }
};

} // namespace trato
