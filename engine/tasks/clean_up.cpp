#include "engine/tasks/clean_up.h"

#include "engine/notify/delivery_retention.h"
#include "engine/tasks/task_json.h"

#include <QDir>
#include <QFileInfo>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

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
    QList<QueueName> queues{};
    qint64 jobs = 0;
    DeliveriesCleaned messages{};
    qint64 fences = 0;
    FilesCleaned files{};
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

void CleanUp::run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply)
{
    const QJsonObject data = taskjson::object(context->job().data).value_or(QJsonObject());
    const QString scope = data.value(u"scope"_s).toString(context->job().name == u"weekly-cleanup" ? u"weekly"_s : u"daily"_s);
    if (scope != u"daily" && scope != u"weekly")
        return reply(JobOutcome::unrecoverable(u"the scope is neither daily nor weekly"_s));
    const auto sweep = std::make_shared<Sweep>();
    sweep->context = std::move(context);
    sweep->reply = std::move(reply);
    sweep->now = m_parts.clock.now();
    sweep->weekly = scope == u"weekly";
    sweep->dryRun = data.value(u"dryRun"_s).toBool();
    m_parts.store.queues([this, sweep](const Result<QList<QueueInfo>> &queues) {
        if (!queues)
            return sweep->reply(queues.error());
        for (const QueueInfo &queue : queues.value())
            sweep->queues.append(queue.name);
        nextQueue(sweep);
    });
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
    const Reply<qint64> counted([sweep, then = std::move(then)](const Result<qint64> &count) {
        if (!count)
            return sweep->reply(count.error());
        sweep->jobs += count.value();
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
        order.deliveriesBefore = before(sweep->now, deliveriesDays(m_parts.settings));
    cleanDeliveries(m_parts.console, order, [this, sweep](const Result<DeliveriesCleaned> &cleaned) {
        if (!cleaned)
            return sweep->reply(cleaned.error());
        sweep->messages = cleaned.value();
        sweep->weekly ? cleanFences(sweep) : cleanFiles(sweep);
    });
}

void CleanUp::cleanFences(const SweepPtr &sweep)
{
    m_parts.store.cleanFences(before(sweep->now, deliveriesDays(m_parts.settings)), sweep->dryRun,
                              [this, sweep](const Result<qint64> &count) {
                                  if (!count)
                                      return sweep->reply(count.error());
                                  sweep->fences = count.value();
                                  cleanFiles(sweep);
                              });
}

void CleanUp::cleanFiles(const SweepPtr &sweep)
{
    const FileSweep order{m_parts.profile, m_parts.logs, m_parts.copies, before(sweep->now, m_parts.settings.keepLogsDays),
                          sweep->now - leftoverAge, sweep->dryRun};
    // The answer may be given on any thread; nothing of the engine is touched there.
    m_pool.start([sweep, order, finished = m_parts.clock.now()] {
        sweep->files = cleanFilesOf(order);
        const QJsonObject removed{{u"jobs"_s, sweep->jobs},
                                  {u"texts"_s, sweep->messages.texts},
                                  {u"deliveries"_s, sweep->messages.deliveries},
                                  {u"fences"_s, sweep->fences},
                                  {u"logs"_s, sweep->files.logs},
                                  {u"temporaryFiles"_s, sweep->files.leftovers},
                                  {u"fileBytes"_s, sweep->files.bytes}};
        const QJsonObject data{{u"scope"_s, sweep->weekly ? u"weekly"_s : u"daily"_s}, {u"dryRun"_s, sweep->dryRun}, {u"removed"_s, removed}};
        sweep->reply(JobOutcome::completed(taskjson::result(sweep->dryRun ? u"this would be removed"_s : u"cleaned up"_s, data, finished)));
    });
}

} // namespace trato
