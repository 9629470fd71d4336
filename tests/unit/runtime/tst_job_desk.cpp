#include "engine/api/engine_api.h"
#include "engine/api/questions/jobs.h"
#include "engine/runtime/desks/job_desk.h"
#include "engine/stores/open_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QRandomGenerator>
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
                                                          [](const JobDetail &job) { return QStringList{job.row.name, u"old_"_s + job.row.name}; }, {mail}});
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
    /// Under a key of versions before: a job of before may have had the same id.
    void aFenceOfAnOlderJobWithTheSameIdHoldsNothing()
    {
        settle(u"old_a"_s, Fence::State::Accepted);
        m_clock.advance(Hours(1));
        fail(mail, {u"a"_s, u"b"_s});
        settle(u"old_b"_s, Fence::State::Accepted);
        QVERIFY(ask(ask::CopyJob{.queue = mail, .id = {u"a"_s}}));
        QCOMPARE(ask(ask::CopyJob{.queue = mail, .id = {u"b"_s}}).error(), (Error{Error::Code::Refused, u"send.fence"_s}));
        const auto report = ask(ask::ActOnJobs{mail, JobAct::Retry, {{u"a"_s}, {u"b"_s}}});
        QCOMPARE(report.value().done, 1);
        QCOMPARE(report.value().reasons, (QMap<QString, qint64>{{u"send.fence"_s, 1}}));
    }
    /// Whatever happens between the preview and the act: nothing outside the set is touched, and nothing of the set that
    /// is no longer what was shown.
    void aFrozenActTouchesNothingElse()
    {
        QRandomGenerator random(20261126);
        for (int round = 0; round < 12; ++round) {
            const QueueName queue{u"round%1"_s.arg(round)};
            const auto prefix = [&](const QString &kind, int i) { return u"%1%2_%3"_s.arg(kind).arg(round).arg(i); };
            QStringList early, late;
            for (int i = 0; i < 30; ++i)
                early << prefix(u"early"_s, i);
            for (int i = 0; i < 10; ++i)
                late << prefix(u"late"_s, i);
            fail(queue, early);
            QList<JobId> except;
            for (int i = 0; i < 3; ++i)
                except.append({early[random.bounded(int(early.size()))]});
            const JobAct act = round % 2 ? JobAct::Remove : JobAct::Retry;
            const auto set = ask(ask::FreezeJobs{queue, JobState::Failed, {}, u"early%1_"_s.arg(round), except});
            QVERIFY(set);
            const QSet<JobId> left(except.begin(), except.end());
            QCOMPARE(set.value().count, early.size() - left.size());

            fail(queue, late); // after the count was shown
            QSet<QString> moved;
            for (int i = 0; i < 12; ++i) { // others act in the meantime
                const JobId id{early[random.bounded(int(early.size()))]};
                if (moved.contains(id.value))
                    continue;
                moved.insert(id.value);
                QVERIFY(ask(ask::ActOnJobs{queue, i % 3 ? JobAct::Retry : JobAct::Remove, {id}}));
            }
            const QList<NewJob> fresh{{.queue = queue, .name = u"early%1_new"_s.arg(round), .options = {.jobId = prefix(u"early"_s, 99)}}};
            QVERIFY((await<QList<Added>>(*m_box, [&](auto reply) { m_store->add(fresh, reply); })));
            const QMap<QString, JobState> before = states(queue);

            const auto report = ask(ask::ActOnFrozen{set.value().token, act});
            QVERIFY(report);
            const QMap<QString, JobState> after = states(queue);
            qint64 touched = 0;
            for (auto it = before.begin(); it != before.end(); ++it) {
                const bool meant = early.contains(it.key()) && !left.contains(JobId{it.key()});
                const bool may = meant && it.value() == JobState::Failed;
                const auto now = after.value(it.key(), JobState::Unknown);
                QCOMPARE(now, !may ? it.value() : act == JobAct::Retry ? JobState::Waiting : JobState::Unknown);
                touched += may;
            }
            QCOMPARE(report.value().done, touched);
            QCOMPARE(report.value().done + report.value().skipped, set.value().count);
        }
    }
    void aCopyLeavesTheOriginal()
    {
        fail(load, {u"a"_s});
        const auto copied = ask(ask::CopyJob{.queue = load, .id = {u"a"_s}, .data = JsonText{"{\"n\": 2}"}, .priority = 3});
        QVERIFY(copied);
        QVERIFY(!copied.value().duplicate);
        const auto copy = ask(ask::ShowJob{load, copied.value().id});
        QCOMPARE(copy.value().data.utf8, "{\"n\": 2}");
        QCOMPARE(copy.value().row.state, JobState::Prioritized);
        QCOMPARE(copy.value().row.name, u"a"_s);
        QCOMPARE(ask(ask::ShowJob{load, {u"a"_s}}).value().row.state, JobState::Failed);
        QCOMPARE(ask(ask::ShowJob{load, {u"a"_s}}).value().data.utf8, "{}");
        QCOMPARE(ask(ask::CopyJob{.queue = load, .id = {u"a"_s}, .data = JsonText{"{"}}).error().code, Error::Code::Invalid);
        QCOMPARE(ask(ask::CopyJob{.queue = load, .id = {u"nobody"_s}}).error().code, Error::Code::NotFound);
        QVERIFY(ask(ask::CopyJob{.queue = load, .id = {u"a"_s}})); // as it is
    }
    void aMessageThatMayHaveGoneOutIsNotCopied()
    {
        fail(mail, {u"sent"_s, u"refused"_s});
        settle(u"sent"_s, Fence::State::Uncertain);
        settle(u"refused"_s, Fence::State::Rejected);
        QCOMPARE(ask(ask::CopyJob{.queue = mail, .id = {u"sent"_s}}).error(), (Error{Error::Code::Refused, u"send.fence"_s}));
        QVERIFY(ask(ask::CopyJob{.queue = mail, .id = {u"refused"_s}}));
    }
    void timeAndPriorityOfAJobAreChanged()
    {
        const QList<NewJob> jobs{{.queue = load, .name = u"x"_s, .options = {.delay = Hours(1), .jobId = u"later"_s}}};
        QVERIFY((await<QList<Added>>(*m_box, [&](auto reply) { m_store->add(jobs, reply); })));
        const Instant due = m_clock.now() + Hours(5);
        QVERIFY(ask(ask::ChangeJob{.queue = load, .id = {u"later"_s}, .dueAt = due, .priority = 7}));
        const JobRow row = ask(ask::ShowJob{load, {u"later"_s}}).value().row;
        QCOMPARE(row.dueAt.value(), due);
        QCOMPARE(row.priority, 7);
        QVERIFY(ask(ask::ActOnJobs{load, JobAct::Promote, {{u"later"_s}}}));
        QCOMPARE(ask(ask::ChangeJob{.queue = load, .id = {u"later"_s}, .dueAt = due}).error().code, Error::Code::Conflict);
    }
    void throughputOfTwoWeeksComesInFewSteps()
    {
        fail(load, {u"a"_s, u"b"_s});
        const auto hour = ask(ask::QueueThroughput{load, 60});
        QCOMPARE(hour.value().step, Minutes(1));
        QCOMPARE(hour.value().failed.last(), 2);
        const auto weeks = ask(ask::QueueThroughput{load, 14 * 24 * 60});
        QVERIFY(weeks.value().failed.size() <= 360);
        QCOMPARE(weeks.value().failed.last(), 2);
        QCOMPARE(toMs(weeks.value().from) % Millis(weeks.value().step).count(), 0);
        QVERIFY(weeks.value().from + weeks.value().step * weeks.value().failed.size() > m_clock.now());
    }
    void jobsThatNobodyRunsAreAWarning()
    {
        const QList<NewJob> jobs{{.queue = {u"orphans"_s}, .name = u"x"_s}};
        QVERIFY((await<QList<Added>>(*m_box, [&](auto reply) { m_store->add(jobs, reply); })));
        const auto queues = ask(ask::ListQueues{});
        QVERIFY(queues);
        for (const QueueView &queue : queues.value())
            if (queue.name.value == u"orphans") {
                QCOMPARE(queue.health, QueueHealth::Warning);
                QCOMPARE(queue.reason, QueueReason::Unserved);
            }
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

    QMap<QString, JobState> states(const QueueName &queue)
    {
        QMap<QString, JobState> out;
        const auto page = ask(ask::ListJobs{{.queue = queue, .limit = 1000}});
        for (const JobRow &row : page.value().rows)
            out.insert(row.id.value, row.state);
        return out;
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
