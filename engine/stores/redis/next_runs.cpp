#include "engine/stores/redis/next_runs.h"

#include "engine/queue/cron.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace trato::redis {
namespace {

using namespace Qt::StringLiterals;

std::optional<Instant> momentOf(const QJsonValue &value)
{
    if (value.isDouble())
        return fromMs(value.toInteger());
    const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(fromMs(time.toMSecsSinceEpoch())) : std::nullopt;
}

constexpr int mostTries = 3;   ///< of a plan whose answer is lost: it may be sent again, because it is made once

/// Sends one plan; an answer that was lost is asked for again over the next connection.
void plan(RedisWork &work, const RedisCommand &arguments, int tries, const std::function<void(bool)> &then)
{
    work.write(RedisScripts::get("next_run"), arguments, [&work, arguments, tries, then](const Result<RedisValue> &planned) {
        if (!planned && planned.error().code == Error::Code::Timeout && tries > 1)
            return plan(work, arguments, tries - 1, then);
        then(planned || !concernsWholeServer(planned.error()));
    });
}

} // namespace

std::optional<NextRun> nextRunAfter(const SchedulerJob &job, Instant now)
{
    QJsonObject options = QJsonDocument::fromJson(job.options).object();
    QJsonObject repeat = options.value(u"repeat"_s).toObject();
    const qint64 count = repeat.value(u"count"_s).toInteger();
    const qint64 limit = repeat.value(u"limit"_s).toInteger();
    if (limit > 0 && count + 1 > limit)
        return std::nullopt;
    const auto end = momentOf(repeat.value(u"endDate"_s));
    if (end && now > *end)
        return std::nullopt;
    repeat.insert(u"count"_s, count + 1);
    NextRun next;
    if (const QString pattern = repeat.value(u"pattern"_s).toString(); !pattern.isEmpty()) {
        const auto rule = cron::parse(pattern);
        const QString zoneName = repeat.value(u"tz"_s).toString();
        const auto zone = LocalZone::named(zoneName.isEmpty() ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : zoneName);
        if (!rule || !zone)
            return std::nullopt;
        Instant after = std::max(now, fromMs(options.value(u"prevMillis"_s).toInteger()));
        if (const auto start = momentOf(repeat.value(u"startDate"_s)))
            after = std::max(after, *start);
        next.at = cron::next(rule.value(), after, zone.value());
        if (!next.at || (end && *next.at > *end)) // a fixed interval may run once more, as in Node
            return std::nullopt;
    }
    options.insert(u"repeat"_s, repeat);
    next.options = QJsonDocument(options).toJson(QJsonDocument::Compact);
    return next;
}

void planNextRuns(RedisWork &work, QList<SchedulerJob> jobs, std::function<void(QList<JobRef>)> then)
{
    if (jobs.isEmpty())
        return then({});
    struct Plans {
        qsizetype missing = 0;
        QList<JobRef> unplanned{};
    };
    const auto plans = std::make_shared<Plans>(Plans{jobs.size()});
    const auto one = [plans, then = std::move(then)] {
        if (--plans->missing == 0)
            then(std::move(plans->unplanned));
    };
    const QueueScript &script = RedisScripts::get("next_run");
    for (const SchedulerJob &job : jobs) {
        const auto next = nextRunAfter(job, work.clock.now());
        if (!next) {
            one();
            continue;
        }
        RedisCommand arguments = work.argumentsFor(script, job.queue);
        arguments.add(job.id.value.toUtf8()).add(job.scheduler).add(next->options);
        arguments.add(next->at ? QByteArray::number(toMs(*next->at)) : QByteArray());
        plan(work, arguments, mostTries, [one, plans, ref = JobRef{job.queue, job.id}](bool mayRun) {
            if (!mayRun)
                plans->unplanned.append(ref);
            one();
        });
    }
}

} // namespace trato::redis
