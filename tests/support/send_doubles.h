#pragma once

#include "engine/queue/handler.h"
#include "engine/secrets/secret_store.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// A JobStore of which only what sending needs works: add, retry, rows, job and fences, in memory. Everything else answers
/// Unavailable. Replies at once, on the caller's thread.
class FenceStore final : public JobStore
{
public:
    struct Kept {
        NewJob job{};
        JobState state = JobState::Waiting;
    };
    QMap<QString, Fence> byKey;
    QMap<QString, Kept> jobs;              ///< by job id
    std::optional<Error> trouble;          ///< what every call answers while it is set
    std::optional<Error> settleTrouble;    ///< what settleFence answers
    std::optional<Error> jobTrouble;       ///< what add and retry answer

    void add(QList<NewJob> jobs, Reply<QList<Added>> reply) override;
    void retry(QueueName, JobChoice chosen, Reply<QList<ActCode>> reply) override;
    void rows(QueueName, QList<JobId> ids, Reply<QList<JobRow>> reply) override;
    void job(QueueName queue, JobId id, Reply<JobDetail> reply) override;
    void fence(QString key, QString engine, QByteArray token, Reply<Fence> reply) override;
    void settleFence(QString key, QByteArray token, Fence::State state, bool anyToken, Reply<Done> reply) override;
    void fences(QStringList keys, Reply<QList<Fence>> reply) override;
    void abandonedFences(QString engine, Reply<QList<Fence>> reply) override;

    void addFlow(QList<FlowJob>, Reply<QList<Added>> reply) override { reply(no()); }
    void obliterate(QueueName, bool, Reply<qint64> reply) override { reply(no()); }
    void setLimits(QueueName, QueueLimits, Reply<Done> reply) override { reply(no()); }
    void flow(QueueName, JobId, QString, int, Reply<JobFlow> reply) override { reply(no()); }
    void exchange(Exchange, Reply<Exchanged> reply) override { reply(no()); }
    void extendLeases(QList<LeaseRef>, Millis, Reply<QList<LeaseRef>> reply) override { reply(no()); }
    void recoverStalled(QueueName, int, Reply<QList<JobId>> reply) override { reply(no()); }
    void promote(QueueName, JobChoice, Reply<QList<ActCode>> reply) override { reply(no()); }
    void remove(QueueName, JobChoice, Reply<QList<ActCode>> reply) override { reply(no()); }
    void drain(QueueName, bool, Reply<qint64> reply) override { reply(no()); }
    void clean(QueueName, JobState, Instant, qint64, Reply<qint64> reply) override { reply(no()); }
    void setPaused(QueueName, bool, Reply<Done> reply) override { reply(no()); }
    void changeDelay(QueueName, JobId, Millis, Reply<Done> reply) override { reply(no()); }
    void changePriority(QueueName, JobId, int, Reply<Done> reply) override { reply(no()); }
    void changeData(QueueName, JobId, QByteArray, Reply<Done> reply) override { reply(no()); }
    void setProgress(QueueName, JobId, QByteArray, Reply<Done> reply) override { reply(no()); }
    void addLog(QueueName, JobId, QString, Reply<qint64> reply) override { reply(no()); }
    void queues(Reply<QList<QueueInfo>> reply) override { reply(no()); }
    void page(JobQuery, Reply<JobPage> reply) override { reply(no()); }
    void ids(QueueName, JobState, JobFilter, int, Reply<QList<JobId>> reply) override { reply(no()); }
    void history(QueueName, int, Reply<QueueHistory> reply) override { reply(no()); }
    void workers(Reply<QList<WorkerSeen>> reply) override { reply(no()); }
    void since(quint64, Reply<Changes> reply) override { reply(no()); }
    void onWork(std::function<void(QueueName)>) override {}
    StoreHealth health() const override { return {}; }

private:
    static Error no() { return {Error::Code::Unavailable, QStringLiteral("not part of this double")}; }
};

/// A diary that holds what a test puts in. Reads and consent only.
class DiaryDouble final : public ShopDatabase
{
public:
    QMap<QString, VisitRecord> byId;
    DiaryFreshness fresh{};
    QSet<QString> silent;             ///< numbers on which somebody said no
    std::optional<Contact> asked{};   ///< what `mayWrite` was asked last

    void visit(VisitId id, Reply<VisitRecord> reply) override;
    void visits(Instant from, Instant to, QString search, int limit, Reply<QList<VisitRecord>> reply) override;
    void clients(QString search, int limit, Reply<QList<Client>> reply) override;
    void mayWrite(Contact contact, Reply<QString> reply) override;
    void freshness(Reply<DiaryFreshness> reply) override { reply(fresh); }

    void units(Reply<QList<Unit>> reply) override { reply(no()); }
    void addVisit(UnitId, ImportedVisit, Reply<VisitRecord> reply) override { reply(no()); }
    void moveVisit(VisitId, Instant, std::optional<QString>, Reply<VisitRecord> reply) override { reply(no()); }
    void setVisitStatus(VisitId, VisitStatus, Reply<VisitRecord> reply) override { reply(no()); }
    void previewImport(ImportedDiary, Reply<ImportReport> reply) override { reply(no()); }
    void applyImport(ImportedDiary, quint64, Reply<ImportReport> reply) override { reply(no()); }
    void resolveVanished(QList<VisitId>, bool, Reply<Done> reply) override { reply(no()); }
    void client(ClientId id, Reply<Client> reply) override;
    void saveClient(Client, Reply<Client> reply) override { reply(no()); }
    void setConsent(ClientId, ConsentWord, Reply<Client> reply) override { reply(no()); }
    void onChange(std::function<void()>) override {}
    Problem problem() const override { return {}; }
    ThreadView statistics() const override { return {}; }

private:
    static Error no() { return {Error::Code::Unavailable, QStringLiteral("not part of this double")}; }
};

/// The context of a job whose lease ends when a test says.
class ContextDouble final : public JobContext
{
public:
    ClaimedJob claimed{};
    Instant until{};
    bool stop = false;

    const ClaimedJob &job() const override { return claimed; }
    bool cancelled() const override { return stop; }
    Instant leaseUntil() const override { return until; }
    void progress(QByteArray) override {}
    void log(QString) override {}
};

/// Secrets of a test; a name that is not there is NotFound. Answers at once.
class SecretsDouble final : public SecretStore
{
public:
    QMap<QString, QByteArray> values;
    int reads = 0;
    void read(const QString &name, Reply<Secret> reply) override;
};

} // namespace trato
