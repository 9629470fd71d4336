#pragma once

#include "engine/queue/job_store.h"

namespace trato {

/// The jobs of one queue for tests of the planner: add, remove, pages by state and rows. What it does not use
/// answers Unavailable, and so does all of it while `down` is set. Replies come at once.
class ReminderJobs final : public JobStore
{
public:
    QMap<QString, NewJob> jobs;
    QMap<QString, JobState> states;     ///< where it is not Delayed
    QList<JobId> promoted;
    bool down = false;

    void add(QList<NewJob> list, Reply<QList<Added>> reply) override
    {
        if (down)
            return unused(reply);
        QList<Added> added;
        for (const NewJob &job : list) {
            const QString id = job.options.jobId;
            added.append({{id}, jobs.contains(id)});
            if (!jobs.contains(id))
                jobs.insert(id, job);
        }
        reply(added);
    }
    void remove(QueueName, JobChoice list, Reply<QList<ActCode>> reply) override
    {
        QList<ActCode> codes;
        for (const JobId &id : list.ids) {
            if (states.value(id.value) == JobState::Active) {
                codes.append(ActCode::Leased);
                continue;
            }
            codes.append(jobs.remove(id.value) > 0 ? ActCode::Done : ActCode::Missing);
            states.remove(id.value);
        }
        reply(codes);
    }
    void page(JobQuery query, Reply<JobPage> reply) override
    {
        if (down)
            return unused(reply);
        JobPage page;
        for (const QString &id : jobs.keys())
            if (states.value(id, JobState::Delayed) == query.state)
                page.rows.append(row(id));
        page.total = page.rows.size();
        page.rows = page.rows.mid(query.offset, query.limit);
        reply(page);
    }
    void rows(QueueName, QList<JobId> ids, Reply<QList<JobRow>> reply) override
    {
        QList<JobRow> found;
        for (const JobId &id : ids)
            if (jobs.contains(id.value))
                found.append(row(id.value));
        reply(found);
    }

    void exchange(Exchange, Reply<Exchanged> reply) override { unused(reply); }
    void addFlow(QList<FlowJob>, Reply<QList<Added>> reply) override { unused(reply); }
    void obliterate(QueueName, bool, Reply<qint64> reply) override { unused(reply); }
    void setLimits(QueueName, QueueLimits, Reply<Done> reply) override { unused(reply); }
    void flow(QueueName, JobId, QString, int, Reply<JobFlow> reply) override { unused(reply); }
    void extendLeases(QList<LeaseRef>, Millis, Reply<QList<LeaseRef>> reply) override { unused(reply); }
    void recoverStalled(QueueName, int, Reply<QList<JobId>> reply) override { unused(reply); }
    void retry(QueueName, JobChoice, Reply<QList<ActCode>> reply) override { unused(reply); }
    void promote(QueueName, JobChoice list, Reply<QList<ActCode>> reply) override
    {
        promoted += list.ids;
        reply(QList<ActCode>(list.ids.size(), ActCode::Done));
    }
    void drain(QueueName, bool, Reply<qint64> reply) override { unused(reply); }
    void clean(QueueName, JobState, Instant, qint64, Reply<qint64> reply) override { unused(reply); }
    void setPaused(QueueName, bool, Reply<Done> reply) override { unused(reply); }
    void changeDelay(QueueName, JobId, Millis, Reply<Done> reply) override { unused(reply); }
    void changePriority(QueueName, JobId, int, Reply<Done> reply) override { unused(reply); }
    void changeData(QueueName, JobId, QByteArray, Reply<Done> reply) override { unused(reply); }
    void setProgress(QueueName, JobId, QByteArray, Reply<Done> reply) override { unused(reply); }
    void addLog(QueueName, JobId, QString, Reply<qint64> reply) override { unused(reply); }
    void queues(Reply<QList<QueueInfo>> reply) override { unused(reply); }
    void job(QueueName, JobId, Reply<JobDetail> reply) override { unused(reply); }
    void ids(QueueName, JobState, JobFilter, int, Reply<QList<JobId>> reply) override { unused(reply); }
    void history(QueueName, int, Reply<QueueHistory> reply) override { unused(reply); }
    void workers(Reply<QList<WorkerSeen>> reply) override { unused(reply); }
    void since(quint64, Reply<Changes> reply) override { unused(reply); }
    void fence(QString, QString, QByteArray, Reply<Fence> reply) override { unused(reply); }
    void settleFence(QString, QByteArray, Fence::State, bool, Reply<Done> reply) override { unused(reply); }
    void fences(QStringList, Reply<QList<Fence>> reply) override { unused(reply); }
    void abandonedFences(QString, Reply<QList<Fence>> reply) override { unused(reply); }
    void onWork(std::function<void(QueueName)>) override {}
    StoreHealth health() const override { return {}; }

private:
    JobRow row(const QString &id) const
    {
        JobRow found;
        found.id = {id};
        found.state = states.value(id, JobState::Delayed);
        return found;
    }
    template <typename T>
    static void unused(const Reply<T> &reply)
    {
        reply(Error{Error::Code::Unavailable, QStringLiteral("not reachable")});
    }
};

} // namespace trato
