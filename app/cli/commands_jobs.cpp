#include "app/cli/commands_flows.h"
#include "app/cli/input.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/words.h"

/// queues, jobs, job, add, retry, promote, remove, pause, resume, drain, clean
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 addBatch = 1000;

class Queues final : public Command
{
public:
    QString name() const override { return u"queues"_s; }
    QString summary() const override { return u"every queue with its counts and health"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListQueues{}, [&s](const QList<QueueView> &queues) {
            const auto count = [](qint64 QueueCounts::*member) {
                return [member](const QueueView &q) { return q.trouble.isEmpty() ? QString::number(q.counts.*member) : u"?"_s; };
            };
            s.printList<QueueView>(queues, {{u"QUEUE"_s, [](const auto &q) { return q.name.value; }},
                                            {u"HEALTH"_s, [](const auto &q) { return q.paused ? u"paused"_s : q.limitedUntil ? u"rate-limited"_s : nameOf(q.health); }},
                                            {u"WAITING"_s, count(&QueueCounts::waiting), true},
                                            {u"PRIORITIZED"_s, count(&QueueCounts::prioritized), true},
                                            {u"DELAYED"_s, count(&QueueCounts::delayed), true},
                                            {u"ACTIVE"_s, count(&QueueCounts::active), true},
                                            {u"COMPLETED"_s, count(&QueueCounts::completed), true},
                                            {u"FAILED"_s, count(&QueueCounts::failed), true},
                                            {u"HANDLER"_s, [](const auto &q) { return q.handler; }},
                                            {u"DUTY"_s, [](const auto &q) { return nameOf(q.duty); }},
                                            {u"OTHERS"_s, [](const auto &q) { return q.othersUnknown ? u"unknown"_s : q.others.join(u' '); }},
                                            {u"REASON"_s, [](const auto &q) {
                                                return q.reason == QueueReason::None ? QString() : q.trouble.isEmpty() ? nameOf(q.reason) : nameOf(q.reason) + u": "_s + q.trouble;
                                            }}});
            s.finish();
        });
    }
};

class Jobs final : public Command
{
public:
    QString name() const override { return u"jobs"_s; }
    QString summary() const override { return u"the jobs of a queue"_s; }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"state"_s, u"STATE"_s, u"only jobs in this state"_s},
                {u"search"_s, u"TEXT"_s, u"part of id, name or error"_s},
                {u"limit"_s, u"N"_s, u"100 by default, 1000 at most"_s},
                {u"offset"_s, u"N"_s, u"skips the first N"_s},
                {u"sort"_s, u"ORDER"_s, u"created, started, took, tries, priority: with --state, for at most %1 jobs"_s.arg(mostSortedJobs)},
                {u"reversed"_s, {}, u"the list from its other end"_s}};
    }
    void run(Session &s) override
    {
        JobQuery query{.queue = {s.arguments().first()}, .search = s.value(u"search"_s)};
        const auto limit = number(s.value(u"limit"_s, u"100"_s), 1, 1000);
        const auto offset = number(s.value(u"offset"_s, u"0"_s), 0, std::numeric_limits<qint64>::max());
        if (!limit || !offset)
            return s.usage(!limit ? limit.error().detail : offset.error().detail);
        query.limit = int(limit.value());
        query.offset = offset.value();
        query.reversed = s.has(u"reversed"_s);
        if (s.has(u"state"_s)) {
            const auto state = choice<JobState>(s.value(u"state"_s));
            if (!state)
                return s.usage(state.error().detail);
            query.state = state.value();
        }
        if (s.has(u"sort"_s)) {
            const auto sort = choice<JobSort>(s.value(u"sort"_s));
            if (!sort || !query.state || !canSort(sort.value(), *query.state))
                return s.usage(!sort ? sort.error().detail : u"--sort needs a --state whose jobs know it"_s);
            query.sort = sort.value();
        }
        s.ask(ask::ListJobs{query}, [&s, sort = query.sort](const JobPage &page) {
            if (page.sort != sort)
                s.say(u"this list is too long to be sorted, or its store does not sort: it keeps its own order"_s);
            s.printList<JobRow>(page.rows, {{u"ID"_s, [](const auto &j) { return j.id.value; }},
                                            {u"NAME"_s, [](const auto &j) { return j.name; }},
                                            {u"STATE"_s, [](const auto &j) { return nameOf(j.state); }},
                                            {u"TRIES"_s, [](const auto &j) { return u"%1/%2"_s.arg(j.attemptsMade).arg(j.attempts); }, true},
                                            {u"CREATED"_s, [](const auto &j) { return timeText(j.createdAt); }},
                                            {u"DUE"_s, [](const auto &j) { return timeText(j.dueAt); }},
                                            {u"TEMPLATE"_s, [](const auto &j) { return j.subject; }},
                                            {u"TO"_s, [](const auto &j) { return j.recipient; }},
                                            {u"ERROR"_s, [](const auto &j) { return words::reason(j.failedReason); }, false, true}});
            if (!s.json())
                s.say(u"%1 of %2%3"_s.arg(page.rows.size()).arg(page.totalIsEstimate ? u"about "_s : QString()).arg(page.total));
            s.finish();
        });
    }
};

/// "2 failed at 2026-11-23 14:05:09 +0000, waited 900 ms, ran 412 ms: no answer"
QString tryText(const JobAttempt &attempt)
{
    QString text = u"%1 %2 at %3, waited %4 ms"_s.arg(attempt.number).arg(nameOf(attempt.outcome), timeText(attempt.startedAt))
                       .arg((attempt.startedAt - attempt.readyAt).count());
    if (attempt.endedAt)
        text += u", ran %1 ms"_s.arg((*attempt.endedAt - attempt.startedAt).count());
    return attempt.error.isEmpty() ? text : text + u": "_s + words::reason(attempt.error);
}

class Job final : public Command
{
public:
    QString name() const override { return u"job"_s; }
    QString summary() const override { return u"one job with its data; may show personal data"_s; }
    QString arguments() const override { return u"QUEUE ID"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    QList<Option> options() const override { return {{u"flow"_s, {}, u"its parent and its children instead"_s}}; }
    void run(Session &s) override
    {
        if (s.has(u"flow"_s))
            return showFlow(s, {s.arguments()[0]}, {s.arguments()[1]});
        s.ask(ask::ShowJob{{s.arguments()[0]}, {s.arguments()[1]}}, [&s](const JobDetail &job) {
            Facts facts{{u"id"_s, job.row.id.value}, {u"name"_s, job.row.name}, {u"state"_s, nameOf(job.row.state)},
                        {u"tries"_s, u"%1 of %2"_s.arg(job.row.attemptsMade).arg(job.row.attempts)},
                        {u"created"_s, timeText(job.row.createdAt)}, {u"due"_s, timeText(job.row.dueAt)},
                        {u"started"_s, timeText(job.row.startedAt)}, {u"finished"_s, timeText(job.row.finishedAt)},
                        {u"worker"_s, job.worker}, {u"error"_s, words::reason(job.row.failedReason)},
                        {u"data"_s, QString::fromUtf8(job.data.utf8)}, {u"progress"_s, QString::fromUtf8(job.progress.utf8)},
                        {u"result"_s, QString::fromUtf8(job.returnValue.utf8)}};
            if (job.parent)
                facts.append({u"parent"_s, job.parent->queue.value + u'/' + job.parent->id.value});
            if (job.children > 0)
                facts.append({u"children"_s, QString::number(job.children)});
            if (job.options.deduplication)
                facts.append({u"dedup id"_s, job.options.deduplication->id});
            for (const JobAttempt &attempt : job.attempts)
                facts.append({u"try"_s, tryText(attempt)});
            for (const QString &line : job.logs)
                facts.append({u"log"_s, line});
            for (const QString &trace : job.stacktrace)
                facts.append({u"trace"_s, trace});
            s.print(job, facts);
            s.finish();
        });
    }
};

class Add final : public Command
{
public:
    QString name() const override { return u"add"_s; }
    QString summary() const override { return u"adds a job, many of one kind, or a flow of jobs that wait for each other"_s; }
    QString arguments() const override { return u"(QUEUE NAME|--flow FILE)"_s; }
    std::pair<int, int> argumentCount() const override { return {0, 2}; }
    QList<Option> options() const override
    {
        return {{u"data"_s, u"JSON|@FILE|-"_s, u"the job's data: JSON, a file of it, or standard input; {} by default"_s},
                {u"delay"_s, u"MS"_s, u"runs not before that many milliseconds"_s},
                {u"priority"_s, u"N"_s, u"1 (first) to 2097151; 0 = none"_s},
                {u"attempts"_s, u"N"_s, u"tries in all; 1 by default"_s},
                {u"backoff"_s, u"KIND:MS"_s, u"fixed:MS or exponential:MS between tries"_s},
                {u"job-id"_s, u"ID"_s, u"an id of your own; a second job with it is not added"_s},
                {u"lifo"_s, {}, u"before what waits already"_s},
                {u"count"_s, u"N"_s, u"adds N of them"_s},
                {u"dedup-id"_s, u"ID"_s, u"not while a job holds this deduplication id: until it ends, or for --dedup-ttl"_s},
                {u"dedup-ttl"_s, u"MS"_s, u"the id is held so long, whatever becomes of the job"_s},
                {u"dedup-mode"_s, u"MODE"_s, u"extend, replace, debounce (both) or keep-last: what a job does whose id is held"_s},
                {u"parent"_s, u"QUEUE/ID"_s, u"a job that waits for this one"_s},
                {u"on-failure"_s, u"RULE"_s, u"what its failure does to the parent: wait, fail, continue, ignore, remove"_s},
                {u"flow"_s, u"FILE|-"_s, u"a job with its children, as JSON like that of BullMQ's FlowProducer"_s}};
    }
    void run(Session &s) override
    {
        if (s.has(u"flow"_s) != s.arguments().isEmpty() || s.arguments().size() == 1)
            return s.usage(u"give either QUEUE and NAME, or --flow FILE"_s);
        if (s.has(u"flow"_s))
            return addFlowFrom(s, s.value(u"flow"_s));
        const Result<NewJob> job = read(s);
        if (!job)
            return job.error().code == Error::Code::Invalid ? s.usage(job.error().detail) : s.fail(job.error());
        const auto count = number(s.value(u"count"_s, u"1"_s), 1, 10'000'000);
        if (!count)
            return s.usage(count.error().detail);
        if (count.value() > 1 && s.has(u"job-id"_s))
            return s.usage(u"--job-id names one job; it does not go with --count"_s);
        next(s, job.value(), count.value(), std::make_shared<QList<Added>>());
    }

private:
    static Result<NewJob> read(Session &s)
    {
        NewJob job{.queue = {s.arguments()[0]}, .name = s.arguments()[1]};
        const QString data = s.value(u"data"_s, u"{}"_s);
        if (data == u"-" || data.startsWith(u'@')) {
            Result<QByteArray> content = readSource(data == u"-" ? data : data.mid(1), s.in(), longestPayload);
            if (!content)
                return content.error();
            job.data.utf8 = content.value().trimmed();
        } else {
            job.data.utf8 = data.toUtf8();
        }
        if (!codec::isJson(job.data.utf8))
            return Error{Error::Code::Invalid, u"--data is no valid JSON"_s};
        const auto delay = number(s.value(u"delay"_s, u"0"_s), 0, qint64(1000) * 60 * 60 * 24 * 3650);
        const auto priority = number(s.value(u"priority"_s, u"0"_s), 0, 2097151);
        const auto attempts = number(s.value(u"attempts"_s, u"1"_s), 1, 1000);
        for (const auto *value : {&delay, &priority, &attempts})
            if (!*value)
                return value->error();
        job.options.delay = Millis(delay.value());
        job.options.priority = int(priority.value());
        job.options.attempts = int(attempts.value());
        job.options.lifo = s.has(u"lifo"_s);
        job.options.jobId = s.value(u"job-id"_s);
        if (s.has(u"backoff"_s)) {
            const Result<Backoff> wait = backoff(s.value(u"backoff"_s));
            if (!wait)
                return wait.error();
            job.options.backoff = wait.value();
        }
        if (const auto error = readTies(s, job.options))
            return *error;
        return job;
    }

    static std::optional<Error> readTies(Session &s, JobOptions &options)
    {
        const auto invalid = [](const QString &words) { return Error{Error::Code::Invalid, words}; };
        if (s.has(u"dedup-id"_s)) {
            const auto ttl = number(s.value(u"dedup-ttl"_s, u"0"_s), 0, qint64(1000) * 60 * 60 * 24 * 3650);
            const QString mode = s.value(u"dedup-mode"_s);
            if (!ttl)
                return ttl.error();
            if (!QStringList{QString(), u"extend"_s, u"replace"_s, u"debounce"_s, u"keep-last"_s}.contains(mode))
                return invalid(u"--dedup-mode is extend, replace, debounce or keep-last"_s);
            const bool both = mode == u"debounce";
            options.deduplication = Deduplication{s.value(u"dedup-id"_s), Millis(ttl.value()), both || mode == u"extend", both || mode == u"replace",
                                                  mode == u"keep-last"};
        } else if (s.has(u"dedup-ttl"_s) || s.has(u"dedup-mode"_s)) {
            return invalid(u"--dedup-ttl and --dedup-mode go with --dedup-id"_s);
        }
        if (s.has(u"parent"_s)) {
            const QString parent = s.value(u"parent"_s);
            const qsizetype slash = parent.indexOf(u'/');
            if (slash <= 0 || slash + 1 == parent.size())
                return invalid(u"--parent is QUEUE/ID"_s);
            options.parent = JobRef{{parent.first(slash)}, {parent.sliced(slash + 1)}};
        }
        if (s.has(u"on-failure"_s)) {
            const auto rule = choice<ChildFailure>(s.value(u"on-failure"_s));
            if (!rule)
                return rule.error();
            if (!options.parent)
                return invalid(u"--on-failure goes with --parent"_s);
            options.onFailure = rule.value();
        }
        return std::nullopt;
    }

    /// A batch at a time; what was added before an error is told.
    static void next(Session &s, const NewJob &job, qint64 left, const std::shared_ptr<QList<Added>> &all)
    {
        if (left == 0)
            return show(s, *all, ExitCode::Done);
        const qint64 batch = std::min(left, job.data.utf8.size() > 16 * 1024 ? qint64(1) : addBatch);
        s.askOr<ask::AddJobs>({QList<NewJob>(batch, job)},
            [&s, job, left, batch, all](const QList<Added> &added) {
                all->append(added);
                next(s, job, left - batch, all);
            },
            [&s, all](const Error &error) {
                if (all->isEmpty())
                    return s.fail(error);
                s.say(u"%1 were added before this: %2"_s.arg(all->size()).arg(error.detail));
                show(s, *all, exitCodeOf(error.code));
            });
    }

    static void show(Session &s, const QList<Added> &added, ExitCode code)
    {
        s.printList<Added>(added, {{u"ID"_s, [](const auto &a) { return a.id.value; }},
                                   {u"NEW"_s, [](const auto &a) { return a.deduplicated ? u"no, deduplicated"_s : yesNo(!a.duplicate); }}});
        s.finish(code);
    }
};

/// retry, promote and remove
class Act final : public Command
{
public:
    Act(JobAct act, QString summary) : m_act(act), m_summary(std::move(summary)) {}
    QString name() const override { return nameOf(m_act); }
    QString summary() const override { return m_summary; }
    QString arguments() const override { return u"QUEUE (ID…|--all STATE)"_s; }
    std::pair<int, int> argumentCount() const override { return {1, -1}; }
    QList<Option> options() const override
    {
        return {{u"all"_s, u"STATE"_s, u"every job that is in this state now"_s},
                {u"cause"_s, u"TEXT"_s, u"with --all: only jobs whose error holds this text"_s},
                {u"search"_s, u"TEXT"_s, u"with --all: only jobs that `jobs --search` lists"_s}};
    }
    void run(Session &s) override
    {
        const QueueName queue{s.arguments().first()};
        QList<JobId> ids;
        for (const QString &id : s.arguments().mid(1))
            ids.append({id});
        if (ids.isEmpty() != s.has(u"all"_s))
            return s.usage(u"give either ids or --all STATE"_s);
        if (!ids.isEmpty() && (s.has(u"cause"_s) || s.has(u"search"_s)))
            return s.usage(u"--cause and --search go with --all"_s);
        const QString verb = name();
        const auto tell = [&s, verb](const BulkReport &report) { s.finishBulk(report, verb); };
        if (!ids.isEmpty())
            return s.ask(ask::ActOnJobs{.queue = queue, .act = m_act, .ids = ids}, tell);
        const auto state = choice<JobState>(s.value(u"all"_s));
        if (!state)
            return s.usage(state.error().detail);
        const ask::FreezeJobs which{.queue = queue, .state = state.value(), .cause = s.value(u"cause"_s), .search = s.value(u"search"_s)};
        s.ask(which, [&s, tell, act = m_act](const FrozenSet &set) {
            if (set.cut)
                s.say(u"more match; these are the newest %1, repeat it for the rest"_s.arg(set.count));
            s.ask(ask::ActOnFrozen{set.token, act}, tell);
        });
    }

private:
    const JobAct m_act;
    const QString m_summary;
};

class Pause final : public Command
{
public:
    explicit Pause(bool paused) : m_paused(paused) {}
    QString name() const override { return m_paused ? u"pause"_s : u"resume"_s; }
    QString summary() const override { return m_paused ? u"starts no more jobs of a queue"_s : u"goes on with a paused queue"_s; }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    void run(Session &s) override
    {
        s.ask(ask::PauseQueue{{s.arguments().first()}, m_paused}, [&s, paused = m_paused](const Done &done) {
            s.printDone(done, (paused ? u"paused: "_s : u"resumed: "_s) + s.arguments().first());
            s.finish();
        });
    }

private:
    const bool m_paused;
};

class Drain final : public Command
{
public:
    QString name() const override { return u"drain"_s; }
    QString summary() const override { return u"removes every waiting job of a queue"_s; }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {{u"delayed"_s, {}, u"delayed jobs too"_s}}; }
    void run(Session &s) override
    {
        s.ask(ask::DrainQueue{{s.arguments().first()}, s.has(u"delayed"_s)},
              [&s](const BulkReport &report) { s.finishBulk(report, u"removed"_s); });
    }
};

class Clean final : public Command
{
public:
    QString name() const override { return u"clean"_s; }
    QString summary() const override { return u"removes old jobs of a queue"_s; }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"state"_s, u"STATE"_s, u"completed by default"_s},
                {u"older-than"_s, u"SECONDS"_s, u"only jobs that are older; 0 by default"_s},
                {u"limit"_s, u"N"_s, u"at most N jobs; 0 = no limit"_s}};
    }
    void run(Session &s) override
    {
        const auto state = choice<JobState>(s.value(u"state"_s, u"completed"_s));
        const auto age = number(s.value(u"older-than"_s, u"0"_s), 0, std::numeric_limits<int>::max());
        const auto limit = number(s.value(u"limit"_s, u"0"_s), 0, std::numeric_limits<int>::max());
        if (!state)
            return s.usage(state.error().detail);
        if (!age || !limit)
            return s.usage(!age ? age.error().detail : limit.error().detail);
        s.ask(ask::CleanQueue{{s.arguments().first()}, {state.value(), Seconds(age.value()), limit.value()}},
              [&s](const BulkReport &report) { s.finishBulk(report, u"removed"_s); });
    }
};

} // namespace

void addJobCommands(CommandList &list)
{
    list.push_back(std::make_unique<Queues>());
    list.push_back(std::make_unique<Jobs>());
    list.push_back(std::make_unique<Job>());
    list.push_back(std::make_unique<Add>());
    list.push_back(std::make_unique<Act>(JobAct::Retry, u"tries failed jobs again"_s));
    list.push_back(std::make_unique<Act>(JobAct::Promote, u"runs delayed jobs now"_s));
    list.push_back(std::make_unique<Act>(JobAct::Remove, u"removes jobs"_s));
    list.push_back(std::make_unique<Pause>(true));
    list.push_back(std::make_unique<Pause>(false));
    list.push_back(std::make_unique<Drain>());
    list.push_back(std::make_unique<Clean>());
}

} // namespace trato::cli
