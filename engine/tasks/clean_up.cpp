#include "engine/tasks/clean_up.h"

#include "engine/notify/delivery_retention.h"
#include "engine/tasks/task_json.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// A store that refuses one queue may serve the others.
bool concernsOneQueue(const Error &error)
{
    return error.code == Error::Code::Conflict || error.code == Error::Code::Refused;
}

constexpr Hours day{24};
constexpr Hours leftoverAge = day;   ///< no copy or restore takes that long

/// What interrupted work leaves behind (engine/backup).
constexpr std::pair<const char *, bool> leftovers[] = {{".making-*", true}, {".restoring", false}};

Instant before(Instant now, int days) { return now - day * days; }

/// Fences outlive kept jobs, whatever was written into the settings file by hand.
int deliveriesDays(const EngineSettings &settings) { return qMax(settings.keepDeliveriesDays, settings.keepJobsDays); }

qint64 sizeOf(const QFileInfo &entry)
{
    if (!entry.isDir())
        return entry.size();
    qint64 sum = 0;
    for (const QFileInfo &inside : QDir(entry.filePath()).entryInfoList(QDir::Files | QDir::Hidden))
        sum += inside.size();
    return sum;
}

/// What keeps a job of the queue `cleanup` from being done here; empty when nothing does (domain 1.3.9).
QString whyNotHere(const QJsonObject &data)
{
    const QString type = data.value(u"type"_s).toString();
    if (type == u"audit_logs" || type == u"cache")
        return u"%1: this program keeps none, so nothing was removed"_s.arg(type);
    if (type != u"temp_files")
        return u"nothing here can be cleaned up in this way"_s;
    return data.value(u"retentionDays"_s).toInt(-1) < 0 ? u"retentionDays: missing"_s : QString();
}

bool removeEntry(const QFileInfo &entry)
{
    return entry.isDir() ? QDir(entry.filePath()).removeRecursively() : QFile::remove(entry.filePath());
}

} // namespace

struct CleanUp::Sweep {
    std::shared_ptr<JobContext> context{};
    Reply<JobOutcome> reply{};
    Instant now{};
    bool weekly = false;
    bool dryRun = false;
    QString type{};         ///< of a job of the site
    int retentionDays = 0;  ///< of the same
    bool isPlain = false;   ///< of the site's other layer, which has a result of its own
    QList<QueueName> queues{};
    QJsonArray leftOut{};   ///< queues whose jobs the store could not remove
    qint64 jobs = 0;
    DeliveriesCleaned messages{};
    qint64 fences = 0;
    FilesCleaned files{};

    /// The site's words besides our own (domain 1.3.6). An audit log is not kept here, so nothing of it is removed.
    QByteArray result(Instant finished) const
    {
        if (isPlain) {
            const qint64 count = dryRun ? 0 : files.leftovers;
            return QJsonDocument(QJsonObject{{u"success"_s, true},
                                             {u"type"_s, type},
                                             {u"result"_s, QJsonObject{{u"deletedCount"_s, count}, {u"type"_s, type}, {u"retentionDays"_s, retentionDays}}}})
                .toJson(QJsonDocument::Compact);
        }
        const qint64 all = jobs + messages.texts + messages.deliveries + fences + files.logs + files.leftovers;
        QJsonObject data{{u"cleanedAt"_s, taskjson::iso(finished)}, {u"itemsRemoved"_s, dryRun ? 0 : all}, {u"dryRun"_s, dryRun}};
        if (type.isEmpty()) {
            data.insert(u"scope"_s, weekly ? u"weekly"_s : u"daily"_s);
            data.insert(u"removed"_s, QJsonObject{{u"jobs"_s, jobs},
                                                  {u"texts"_s, messages.texts},
                                                  {u"deliveries"_s, messages.deliveries},
                                                  {u"fences"_s, fences},
                                                  {u"logs"_s, files.logs},
                                                  {u"temporaryFiles"_s, files.leftovers},
                                                  {u"fileBytes"_s, files.bytes}});
            if (!leftOut.isEmpty())
                data.insert(u"leftOut"_s, leftOut);
        } else {
            data.insert(u"type"_s, type);
            data.insert(u"retentionDays"_s, retentionDays);
        }
        return taskjson::result(dryRun ? u"this would be removed"_s : u"cleaned up"_s, data, finished, now);
    }
};

FilesCleaned cleanFilesOf(const FileSweep &sweep)
{
    FilesCleaned cleaned;
    const auto take = [&](const QFileInfo &entry, Instant cutoff, qint64 &count) {
        const qint64 bytes = sizeOf(entry);
        if (fromMs(entry.lastModified().toMSecsSinceEpoch()) >= cutoff || (!sweep.onlyCount && !removeEntry(entry)))
            return;
        ++count;
        cleaned.bytes += bytes;
    };
    // The newest one, without a number, is open.
    for (const QFileInfo &log : QDir(sweep.logs).entryInfoList({u"trato.?*.log"_s}, QDir::Files))
        take(log, sweep.logsBefore, cleaned.logs);
    for (const auto &[pattern, besideCopies] : leftovers)
        for (const QFileInfo &entry : QDir(besideCopies ? sweep.copies : sweep.profile)
                                          .entryInfoList({QString::fromLatin1(pattern)}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot))
            take(entry, sweep.leftoversBefore, cleaned.leftovers);
    return cleaned;
}

CleanUp::CleanUp(Parts parts) : m_parts(std::move(parts)) { m_pool.setMaxThreadCount(1); }

CleanUp::~CleanUp() { m_pool.waitForDone(); }

Handler::Traits CleanUp::traits() const
{
    return {.timeLimit = Minutes(30), .attempts = 3, .backoff = {Backoff::Kind::Exponential, Minutes(1), 0}};
}

std::optional<std::pair<QString, int>> siteCleanUp(const QByteArray &data)
{
    const QJsonObject order = taskjson::object(data).value_or(QJsonObject());
    const QString type = order.value(u"type"_s).toString();
    const int days = order.value(u"retentionDays"_s).toInt(-1);
    if (days < 0 || (type != u"audit_logs" && type != u"temp_files" && type != u"old_notifications"))
        return std::nullopt;
    return std::pair(type, days);
}

void CleanUp::run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply)
{
    const QJsonObject data = taskjson::object(context->job().data).value_or(QJsonObject());
    if (context->job().queue == siteCleanUpQueue())
        if (const QString why = whyNotHere(data); !why.isEmpty())
            return reply(JobOutcome::unrecoverable(why));
    const auto asked = siteCleanUp(context->job().data);
    if (!asked && data.contains(u"type"_s))
        return reply(JobOutcome::unrecoverable(u"nothing here can be cleaned up in this way"_s));
    const QString scope = data.value(u"scope"_s).toString(context->job().name == u"weekly-cleanup" ? u"weekly"_s : u"daily"_s);
    if (scope != u"daily" && scope != u"weekly")
        return reply(JobOutcome::unrecoverable(u"the scope is neither daily nor weekly"_s));
    const auto sweep = std::make_shared<Sweep>();
    sweep->context = std::move(context);
    sweep->reply = std::move(reply);
    sweep->now = m_parts.clock.now();
    sweep->weekly = scope == u"weekly";
    sweep->dryRun = data.value(u"dryRun"_s).toBool();
    sweep->isPlain = sweep->context->job().queue == siteCleanUpQueue();
    if (asked) {
        std::tie(sweep->type, sweep->retentionDays) = *asked;
        return runForSite(sweep);
    }
    m_parts.store.queues([this, sweep](const Result<QList<QueueInfo>> &queues) {
        if (!queues)
            return sweep->reply(queues.error());
        for (const QueueInfo &queue : queues.value())
            if (!m_parts.mayClean || m_parts.mayClean(queue.name))
                sweep->queues.append(queue.name);
        nextQueue(sweep);
    });
}

void CleanUp::runForSite(const SweepPtr &sweep)
{
    if (sweep->type == u"old_notifications") {
        sweep->weekly = true;
        return cleanMessages(sweep);
    }
    cleanFiles(sweep);
}

void CleanUp::nextQueue(const SweepPtr &sweep)
{
    if (sweep->context->cancelled())
        return sweep->reply(JobOutcome::failed(u"stopped before the end"_s));
    if (sweep->queues.isEmpty())
        return cleanMessages(sweep);
    const QueueName queue = sweep->queues.takeFirst();
    cleanQueue(sweep, queue, JobState::Completed, [this, sweep, queue] {
        cleanQueue(sweep, queue, JobState::Failed, [this, sweep] { nextQueue(sweep); });
    });
}

void CleanUp::cleanQueue(const SweepPtr &sweep, const QueueName &queue, JobState state, std::function<void()> then)
{
    const Instant cutoff = before(sweep->now, m_parts.settings.keepJobsDays);
    const Reply<qint64> counted([sweep, queue, then = std::move(then)](const Result<qint64> &count) {
        if (!count && !concernsOneQueue(count.error()))
            return sweep->reply(count.error());
        if (count) {
            sweep->jobs += count.value();
        } else {
            sweep->context->log(u"queue %1 was left out: %2"_s.arg(queue.value, count.error().detail));
            if (!sweep->leftOut.contains(queue.value))
                sweep->leftOut.append(queue.value);
        }
        then();
    });
    if (sweep->dryRun)
        m_parts.store.countOlder(queue, state, cutoff, counted);
    else
        m_parts.store.clean(queue, state, cutoff, 0, counted);
}

void CleanUp::cleanMessages(const SweepPtr &sweep)
{
    DeliveryRetention order{.now = sweep->now, .textsBefore = before(sweep->now, m_parts.settings.keepTextsDays),
                            .onlyCount = sweep->dryRun};
    if (sweep->weekly)
        order.deliveriesBefore = before(sweep->now, qMax(sweep->retentionDays, deliveriesDays(m_parts.settings)));
    cleanDeliveries(m_parts.console, order, [this, sweep](const Result<DeliveriesCleaned> &cleaned) {
        if (!cleaned)
            return sweep->reply(cleaned.error());
        sweep->messages = cleaned.value();
        sweep->weekly ? cleanFences(sweep) : cleanFiles(sweep);
    });
}

void CleanUp::cleanFences(const SweepPtr &sweep)
{
    m_parts.store.cleanFences(before(sweep->now, qMax(sweep->retentionDays, deliveriesDays(m_parts.settings))), sweep->dryRun,
                              [this, sweep](const Result<qint64> &count) {
                                  if (!count)
                                      return sweep->reply(count.error());
                                  sweep->fences = count.value();
                                  cleanFiles(sweep);
                              });
}

void CleanUp::cleanFiles(const SweepPtr &sweep)
{
    FileSweep order{m_parts.profile, m_parts.logs, m_parts.copies, before(sweep->now, m_parts.settings.keepLogsDays),
                    sweep->now - leftoverAge, sweep->dryRun};
    if (!sweep->type.isEmpty()) // the site does not ask for logs
        order.logsBefore = {};
    if (sweep->type == u"temp_files")
        order.leftoversBefore = std::min(order.leftoversBefore, before(sweep->now, sweep->retentionDays));
    const bool files = sweep->type.isEmpty() || sweep->type == u"temp_files";
    // The answer may be given on any thread; nothing of the engine is touched there.
    m_pool.start([sweep, order, files, finished = m_parts.clock.now()] {
        if (files)
            sweep->files = cleanFilesOf(order);
        sweep->reply(JobOutcome::completed(sweep->result(finished)));
    });
}

} // namespace trato
