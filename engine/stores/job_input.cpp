#include "engine/stores/job_input.h"

namespace trato {
namespace {

using namespace Qt::StringLiterals;

Error invalid(QString why)
{
    return {Error::Code::Invalid, std::move(why)};
}

std::optional<Error> badCustomId(const QString &id)
{
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

} // namespace

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
    if (!codec::isJson(json))
        return invalid(u"the data is not JSON"_s);
    return std::nullopt;
}

std::optional<Error> badPriority(int priority)
{
    if (priority < 0 || priority > highestPriority)
        return invalid(u"a priority is 0 to %1"_s.arg(highestPriority));
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
    return badJson(job.data.utf8);
}

} // namespace trato
