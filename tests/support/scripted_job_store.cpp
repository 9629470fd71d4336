#include "tests/support/scripted_job_store.h"

#include <algorithm>

namespace trato {

void ScriptedJobStore::put(ClaimedJob job)
{
    const QueueName queue = job.queue;
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(Kept{.job = std::move(job)});
    }
    m_home->post([this, queue] {
        if (m_listener)
            m_listener(queue);
    });
}

ScriptedJobStore::Kept ScriptedJobStore::kept(const JobId &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const Kept &k) { return k.job.id == id; });
    return found == m_jobs.end() ? Kept{.state = JobState::Unknown} : *found;
}

int ScriptedJobStore::count(JobState state) const
{
    const std::lock_guard lock(m_mutex);
    return int(std::count_if(m_jobs.begin(), m_jobs.end(), [&](const Kept &k) { return k.state == state; }));
}

void ScriptedJobStore::setTrouble(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_trouble = std::move(error);
}

void ScriptedJobStore::holdReplies()
{
    const std::lock_guard lock(m_mutex);
    m_holding = true;
}

void ScriptedJobStore::letGo()
{
    std::vector<std::function<void()>> replies;
    {
        const std::lock_guard lock(m_mutex);
        m_holding = false;
        replies.swap(m_heldReplies);
    }
    for (auto &reply : replies)
        m_home->post(std::move(reply));
}

void ScriptedJobStore::stealLease(const JobId &id)
{
    const std::lock_guard lock(m_mutex);
    for (Kept &k : m_jobs)
        if (k.job.id == id)
            k.job.token = "somebody else";
}

bool ScriptedJobStore::waitForExtensions(int count)
{
    std::unique_lock lock(m_mutex);
    return m_extended.wait_for(lock, std::chrono::seconds(20), [&] { return m_extensions >= count; });
}

void ScriptedJobStore::setRefused(std::optional<QueueName> queue)
{
    const std::lock_guard lock(m_mutex);
    m_refused = std::move(queue);
}

void ScriptedJobStore::refuseResultOf(const JobId &id)
{
    const std::lock_guard lock(m_mutex);
    m_refusedResult = id;
}

void ScriptedJobStore::answerNextCompletion(SettleCode code)
{
    const std::lock_guard lock(m_mutex);
    m_nextCode = code;
}

QList<Exchange> ScriptedJobStore::exchanges() const
{
    const std::lock_guard lock(m_mutex);
    return m_exchanges;
}

void ScriptedJobStore::add(QList<NewJob> jobs, Reply<QList<Added>> reply)
{
    QList<Added> added;
    for (const NewJob &job : jobs) {
        QString id = job.options.jobId;
        {
            const std::lock_guard lock(m_mutex);
            ++m_added;
            if (id.isEmpty())
                id = QString::number(m_added);
        }
        put({.queue = job.queue, .id = {id}, .name = job.name, .data = job.data.utf8, .options = job.options,
             .createdAt = m_clock.now()});
        added.append({{id}, false});
    }
    answer(reply, Result<QList<Added>>(added));
}

void ScriptedJobStore::exchange(Exchange order, Reply<Exchanged> reply)
{
    Result<Exchanged> result;
    {
        const std::lock_guard lock(m_mutex);
        m_exchanges.append(order);
        if (m_trouble) {
            result = *m_trouble;
        } else {
            Exchanged out;
            for (const Settlement &settlement : order.settled) {
                const bool refused = settlement.queue == m_refused || settlement.id == m_refusedResult;
                out.codes.append(refused ? SettleCode::NotTaken : settle(settlement));
                if (settlement.id == m_refusedResult)
                    out.refused.append({settlement.queue, {Error::Code::Conflict, QStringLiteral("its hash is of another kind")}, false});
            }
            if (m_refused)
                out.refused.append({*m_refused, {Error::Code::Conflict, QStringLiteral("a key of another kind")}});
            const Instant now = m_clock.now();
            for (const Want &want : order.wants) {
                int left = want.queue == m_refused ? 0 : want.limit;
                for (Kept &k : m_jobs) {
                    if (k.job.queue != want.queue)
                        continue;
                    if (k.state == JobState::Delayed && k.dueAt > now)
                        out.nextWake = out.nextWake ? std::min(*out.nextWake, k.dueAt) : k.dueAt;
                    else if (left > 0 && (k.state == JobState::Delayed || k.state == JobState::Waiting)) {
                        --left;
                        k.state = JobState::Active;
                        k.leaseUntil = now + want.lease;
                        k.job.token = want.token;
                        ++k.job.attemptsStarted;
                        out.claimed.append(k.job);
                    }
                }
            }
            result = out;
        }
        if (m_holding) {
            m_heldReplies.push_back([reply, result] { reply(result); });
            return;
        }
    }
    answer(reply, std::move(result));
}

void ScriptedJobStore::extendLeases(QList<LeaseRef> refs, Millis lease, Reply<QList<LeaseRef>> reply)
{
    Result<QList<LeaseRef>> result;
    {
        const std::lock_guard lock(m_mutex);
        if (m_trouble) {
            result = *m_trouble;
        } else {
            QList<LeaseRef> lost;
            for (const LeaseRef &ref : refs) {
                if (Kept *k = held(ref))
                    k->leaseUntil = m_clock.now() + lease;
                else
                    lost.append(ref);
            }
            result = lost;
        }
        ++m_extensions;
    }
    answer(reply, std::move(result));
    m_extended.notify_all();
}

void ScriptedJobStore::recoverStalled(QueueName queue, int maxStalled, Reply<QList<JobId>> reply)
{
    QList<JobId> recovered;
    {
        const std::lock_guard lock(m_mutex);
        if (m_trouble)
            return answer(reply, Result<QList<JobId>>(*m_trouble));
        for (Kept &k : m_jobs) {
            if (k.job.queue != queue || k.state != JobState::Active || k.leaseUntil > m_clock.now())
                continue;
            k.state = JobState::Waiting;
            k.job.token.clear();
            if (++k.job.stalledCount > maxStalled)
                k.job.failAtOnce = QStringLiteral("job stalled more than allowable limit");
            recovered.append(k.job.id);
        }
    }
    answer(reply, Result<QList<JobId>>(recovered));
}

void ScriptedJobStore::queues(Reply<QList<QueueInfo>> reply)
{
    std::map<QString, QueueInfo> infos;
    {
        const std::lock_guard lock(m_mutex);
        for (const Kept &k : m_jobs) {
            QueueInfo &info = infos[k.job.queue.value];
            info.name = k.job.queue;
            info.counts.waiting += k.state == JobState::Waiting;
            info.counts.delayed += k.state == JobState::Delayed;
            info.counts.active += k.state == JobState::Active;
        }
    }
    QList<QueueInfo> list;
    for (const auto &[name, info] : infos)
        list.append(info);
    answer(reply, Result<QList<QueueInfo>>(list));
}

ScriptedJobStore::Kept *ScriptedJobStore::held(const LeaseRef &lease)
{
    for (Kept &k : m_jobs)
        if (k.job.id == lease.id && k.job.queue == lease.queue)
            return k.state == JobState::Active && k.job.token == lease.token ? &k : nullptr;
    return nullptr;
}

SettleCode ScriptedJobStore::settle(const Settlement &settlement)
{
    Kept *k = held({settlement.queue, settlement.id, settlement.token});
    if (!k)
        return SettleCode::LeaseTaken;
    if (settlement.kind == Settlement::Kind::Complete && m_nextCode)
        return *std::exchange(m_nextCode, std::nullopt);
    k->job.token.clear();
    k->failedReason = settlement.reason;
    k->job.attemptsMade += settlement.kind != Settlement::Kind::Delay && settlement.kind != Settlement::Kind::Return;
    switch (settlement.kind) {
    case Settlement::Kind::Complete:
        k->state = JobState::Completed;
        k->result = settlement.result;
        break;
    case Settlement::Kind::Fail:
        k->state = JobState::Failed;
        break;
    case Settlement::Kind::Retry:
    case Settlement::Kind::Delay:
        k->state = settlement.delay > Millis(0) ? JobState::Delayed : JobState::Waiting;
        k->dueAt = m_clock.now() + settlement.delay;
        break;
    case Settlement::Kind::Return:
        k->state = JobState::Waiting;
        break;
    }
    return SettleCode::Done;
}

} // namespace trato
