#include "engine/queue/lease_keeper.h"

namespace trato {

struct LeaseKeeper::State {
    std::mutex mutex;
    std::condition_variable wake;
    std::map<Key, Group> groups;    ///< guarded by mutex
    quint64 pokes = 0;              ///< guarded by mutex
    std::optional<Steady> wakesAt{}; ///< when the thread looks again by itself; guarded by mutex
    bool stopping = false;          ///< guarded by mutex
    Lost lost;                      ///< only called by replies, on the store's reply thread
};

LeaseKeeper::LeaseKeeper(JobStore &store, const Clock &clock, Lost lost)
    : m_store(store), m_clock(clock), m_state(std::make_shared<State>())
{
    m_state->lost = std::move(lost);
    m_thread = std::thread([this] { loop(); });
}

LeaseKeeper::~LeaseKeeper()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = true;
    }
    m_state->wake.notify_all();
    m_thread.join();
}

void LeaseKeeper::hold(std::shared_ptr<RunningJob> job, Millis lease)
{
    bool inTime = true;
    {
        const std::lock_guard lock(m_state->mutex);
        Group &group = m_state->groups[{job->job().queue, lease}];
        if (group.jobs.empty()) {
            group.due = m_clock.steady() + lease / 3;
            group.dueWall = m_clock.now() + lease / 3;
            // With one job at a time this is so for each; it need not wake a thread that looks before anything is due.
            inTime = m_state->wakesAt && *m_state->wakesAt <= group.due;
            m_state->pokes += !inTime;
        }
        group.jobs.emplace(job.get(), std::move(job));
    }
    if (!inTime)
        m_state->wake.notify_all();
}

void LeaseKeeper::release(const RunningJob &job, Millis lease)
{
    const std::lock_guard lock(m_state->mutex);
    const auto group = m_state->groups.find({job.job().queue, lease});
    if (group != m_state->groups.end())
        group->second.jobs.erase(&job);
}

void LeaseKeeper::poke()
{
    {
        const std::lock_guard lock(m_state->mutex);
        ++m_state->pokes;
    }
    m_state->wake.notify_all();
}

void LeaseKeeper::extendDue()
{
    Due due;
    {
        const std::lock_guard lock(m_state->mutex);
        std::optional<Steady> next;
        due = takeDue(next);
    }
    for (auto &[key, jobs] : due)
        extend(key, std::move(jobs));
}

LeaseKeeper::Due LeaseKeeper::takeDue(std::optional<Steady> &next)
{
    const Steady now = m_clock.steady();
    const Instant wall = m_clock.now();
    Due due;
    for (auto &[key, group] : m_state->groups) {
        if (group.jobs.empty())
            continue; // the next `hold` sets a new time
        if (group.due <= now || group.dueWall <= wall) {
            due.emplace_back(key, group.jobs);
            group.due = now + key.second / 3;
            group.dueWall = wall + key.second / 3;
        }
        next = next ? std::min(*next, group.due) : group.due;
    }
    return due;
}

void LeaseKeeper::loop()
{
    std::unique_lock lock(m_state->mutex);
    while (!m_state->stopping) {
        const Steady now = m_clock.steady();
        std::optional<Steady> next;
        Due due = takeDue(next);
        if (!due.empty()) {
            lock.unlock(); // calls of the store are made without our lock: its reply takes it
            for (auto &[key, jobs] : due)
                extend(key, std::move(jobs));
            lock.lock();
            continue;
        }
        m_state->wakesAt = next;
        const quint64 seen = m_state->pokes;
        const auto poked = [this, seen] { return m_state->stopping || m_state->pokes != seen; };
        if (next)
            m_state->wake.wait_for(lock, *next - now, poked);
        else
            m_state->wake.wait(lock, poked);
    }
}

void LeaseKeeper::extend(const Key &key, Jobs jobs)
{
    const Millis lease = key.second;
    QList<LeaseRef> refs;
    refs.reserve(qsizetype(jobs.size()));
    for (const auto &[place, job] : jobs)
        refs.append(job->lease());
    const Instant until = m_clock.now() + lease;
    const Steady retry = m_clock.steady() + lease / 10;
    m_store.extendLeases(refs, lease,
                         [state = m_state, jobs = std::move(jobs), key, until, retry](Result<QList<LeaseRef>> lost) {
        if (!lost) { // not known: try again while there is time
            {
                const std::lock_guard lock(state->mutex);
                Group &group = state->groups[key];
                group.due = std::min(group.due, retry);
                ++state->pokes;
            }
            state->wake.notify_all();
            return;
        }
        for (const auto &[place, job] : jobs) {
            if (!lost.value().contains(job->lease())) {
                job->setLeaseUntil(until);
                continue;
            }
            job->requestStop(RunningJob::Stop::LeaseLost);
            {
                const std::lock_guard lock(state->mutex);
                const auto group = state->groups.find(key);
                if (group != state->groups.end())
                    group->second.jobs.erase(place);
            }
            if (state->lost)
                state->lost(job);
        }
    });
}

} // namespace trato
