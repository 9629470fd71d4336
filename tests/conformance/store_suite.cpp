#include "tests/conformance/store_suite.h"

namespace trato {

using namespace Qt::StringLiterals;

StoreUnderTest::StoreUnderTest(const QString &kind) : m_kind(kind)
{
    reopen();
}

bool StoreUnderTest::reopen()
{
    m_store.reset();
    m_box->drain();
    auto opened = openStore({m_kind + u':' + m_folder.filePath(u"jobs.db"_s)}, m_box, m_clock);
    if (opened)
        m_store = std::move(opened).value();
    return isOpen();
}

JobId StoreUnderTest::addOne(NewJob job)
{
    const auto added = add({std::move(job)});
    return added ? added.value().first().id : JobId{};
}

Exchanged StoreUnderTest::exchange(Exchange order)
{
    const auto done = call<Exchanged>(&JobStore::exchange, order);
    return done ? done.value() : Exchanged{};
}

QList<ClaimedJob> StoreUnderTest::claim(const QueueName &queue, int limit, QByteArray token)
{
    Want want{queue, limit};
    want.token = token;
    want.worker = u"balcao#1"_s;
    return exchange({{}, {want}}).claimed;
}

SettleCode StoreUnderTest::settle(Settlement settlement)
{
    const auto codes = exchange({{settlement}, {}}).codes;
    return codes.size() == 1 ? codes.first() : SettleCode::NotActive;
}

SettleCode StoreUnderTest::complete(const ClaimedJob &job, KeepRule keep)
{
    Settlement settlement = settlementOf(job, Settlement::Kind::Complete);
    settlement.keep = keep;
    return settle(settlement);
}

SettleCode StoreUnderTest::fail(const ClaimedJob &job, KeepRule keep)
{
    Settlement settlement = settlementOf(job, Settlement::Kind::Fail);
    settlement.keep = keep;
    return settle(settlement);
}

JobPage StoreUnderTest::page(const JobQuery &query)
{
    const auto found = call<JobPage>(&JobStore::page, query);
    return found ? found.value() : JobPage{.total = -1};
}

JobDetail StoreUnderTest::job(const QueueName &queue, const JobId &id)
{
    const auto found = call<JobDetail>(&JobStore::job, queue, id);
    return found ? found.value() : JobDetail{};
}

QueueCounts StoreUnderTest::counts(const QueueName &queue)
{
    const auto infos = call<QList<QueueInfo>>(&JobStore::queues);
    if (infos)
        for (const QueueInfo &info : infos.value())
            if (info.name == queue)
                return info.counts;
    return {-1};
}

NewJob someJob(const QueueName &queue, JobOptions options, QByteArray data)
{
    return {queue, u"send"_s, {std::move(data)}, std::move(options)};
}

QStringList idsOf(const QList<ClaimedJob> &jobs)
{
    QStringList ids;
    for (const ClaimedJob &job : jobs)
        ids.append(job.id.value);
    return ids;
}

QStringList idsOf(const JobPage &page)
{
    QStringList ids;
    for (const JobRow &row : page.rows)
        ids.append(row.id.value);
    return ids;
}

Settlement settlementOf(const ClaimedJob &job, Settlement::Kind kind, Millis delay)
{
    Settlement settlement{job.queue, job.id, job.token, kind};
    settlement.reason = u"no answer"_s;
    settlement.delay = delay;
    return settlement;
}

} // namespace trato
