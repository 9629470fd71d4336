#include "engine/stores/job_input.h"

#include <QUuid>

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

Error invalid(QString why)
{
    return {Error::Code::Invalid, std::move(why)};
}

/// What the format calls keys of a queue (bullmq-format 2.1, and names of older versions): a job's hash stands beside them,
/// under its id.
constexpr QStringView keyNames[] = {
    u"id",        u"meta",   u"wait",      u"paused",        u"active",  u"prioritized", u"pc",      u"delayed", u"waiting-children",
    u"completed", u"failed", u"marker",    u"events",        u"stalled", u"stalled-check", u"limiter", u"repeat",  u"metrics",
    u"priority",  u"delay",  u"de",        u"dn"};
/// Keys whose names go on behind a colon. A schedule's run may be called repeat:<schedule>:<moment>.
constexpr QStringView keyFamilies[] = {u"repeat", u"de", u"dn", u"metrics"};

bool isKeyName(const QString &id)
{
    const QStringView first = QStringView(id).left(qMax<qsizetype>(0, id.indexOf(u':')));
    bool isMoment = false;
    (void)QStringView(id).sliced(id.lastIndexOf(u':') + 1).toLongLong(&isMoment);
    if (first == u"repeat" && id.count(u':') == 2 && isMoment)
        return false;
    return std::ranges::find(keyNames, QStringView(id)) != std::end(keyNames)
        || (!first.isEmpty() && std::ranges::find(keyFamilies, first) != std::end(keyFamilies));
}

std::optional<Error> badCustomId(const QString &id)
{
    if (isKeyName(id))
        return invalid(u"%1 cannot be a job's id: queues use this name themselves"_s.arg(id));
    bool number = false;
    const qint64 value = id.toLongLong(&number);
    if (number && QString::number(value) == id)
        return invalid(u"a job id must not be an integer"_s);
    if (id == u"0" || id.startsWith(u"0:"))
        return invalid(u"a job id must not be 0 or begin with 0:"_s);
    if (id.contains(u':') && id.count(u':') != 2)
        return invalid(u"a job id must not hold ':' unless it has exactly three parts"_s);
    return std::nullopt;
}

/// bullmq-format 2.5 and E22: the keys of children end in their parent's id.
std::optional<Error> badTies(const JobOptions &options)
{
    if (options.parent && (options.parent->id.isEmpty() || options.parent->id.value.contains(u':')))
        return invalid(u"a parent is named by its queue and its id, which must not hold ':'"_s);
    if (options.parent)
        if (auto error = badQueue(options.parent->queue))
            return error;
    if (!options.deduplication)
        return std::nullopt;
    if (options.deduplication->id.isEmpty())
        return invalid(u"a deduplication id must not be empty"_s);
    if (options.parent)
        return invalid(u"deduplication does not go with a parent"_s);
    return std::nullopt;
}

} // namespace

Error missingParent() { return {Error::Code::NotFound, u"the parent of a job does not exist"_s}; }

Error otherParent() { return {Error::Code::Conflict, u"a job with that id belongs to another parent"_s}; }

std::optional<Error> badQueue(const QueueName &queue)
{
    if (queue.isEmpty() || queue.value.contains(u':'))
        return invalid(u"a queue name must not be empty or hold ':'"_s);
    return std::nullopt;
}

std::optional<Error> badJson(const QByteArray &json)
{
    if (json.size() > largestJobData)
        return invalid(u"the data is larger than 16 MiB"_s);
    switch (codec::jsonFault(json)) {
    case codec::JsonFault::None:
        break;
    case codec::JsonFault::NotJson:
        return invalid(u"the data is not JSON"_s);
    case codec::JsonFault::TooDeep:
        return invalid(u"the data is nested too deeply"_s);
    }
    return std::nullopt;
}

std::optional<Error> badPriority(int priority)
{
    if (priority < 0 || priority > JobOptions::highestPriority)
        return invalid(u"a priority is 0 to %1"_s.arg(JobOptions::highestPriority));
    return std::nullopt;
}

std::optional<Error> badJob(const NewJob &job)
{
    if (auto error = badQueue(job.queue))
        return error;
    if (auto error = badPriority(job.options.priority))
        return error;
    if (!job.options.jobId.isEmpty())
        if (auto error = badCustomId(job.options.jobId))
            return error;
    if (auto error = badTies(job.options))
        return error;
    return badJson(job.data.utf8);
}

std::optional<Error> badScheduler(const JobScheduler &scheduler)
{
    if (auto error = badQueue(scheduler.queue))
        return error;
    if (scheduler.id.isEmpty())
        return invalid(u"a scheduler needs an id"_s);
    return badJson(scheduler.data.utf8);
}

Result<PreparedFlow> prepareFlow(const QList<FlowJob> &jobs)
{
    PreparedFlow flow;
    QSet<std::pair<QueueName, QString>> names;
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        NewJob job = jobs[i].job;
        const int parent = jobs[i].parent;
        if ((i == 0) != (parent < 0) || parent >= i)
            return invalid(u"a flow begins with its root, and each job comes after its parent"_s);
        if (job.options.jobId.isEmpty())
            job.options.jobId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (job.options.jobId.contains(u':'))
            return invalid(u"the id of a job in a flow must not hold ':'"_s);
        if (parent >= 0) {
            job.options.parent = JobRef{flow.jobs[parent].queue, {flow.jobs[parent].options.jobId}};
            flow.parents.insert(parent);
        }
        if (auto error = badJob(job))
            return *error;
        const qsizetype before = names.size();
        names.insert({job.queue, job.options.jobId});
        if (names.size() == before)
            return invalid(u"two jobs of a flow have the same id"_s);
        flow.jobs.append(std::move(job));
    }
    return flow;
}

std::optional<Error> badLimits(const QueueLimits &limits)
{
    if (limits.concurrency < 0 || limits.max < 0)
        return invalid(u"a limit is not negative"_s);
    if (limits.max > 0 && limits.window < Millis(1))
        return invalid(u"a rate limit needs a window of time"_s);
    return std::nullopt;
}

} // namespace trato
