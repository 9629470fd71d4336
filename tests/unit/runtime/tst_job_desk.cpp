#include "engine/api/engine_api.h"
#include "engine/api/questions/jobs.h"
#include "engine/runtime/desks/job_desk.h"
#include "engine/stores/open_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QueueName mail{u"whatsapp-notifications"_s};
const QueueName load{u"load"_s};

} // namespace

/// Acts of a person touch exactly what was shown, and never let a message go out twice.
class TestJobDesk : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = openStore({u"sqlite:"_s + m_folder->filePath(u"jobs.db"_s)}, m_box, m_clock);
        QVERIFY2(opened, "store");
        m_store = std::move(opened).value();
        m_overview = std::make_unique<QueueOverview>(*m_store, m_clock, QHash<QueueName, QueueOverview::Served>{{load, {u"noop"_s, 4}}});
        m_desk = std::make_unique<JobDesk>(JobDesk::Parts{*m_store, *m_overview, m_clock, [] { return QList<WorkerView>(); },
                                                          [](const JobDetail &job) { return job.row.name; }, {mail}});
    }
    void cleanup()
    {
        m_desk.reset();
        m_overview.reset();
        m_store.reset();
        m_box->drain();
    }

    void aFrozenSetIsActedOnOnceAndExactly()
    {
        fail(load, {u"a"_s, u"b"_s});
        const auto set = ask(ask::FreezeJobs{load, JobState::Failed, {}});
        QVERIFY(set);
        QCOMPARE(set.value().count, 2);
        fail(load, {u"c"_s}); // failed after the count was shown
        const auto report = ask(ask::ActOnFrozen{set.value().token, JobAct::Retry});
        QVERIFY(report);
        QCOMPARE(report.value().done, 2);
        QCOMPARE(ask(ask::ListJobs{{.queue = load, .state = JobState::Failed}}).value().total, 1);
        QCOMPARE(ask(ask::ActOnFrozen{set.value().token, JobAct::Retry}).error().code, Error::Code::NotFound);
    }
    void aFrozenSetGrowsOld()
    {
        fail(load, {u"a"_s});
        const auto set = ask(ask::FreezeJobs{load, JobState::Failed, {}});
        m_clock.advance(Minutes(11));
        QCOMPARE(ask(ask::ActOnFrozen{set.value().token, JobAct::Remove}).error().code, Error::Code::NotFound);
    }
    void aMessageThatMayHaveGoneOutIsNotRetried()
    {
        fail(mail, {u"sent"_s, u"doubtful"_s, u"refused"_s, u"never"_s});
        settle(u"sent"_s, Fence::State::Accepted);
        settle(u"doubtful"_s, Fence::State::Uncertain);
        settle(u"refused"_s, Fence::State::Rejected);
        const auto set = ask(ask::FreezeJobs{mail, JobState::Failed, {}});
        const auto report = ask(ask::ActOnFrozen{set.value().token, JobAct::Retry});
        QVERIFY(report);
        QCOMPARE(report.value().done, 2);
        QCOMPARE(report.value().reasons, (QMap<QString, qint64>{{u"send.fence"_s, 2}}));
        // A fence stops only sending again, not tidying up.
        QCOMPARE(ask(ask::ActOnFrozen{ask(ask::FreezeJobs{mail, JobState::Failed, {}}).value().token, JobAct::Remove}).value().done, 2);
    }
    void reportsSayWhyTheRestWasLeft()
    {
        fail(load, {u"a"_s});
        const auto report = ask(ask::ActOnJobs{load, JobAct::Promote, {{u"a"_s}, {u"nobody"_s}}});
        QCOMPARE(report.value().done, 0);
        QCOMPARE(report.value().reasons, (QMap<QString, qint64>{{u"job.missing"_s, 1}, {u"job.state"_s, 1}}));
    }
    void servedQueuesAreShownBeforeTheyHaveJobs()
    {
        const auto queues = ask(ask::ListQueues{});
        QVERIFY(queues);
        QCOMPARE(queues.value().size(), 1);
        QCOMPARE(queues.value().first().handler, u"noop"_s);
        QCOMPARE(queues.value().first().health, QueueHealth::Good);
    }
    void failuresMakeAQueueUnwell()
    {
        fail(load, {u"a"_s});
        const auto queues = ask(ask::ListQueues{});
        QCOMPARE(queues.value().first().failedLastHour, 1);
        QCOMPARE(queues.value().first().health, QueueHealth::Warning);
    }

private:
    template <Askable Q>
    Result<typename Q::Answer> ask(const Q &question)
    {
        return await<typename Q::Answer>(*m_box, [&](auto reply) { m_desk->answer(question, reply); });
    }

    /// Adds jobs whose name is their id and fails them for good.
    void fail(const QueueName &queue, const QStringList &ids)
    {
        QList<NewJob> jobs;
        for (const QString &id : ids)
            jobs.append({.queue = queue, .name = id, .options = {.jobId = id}});
        QVERIFY((await<QList<Added>>(*m_box, [&](auto reply) { m_store->add(jobs, reply); })));
        const auto claimed = await<Exchanged>(*m_box, [&](auto reply) {
            m_store->exchange({{}, {{.queue = queue, .limit = 100, .token = "t"}}}, reply);
        });
        Exchange failed;
        for (const ClaimedJob &job : claimed.value().claimed)
            failed.settled.append({.queue = queue, .id = job.id, .token = "t", .kind = Settlement::Kind::Fail, .reason = u"broken"_s});
        QCOMPARE(failed.settled.size(), ids.size());
        QVERIFY((await<Exchanged>(*m_box, [&](auto reply) { m_store->exchange(failed, reply); })));
    }

    void settle(const QString &key, Fence::State state)
    {
        QVERIFY((await<Fence>(*m_box, [&](auto reply) { m_store->fence(key, u"engine"_s, "t", reply); })));
        QVERIFY((await<Done>(*m_box, [&](auto reply) { m_store->settleFence(key, "t", state, false, reply); })));
    }

    std::shared_ptr<ManualMailbox> m_box = std::make_shared<ManualMailbox>();
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<JobStore> m_store;
    std::unique_ptr<QueueOverview> m_overview;
    std::unique_ptr<JobDesk> m_desk;
};

QTEST_GUILESS_MAIN(TestJobDesk)
#include "tst_job_desk.moc"
