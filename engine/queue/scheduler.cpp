#include "engine/queue/scheduler.h"

#include "engine/queue/cron.h"
#include "engine/runtime/log_book.h"

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr Millis troubleWait = Seconds(5);
constexpr Millis reconcileInterval = Minutes(1);
constexpr qsizetype largestResult = 16 * 1024;

Error notFound() { return {Error::Code::NotFound, u"schedule.missing"_s}; }

bool isScheduled(const JobId &id)
{
    return id.value.startsWith(u"repeat:") || id.value.startsWith(u"manual:");
}

/// What is known of a run's job now; nothing when it has not ended.
std::optional<ScheduleRun> outcomeOf(ScheduleRun run, const Result<JobDetail> &job)
{
    if (!job) {
        if (job.error().code != Error::Code::NotFound)
            return std::nullopt;
        run.state = RunState::Removed;
        return run;
    }
    const JobDetail &detail = job.value();
    if (detail.row.state != JobState::Completed && detail.row.state != JobState::Failed)
        return std::nullopt;
    run.state = detail.row.state == JobState::Completed ? RunState::Completed : RunState::Failed;
    run.finishedAt = detail.row.finishedAt;
    run.reason = run.state == RunState::Failed ? detail.row.failedReason : QString();
    if (run.state == RunState::Completed && detail.returnValue.utf8.size() <= largestResult)
        run.result = detail.returnValue;
    return run;
}

} // namespace

Scheduler::Scheduler(ScheduleStore &store, JobStore &jobs, const EngineSettings &settings, const Clock &clock, LogBook &log,
                     QList<ScheduleDraft> defaults)
    : m_store(store), m_jobs(jobs), m_settings(settings), m_clock(clock), m_log(log), m_defaults(std::move(defaults))
{
}

Scheduler::~Scheduler() { *m_alive = false; }

void Scheduler::inTurn(Work work)
{
    m_line.push_back(std::move(work));
    if (!m_busy)
        begin();
}

void Scheduler::begin()
{
    if (m_line.empty())
        return;
    m_busy = true;
    Work work = std::move(m_line.front());
    m_line.pop_front();
    Turn turn(nullptr, [this, alive = m_alive](void *) {
        if (!*alive)
            return;
        m_busy = false;
        begin();
    });
    if (m_loaded)
        work(nullptr, std::move(turn));
    else
        load(std::move(turn), std::move(work));
}

void Scheduler::load(Turn turn, Work work)
{
    QList<ScheduleRecord> defaults;
    for (const ScheduleDraft &draft : m_defaults)
        defaults.append({draft, false, m_clock.now()});
    m_store.seed(defaults, [this, alive = m_alive, turn, work](const Result<Done> &seeded) {
        if (!*alive)
            return;
        if (!seeded)
            return work(&seeded.error(), turn);
        m_store.list([this, alive, turn, work](const Result<QList<ScheduleRecord>> &records) {
            if (!*alive)
                return;
            if (!records)
                return work(&records.error(), turn);
            m_loaded = true;
            take(records.value());
            work(nullptr, turn);
        });
    });
}

void Scheduler::take(const QList<ScheduleRecord> &records)
{
    m_zone = m_settings.zone;
    m_entries.clear();
    for (const ScheduleRecord &record : records)
        m_entries[record.draft.id] = entryOf(record);
}

Scheduler::Entry Scheduler::entryOf(const ScheduleRecord &record) const
{
    Entry entry{record, ruleOf(record.draft, m_settings.zone), std::nullopt};
    if (entry.rule && !record.paused)
        entry.due = cron::next(entry.rule.value().rule, record.handledUntil, entry.rule.value().zone);
    return entry;
}

void Scheduler::apply(QList<ScheduleStep> steps, Turn turn, Reply<Done> reply)
{
    m_store.apply(steps, [this, alive = m_alive, steps, turn, reply](const Result<Done> &done) {
        if (!*alive)
            return;
        if (done) {
            for (const ScheduleStep &step : steps)
                m_entries[step.record.draft.id] = entryOf(step.record);
            changed();
        } else {
            m_holdUntil = m_clock.now() + troubleWait;
            m_log.warning("schedules", u"not written: "_s + done.error().detail);
        }
        reply(done);
    });
}

void Scheduler::tick()
{
    const Instant now = m_clock.now();
    const bool setBack = now < m_lastTick;
    m_lastTick = now;
    if (m_busy || (now < m_holdUntil && !setBack))
        return;
    if (m_loaded && m_zone != m_settings.zone)
        for (auto &[id, entry] : m_entries)
            entry = entryOf(entry.record);
    m_zone = m_settings.zone;
    const bool due = std::ranges::any_of(m_entries, [&](const auto &item) {
        const Entry &entry = item.second;
        return (entry.due && *entry.due <= now) || (entry.record.handledUntil > now + clockSetBack && !entry.record.paused);
    });
    if (!m_loaded || due)
        inTurn([this](const Error *trouble, const Turn &turn) {
            if (trouble)
                m_holdUntil = m_clock.now() + troubleWait;
            else
                plan(turn);
        });
    if (m_loaded && (now >= m_reconcileAt || setBack)) {
        m_reconcileAt = now + reconcileInterval;
        reconcile();
    }
}

void Scheduler::plan(Turn turn)
{
    const Instant now = m_clock.now();
    QList<ScheduleStep> steps;
    for (const auto &[id, entry] : m_entries) {
        if (entry.record.paused || !entry.rule)
            continue;
        const bool wrongClock = entry.record.handledUntil > now + clockSetBack;
        if (!wrongClock && (!entry.due || *entry.due > now))
            continue;
        steps.append(planRuns(entry.record, entry.rule.value(), now));
        for (const DecidedRun &decided : steps.constLast().runs)
            m_log.info("schedules", decided.job ? u"%1: %2 in %3"_s.arg(id, decided.run.job.value, decided.run.queue.value)
                                                : u"%1: %2 missed"_s.arg(id).arg(decided.run.count));
    }
    if (!steps.isEmpty())
        apply(steps, std::move(turn), [](const Result<Done> &) {});
}

void Scheduler::onFinished(const FinishedJob &job)
{
    const bool ended = job.kind == Settlement::Kind::Complete || job.kind == Settlement::Kind::Fail;
    if (!ended || !isScheduled(job.id))
        return;
    const ScheduleRun run{.queue = job.queue, .job = job.id};
    m_jobs.job(job.queue, job.id, [this, alive = m_alive, run](const Result<JobDetail> &detail) {
        if (!*alive)
            return;
        if (const auto outcome = outcomeOf(run, detail))
            settle({*outcome});
    });
}

/// Jobs that ended while nobody looked: before a restart, or removed by a person.
void Scheduler::reconcile()
{
    m_store.openRuns([this, alive = m_alive](const Result<QList<ScheduleRun>> &open) {
        if (!*alive || !open)
            return;
        for (const ScheduleRun &run : open.value())
            m_jobs.job(run.queue, run.job, [this, alive, run](const Result<JobDetail> &detail) {
                if (!*alive)
                    return;
                if (const auto outcome = outcomeOf(run, detail))
                    settle({*outcome});
            });
    });
}

void Scheduler::settle(const QList<ScheduleRun> &runs)
{
    m_store.settle(runs, [this, alive = m_alive](const Result<Done> &done) {
        if (*alive && done)
            changed();
    });
}

void Scheduler::changed()
{
    if (m_listener)
        m_listener();
}

void Scheduler::entries(Reply<QList<Entry>> reply)
{
    inTurn([this, reply](const Error *trouble, const Turn &) {
        if (trouble)
            return reply(*trouble);
        QList<Entry> all;
        for (const auto &[id, entry] : m_entries)
            all.append(entry);
        reply(all);
    });
}

void Scheduler::save(ScheduleDraft draft, bool mustBeNew, Reply<Entry> reply)
{
    if (const Result<ScheduleRule> good = checkDraft(draft, m_settings.zone); !good)
        return reply(good.error());
    inTurn([this, draft, mustBeNew, reply](const Error *trouble, const Turn &turn) {
        if (trouble)
            return reply(*trouble);
        const auto known = m_entries.find(draft.id);
        if (mustBeNew && known != m_entries.end())
            return reply(Error{Error::Code::Conflict, u"schedule.taken"_s});
        ScheduleStep step{.record = {draft, false, m_clock.now()}, .runs = {}};
        if (known != m_entries.end()) {
            const Entry &entry = known->second;
            const bool otherInstants = entry.record.draft.pattern != draft.pattern || entry.record.draft.zone != draft.zone;
            step.record = entry.record;
            if (otherInstants && entry.rule)
                step = passOver(entry.record, entry.rule.value(), m_clock.now(),
                                entry.record.paused ? MissedWhy::Paused : MissedWhy::Edited);
            step.record.draft = draft;
        }
        apply({step}, turn, [this, id = draft.id, reply](const Result<Done> &done) {
            done ? reply(m_entries.at(id)) : reply(done.error());
        });
    });
}

void Scheduler::setPaused(QString id, bool paused, Reply<Entry> reply)
{
    inTurn([this, id, paused, reply](const Error *trouble, const Turn &turn) {
        if (trouble)
            return reply(*trouble);
        const auto known = m_entries.find(id);
        if (known == m_entries.end())
            return reply(notFound());
        const Entry &entry = known->second;
        if (entry.record.paused == paused)
            return reply(entry);
        // What was due before the pause began is decided by the policy; what passes during it is not.
        ScheduleStep step{.record = entry.record, .runs = {}};
        if (entry.rule)
            step = paused ? planRuns(entry.record, entry.rule.value(), m_clock.now())
                          : passOver(entry.record, entry.rule.value(), m_clock.now(), MissedWhy::Paused);
        step.record.paused = paused;
        apply({step}, turn, [this, id, reply](const Result<Done> &done) { done ? reply(m_entries.at(id)) : reply(done.error()); });
    });
}

void Scheduler::runNow(QString id, bool dryRun, Reply<ScheduleRun> reply)
{
    inTurn([this, id, dryRun, reply](const Error *trouble, const Turn &turn) {
        if (trouble)
            return reply(*trouble);
        const auto known = m_entries.find(id);
        if (known == m_entries.end())
            return reply(notFound());
        const ScheduleRecord &record = known->second.record;
        if (dryRun && record.draft.queue != cleanUpQueue)
            return reply(Error{Error::Code::Refused, u"schedule.no_dry_run"_s});
        const DecidedRun run = runByHand(record, dryRun, m_clock.now());
        apply({{.record = record, .runs = {run}}}, turn, [run = run.run, reply](const Result<Done> &done) {
            done ? reply(run) : reply(done.error());
        });
    });
}

void Scheduler::remove(QString id, Reply<Done> reply)
{
    inTurn([this, id, reply](const Error *trouble, const Turn &turn) {
        if (trouble)
            return reply(*trouble);
        if (!m_entries.contains(id))
            return reply(notFound());
        m_store.remove(id, [this, alive = m_alive, id, turn, reply](const Result<Done> &done) {
            if (!*alive)
                return;
            if (done) {
                m_entries.erase(id);
                changed();
            }
            reply(done);
        });
    });
}

} // namespace trato
