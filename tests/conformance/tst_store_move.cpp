#include "engine/queue/job_schedulers.h"
#include "engine/queue/schedule_store.h"
#include "engine/stores/open_store.h"
#include "engine/stores/store_move.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"
#include "tests/support/redis_server.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A store that is moved to another kind and back: nothing is lost, nothing is doubled, and an interrupted move goes on.
class TestStoreMove : public QObject
{
    Q_OBJECT
    FakeClock m_clock;
    RedisServer m_redis;
    QTemporaryDir m_folder;
    std::shared_ptr<ManualMailbox> m_box;
    const QueueName mail{u"mail"_s};
    const QueueName print{u"print"_s};
    const QueueName beat{u"beat"_s};

    std::unique_ptr<JobStore> open(const QString &address) { return openStore({address}, m_box, m_clock).value(); }
    std::unique_ptr<JobStore> file(const QString &name) { return open(m_folder.filePath(name)); }
    /// A file with everything in it, opened anew: no worker has been seen.
    std::unique_ptr<JobStore> filled(const QString &name)
    {
        auto store = file(name);
        fill(*store);
        store.reset();
        return file(name);
    }
    template <typename T, typename Method, typename... Arguments>
    Result<T> call(JobStore &store, Method method, Arguments... arguments)
    {
        return await<T>(*m_box, [&](Reply<T> reply) { (store.*method)(arguments..., reply); });
    }
    Result<StoreMoveReport> move(JobStore &from, JobStore &to)
    {
        return await<StoreMoveReport>(*m_box, [&](Reply<StoreMoveReport> reply) { moveStore(from, to, [](const QString &) {}, reply); });
    }
    QList<ClaimedJob> claim(JobStore &store, const QueueName &queue, int limit)
    {
        Want want{queue, limit};
        want.token = "t";
        want.worker = u"balcao#1"_s;
        return call<Exchanged>(store, &JobStore::exchange, Exchange{{}, {want}}).value().claimed;
    }
    void settle(JobStore &store, const ClaimedJob &job, Settlement::Kind kind, Millis delay = Millis(0))
    {
        Settlement how{job.queue, job.id, job.token, kind};
        how.result = "{\"sent\":true}";
        how.reason = u"no answer"_s;
        how.trace = u"at line 7"_s;
        how.delay = delay;
        QCOMPARE(call<Exchanged>(store, &JobStore::exchange, Exchange{{how}, {}}).value().codes, QList<SettleCode>{SettleCode::Done});
    }
    static NewJob some(const QueueName &queue, JobOptions options = {}, QByteArray data = "{\"n\":1}")
    {
        return {queue, u"send"_s, {std::move(data)}, std::move(options)};
    }
    /// A job in every state that may be moved, and everything that a job can carry.
    void fill(JobStore &store)
    {
        JobOptions twice, delayed, urgent, front, held, logged;
        twice.attempts = 3;
        delayed.delay = 1h;
        urgent.priority = 4;
        front.lifo = true;
        held.deduplication = Deduplication{u"visit-7"_s};
        logged.jobId = u"logged"_s;
        logged.keepLogs = 5;
        QVERIFY((call<QList<Added>>(store, &JobStore::add, QList<NewJob>{some(mail), some(mail, twice), some(mail), some(mail, twice), some(mail)})));
        const auto jobs = claim(store, mail, 5);
        m_clock.advance(2s);
        settle(store, jobs[0], Settlement::Kind::Complete);
        settle(store, jobs[1], Settlement::Kind::Retry, 60s);
        settle(store, jobs[2], Settlement::Kind::Fail);
        settle(store, jobs[3], Settlement::Kind::Retry);
        settle(store, jobs[4], Settlement::Kind::Complete);
        QList<NewJob> more{some(mail, delayed), some(mail, urgent, "null"), some(mail, front), some(mail, held), some(mail, logged, "\"\xc3\xa7\"")};
        for (int i = 0; i < 450; ++i)
            more.append(some(mail, i % 3 ? JobOptions{} : urgent, QByteArray::number(i)));
        QVERIFY((call<QList<Added>>(store, &JobStore::add, more)));
        QVERIFY((call<qint64>(store, &JobStore::addLog, mail, JobId{u"logged"_s}, u"one line"_s)));
        QVERIFY((call<Done>(store, &JobStore::setProgress, mail, JobId{u"logged"_s}, QByteArray("50"))));
        const auto node = [&](const QueueName &queue, const QString &id, int parent) {
            JobOptions own;
            own.jobId = id;
            own.onFailure = ChildFailure::Ignore;
            return FlowJob{some(queue, own), parent};
        };
        QVERIFY((call<QList<Added>>(store, &JobStore::addFlow, QList<FlowJob>{node(mail, u"sum"_s, -1), node(print, u"a"_s, 0), node(print, u"b"_s, 0),
                                                                             node(print, u"gone"_s, 0), node(print, u"c"_s, 0)})));
        auto parts = claim(store, print, 3);
        settle(store, parts[0], Settlement::Kind::Complete);
        settle(store, parts[1], Settlement::Kind::Fail);
        settle(store, parts[2], Settlement::Kind::Complete);
        QVERIFY((call<QList<ActCode>>(store, &JobStore::remove, print, JobChoice{JobId{u"gone"_s}})));
        QVERIFY((call<Done>(store, &JobStore::setPaused, print, true)));
        QVERIFY((call<Done>(store, &JobStore::setLimits, mail, QueueLimits{3, 10, 1000ms})));
        const ScheduleDraft nightly{.id = u"nightly"_s, .title = u"Nightly"_s, .queue = mail, .jobName = u"send"_s, .pattern = u"0 2 * * *"_s, .zone = u"UTC"_s};
        QVERIFY(await<Done>(*m_box, [&](Reply<Done> reply) { store.schedules()->seed({ScheduleRecord{nightly, true, m_clock.now()}}, reply); }));
        const JobScheduler pulse{.queue = beat, .id = u"pulse"_s, .jobName = u"tick"_s, .data = {"{\"n\":7}"}, .every = 1h, .limit = 9,
                                 .starts = m_clock.now() + 2h, .attempts = 3};
        const JobScheduler monthly{.queue = beat, .id = u"monthly"_s, .jobName = u"report"_s, .pattern = u"5 0 1 * *"_s, .zone = u"America/Sao_Paulo"_s};
        for (const JobScheduler &scheduler : {pulse, monthly})
            QVERIFY(await<JobScheduler>(*m_box, [&](Reply<JobScheduler> reply) { store.jobSchedulers()->upsert(scheduler, reply); }));
        for (int i = 0; i < 230; ++i) { // more than a page of them
            const JobScheduler one{.queue = beat, .id = u"client-%1"_s.arg(i), .jobName = u"greet"_s, .every = 24h, .starts = m_clock.now() + 5h, .attempts = 1 + i % 2};
            QVERIFY(await<JobScheduler>(*m_box, [&](Reply<JobScheduler> reply) { store.jobSchedulers()->upsert(one, reply); }));
        }
        QVERIFY((call<Done>(store, &JobStore::changePriority, beat, JobId{u"repeat:client-0:%1"_s.arg(toMs(m_clock.now() + 5h))}, 3)));
        QVERIFY((call<Fence>(store, &JobStore::fence, u"visit-7:reminder"_s, u"balcao"_s, QByteArray("token"))));
    }
    QList<JobScheduler> schedulers(JobStore &store)
    {
        return await<QList<JobScheduler>>(*m_box, [&](Reply<QList<JobScheduler>> reply) { store.jobSchedulers()->list(reply); }).value();
    }
    static QStringList digests(const StoreMoveReport &report)
    {
        QStringList all;
        for (const MovedQueue &queue : report.queues)
            all.append(queue.name.value + u' ' + QString::number(queue.jobs) + u' ' + queue.digest);
        all.sort();
        return all;
    }

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), qPrintable(m_redis.problem())); }
    void init()
    {
        m_redis.cli({u"FLUSHALL"_s});
        m_box = std::make_shared<ManualMailbox>();
        for (const QString &name : QDir(m_folder.path()).entryList(QDir::Files))
            QFile::remove(m_folder.filePath(name));
    }

    void thereAndBackNothingChanges()
    {
        auto first = filled(u"first.db"_s);
        auto server = open(m_redis.url());
        const auto there = move(*first, *server);
        QVERIFY2(there, qPrintable(there ? QString() : there.error().detail));
        QCOMPARE(there.value().fences, 1);
        QCOMPARE(there.value().schedules, 233);
        QCOMPARE(schedulers(*server), schedulers(*first));
        auto second = file(u"second.db"_s);
        const auto back = move(*server, *second);
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(digests(back.value()), digests(there.value()));
        // It works on there: the order of serving, the ids that follow, who waits for whom, and what must not go out twice.
        const auto infos = call<QList<QueueInfo>>(*second, &JobStore::queues).value();
        QCOMPARE(infos, call<QList<QueueInfo>>(*first, &JobStore::queues).value());
        QVERIFY((call<Done>(*second, &JobStore::setPaused, print, false)));
        settle(*second, claim(*second, print, 1).value(0), Settlement::Kind::Complete);
        QCOMPARE(call<JobDetail>(*second, &JobStore::job, mail, JobId{u"sum"_s}).value().row.state, JobState::Waiting);
        JobOptions held;
        held.deduplication = Deduplication{u"visit-7"_s};
        QVERIFY(call<QList<Added>>(*second, &JobStore::add, QList<NewJob>{some(mail, held)}).value().first().deduplicated);
        const auto schedules = await<QList<ScheduleRecord>>(*m_box, [&](Reply<QList<ScheduleRecord>> reply) { second->schedules()->list(reply); });
        QCOMPARE(schedules.value().size(), 1);
        const QList<JobScheduler> kept = schedulers(*second);
        QCOMPARE(kept, schedulers(*first));
        m_clock.advance(3h);
        const auto due = claim(*second, beat, 5); // whoever takes a run that was planned elsewhere plans the next one
        QCOMPARE(due.size(), 1);
        QCOMPARE(due.first().id.value, u"repeat:pulse:%1"_s.arg(toMs(kept.first().next)));
        QCOMPARE(schedulers(*second).first().next, kept.first().next + 1h);
        QCOMPARE(schedulers(*second).first().planned, 2);
        m_clock.advance(3h);
        for (const ClaimedJob &run : claim(*second, beat, 500))
            if (run.id.value.startsWith(u"repeat:client-0:"))
                QCOMPARE(run.options.priority, 3); // this run alone was made urgent
        const auto after = call<JobDetail>(*second, &JobStore::job, beat, JobId{u"repeat:client-0:%1"_s.arg(toMs(m_clock.now() + 23h))});
        QVERIFY(after);
        QCOMPARE(after.value().row.priority, 0);
        QVERIFY(schedules.value().first().paused);
        const auto fence = call<Fence>(*second, &JobStore::fence, u"visit-7:reminder"_s, u"other"_s, QByteArray("mine"));
        QCOMPARE(fence.value().token, QByteArray("token"));
    }

    /// Its jobs have all gone, but others know them by their ids still: no new job gets one of those.
    void numbersAreNotGivenAgain()
    {
        auto first = file(u"first.db"_s);
        QVERIFY((call<QList<Added>>(*first, &JobStore::add, QList<NewJob>{some(mail), some(mail), some(mail)})));
        QVERIFY((call<QList<ActCode>>(*first, &JobStore::remove, mail, JobChoice({JobId{u"1"_s}, JobId{u"2"_s}, JobId{u"3"_s}}))));
        auto server = open(m_redis.url());
        QVERIFY(move(*first, *server));
        auto second = file(u"second.db"_s);
        QVERIFY(move(*server, *second));
        for (JobStore *store : {static_cast<JobStore *>(server.get()), static_cast<JobStore *>(second.get())})
            QCOMPARE(call<QList<Added>>(*store, &JobStore::add, QList<NewJob>{some(mail)}).value().first().id.value, u"4"_s);
    }

    void anInterruptedMoveIsContinued()
    {
        auto from = filled(u"first.db"_s);
        {
            auto to = open(m_redis.url());
            int told = 0;
            bool answered = false;
            moveStore(*from, *to, [&told](const QString &) { ++told; }, [&answered](const Result<StoreMoveReport> &) { answered = true; });
            QVERIFY(m_box->runUntil([&told] { return told >= 2; }));
            QVERIFY(!answered);
            to.reset();
            from.reset();
            m_box = std::make_shared<ManualMailbox>(); // what still was on its way is heard by nobody, as after a crash
        }
        from = file(u"first.db"_s);
        auto to = open(m_redis.url());
        const auto done = move(*from, *to);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        qint64 jobs = 0, added = 0;
        for (const MovedQueue &queue : done.value().queues) {
            jobs += queue.jobs;
            added += queue.added;
        }
        QVERIFY2(added > 0 && added < jobs, qPrintable(u"%1 of %2"_s.arg(added).arg(jobs)));
        const auto again = move(*from, *to);
        QVERIFY(again);
        QCOMPARE(again.value().queues.first().added, 0);
        QCOMPARE(digests(again.value()), digests(done.value()));
    }

    void whereJobsRunNothingIsMoved()
    {
        auto from = file(u"first.db"_s);
        auto to = open(m_redis.url());
        QVERIFY((call<QList<Added>>(*from, &JobStore::add, QList<NewJob>{some(mail)})));
        const auto running = claim(*from, mail, 1);
        QCOMPARE(move(*from, *to).error().code, Error::Code::Refused);
        QVERIFY(move(*from, *to).error().detail.contains(u"mail"_s));
        QVERIFY(call<QList<QueueInfo>>(*to, &JobStore::queues).value().isEmpty());
    }

    void aDifferenceIsFound()
    {
        auto from = file(u"first.db"_s);
        auto to = open(m_redis.url());
        QVERIFY((call<QList<Added>>(*from, &JobStore::add, QList<NewJob>{some(mail)})));
        QVERIFY((call<QList<Added>>(*to, &JobStore::add, QList<NewJob>{some(mail, {}, "{\"n\":2}")}))); // another job with the same id
        const auto moved = move(*from, *to);
        QCOMPARE(moved.error().code, Error::Code::Corrupt);
        QVERIFY(moved.error().detail.contains(u"job 1"_s));
    }
};

QTEST_GUILESS_MAIN(TestStoreMove)
#include "tst_store_move.moc"
