#include "tests/conformance/store_suite.h"

#include <QRandomGenerator>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// How a person looks through jobs: lists read to their end, from either side, filtered sets, and what became of each
/// try of one job.
class TestJobBrowsing : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    std::unique_ptr<StoreUnderTest> s;
    using Outcome = JobAttempt::Outcome;

    /// Every page from the beginning to the end.
    QStringList readThrough(JobQuery query, const std::function<void()> &between = {})
    {
        QStringList ids;
        query.cursor = u""_s;
        do {
            const JobPage page = s->page(query);
            ids += idsOf(page);
            query.cursor = page.next;
            if (between)
                between();
        } while (!query.cursor->isEmpty() && ids.size() < 10'000);
        return ids;
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("redis") << u"redis"_s;
    }
    void init()
    {
        QFETCH_GLOBAL(QString, kind);
        s = std::make_unique<StoreUnderTest>(kind);
        QVERIFY2(s->isOpen(), qPrintable(s->problem()));
    }
    void cleanup() { s.reset(); }

    void everyListIsReadThroughInItsOrder()
    {
        QRandomGenerator random(7);
        QList<NewJob> jobs;
        for (int i = 0; i < 120; ++i) {
            JobOptions options;
            options.priority = i % 3 == 0 ? random.bounded(1, 4) : 0;
            options.delay = i % 5 == 0 ? Millis(random.bounded(1, 5) * 1000) : Millis(0);
            options.lifo = i % 7 == 0;
            jobs.append(someJob(mail, options));
        }
        QVERIFY(s->add(jobs));
        const auto claimed = s->claim(mail, 40);
        for (int i = 0; i < 30; ++i) {
            s->clock().advance(Millis(i % 4 ? 0 : 10)); // several end in one moment
            QCOMPARE(i % 2 ? s->complete(claimed[i]) : s->fail(claimed[i]), SettleCode::Done);
        }
        using State = JobState;
        for (const std::optional<JobState> state : {std::optional<State>(), std::optional(State::Waiting), std::optional(State::Prioritized),
                                                    std::optional(State::Delayed), std::optional(State::Active),
                                                    std::optional(State::Completed), std::optional(State::Failed)}) {
            JobQuery query{mail, state};
            query.limit = 1000;
            const QStringList whole = idsOf(s->page(query));
            QVERIFY(whole.size() > 5);
            query.limit = 4;
            QCOMPARE(readThrough(query), whole);
            query.reversed = true;
            const QStringList backwards = readThrough(query);
            QCOMPARE(backwards, QStringList(whole.rbegin(), whole.rend()));
            query.limit = 1000;
            QCOMPARE(idsOf(s->page(query)), backwards);
        }
    }

    void whatComesWhileReadingIsNeitherTwiceNorInTheWay()
    {
        for (int i = 0; i < 20; ++i)
            s->addOne(someJob(mail));
        for (const ClaimedJob &job : s->claim(mail)) {
            s->clock().advance(1s);
            QCOMPARE(s->fail(job), SettleCode::Done);
        }
        JobQuery query{mail, JobState::Failed};
        query.limit = 3;
        const QStringList before = readThrough(query);
        const QStringList during = readThrough(query, [&] { // newer ones come in front of the list
            s->clock().advance(1s);
            s->addOne(someJob(mail));
            QCOMPARE(s->fail(s->claim(mail, 1).first()), SettleCode::Done);
        });
        QCOMPARE(during, before);
    }

    void aSearchIsReadThrough()
    {
        QList<NewJob> jobs;
        for (int i = 0; i < 50; ++i) {
            jobs.append(someJob(mail));
            jobs.last().name = i % 3 ? u"other"_s : u"Receipt"_s;
        }
        QVERIFY(s->add(jobs));
        JobQuery query{mail, JobState::Waiting, u"receipt"_s, 5};
        const QStringList found = readThrough(query);
        QCOMPARE(found.size(), 17);
        query.limit = 1000;
        QCOMPARE(found, idsOf(s->page(query)));
    }

    void aCursorThatIsNoneIsRefused()
    {
        JobQuery query{mail, JobState::Waiting};
        for (const QString &cursor : {u"x"_s, u"1"_s, u"1:2:3"_s, u"1:x"_s}) {
            query.cursor = cursor;
            QCOMPARE(s->call<JobPage>(&JobStore::page, query).error().code, Error::Code::Invalid);
        }
    }

    void idsBySearch()
    {
        NewJob named = someJob(mail);
        named.name = u"Receipt"_s;
        QVERIFY(s->add({someJob(mail), named, someJob(mail)}));
        for (const ClaimedJob &job : s->claim(mail))
            QCOMPARE(s->fail(job), SettleCode::Done);
        const auto found = [&](const JobFilter &filter) {
            return s->call<QList<JobId>>(&JobStore::ids, mail, JobState::Failed, filter, 10).value();
        };
        QCOMPARE(found({{}, u"receipt"_s}), QList{JobId{u"2"_s}});
        QCOMPARE(found({{}, u"NO ANSWER"_s}).size(), 3); // as the list does
        QCOMPARE(found({u"NO ANSWER"_s}).size(), 0);     // a cause is meant as it is written
        QCOMPARE(found({u"no answer"_s, u"receipt"_s}), QList{JobId{u"2"_s}});
    }

    void actsLeaveAloneWhatHasMovedOn()
    {
        using Codes = QList<ActCode>;
        for (int i = 0; i < 3; ++i)
            s->addOne(someJob(mail));
        const auto jobs = s->claim(mail);
        QCOMPARE(s->fail(jobs[0]), SettleCode::Done);
        QCOMPARE(s->complete(jobs[1]), SettleCode::Done);
        const QList<JobId> all{jobs[0].id, jobs[1].id, jobs[2].id};
        QCOMPARE(s->call<Codes>(&JobStore::retry, mail, JobChoice(all, JobState::Failed)).value(),
                 (Codes{ActCode::Done, ActCode::WrongState, ActCode::WrongState}));
        QCOMPARE(s->job(mail, jobs[1].id).row.state, JobState::Completed);
        QCOMPARE(s->call<Codes>(&JobStore::remove, mail, JobChoice(all, JobState::Failed)).value(),
                 (Codes{ActCode::WrongState, ActCode::WrongState, ActCode::WrongState}));
        QCOMPARE(s->job(mail, jobs[0].id).row.state, JobState::Waiting);
    }

    void everyTryKeepsItsTimesAndItsError()
    {
        const JobId id = s->addOne(someJob(mail));
        const Instant added = s->clock().now();
        s->clock().advance(2s);
        Settlement retry = settlementOf(s->claim(mail).first(), Settlement::Kind::Retry, 10s);
        retry.reason = u"first error"_s;
        s->clock().advance(3s);
        QCOMPARE(s->settle(retry), SettleCode::Done);
        QCOMPARE(s->job(mail, id).attempts.size(), 1);
        s->clock().advance(11s); // a second too late
        const ClaimedJob second = s->claim(mail).first();
        const JobDetail running = s->job(mail, id);
        QCOMPARE(running.attempts.size(), 2);
        QCOMPARE(running.attempts[1].outcome, Outcome::Running);
        QVERIFY(!running.attempts[1].endedAt);
        QVERIFY(s->reopen());
        Settlement fail = settlementOf(second, Settlement::Kind::Fail);
        fail.reason = u"second error"_s;
        s->clock().advance(4s);
        QCOMPARE(s->settle(fail), SettleCode::Done);

        const QList<JobAttempt> tries = s->job(mail, id).attempts;
        QCOMPARE(tries.size(), 2);
        QCOMPARE(tries[0], (JobAttempt{1, Outcome::Failed, added, added + 2s, added + 5s, u"first error"_s, u"balcao#1"_s}));
        QCOMPARE(tries[1], (JobAttempt{2, Outcome::Failed, added + 15s, added + 16s, added + 20s, u"second error"_s, u"balcao#1"_s}));

        QVERIFY(s->call<QList<ActCode>>(&JobStore::retry, mail, QList{id}));
        s->clock().advance(1s);
        QCOMPARE(s->complete(s->claim(mail).first()), SettleCode::Done);
        const QList<JobAttempt> again = s->job(mail, id).attempts;
        QCOMPARE(again.size(), 3); // a person's retry forgets no error
        QCOMPARE(again.first(2), tries);
        QCOMPARE(again[2], (JobAttempt{1, Outcome::Completed, added + 20s, added + 21s, added + 21s, {}, u"balcao#1"_s}));
    }

    void theStraightWayHasOneTry()
    {
        const JobId id = s->addOne(someJob(mail));
        QVERIFY(s->job(mail, id).attempts.isEmpty());
        s->clock().advance(1s);
        QCOMPARE(s->complete(s->claim(mail).first()), SettleCode::Done);
        const QList<JobAttempt> tries = s->job(mail, id).attempts;
        QCOMPARE(tries.size(), 1);
        QCOMPARE(tries[0].outcome, Outcome::Completed);
        QCOMPARE(tries[0].startedAt - tries[0].readyAt, 1s);
    }

    void whatWasGivenBackOrLostIsTold()
    {
        const JobId id = s->addOne(someJob(mail));
        QCOMPARE(s->settle(settlementOf(s->claim(mail).first(), Settlement::Kind::Return)), SettleCode::Done);
        QVERIFY(s->job(mail, id).attempts.isEmpty()); // it did not run
        QCOMPARE(s->settle(settlementOf(s->claim(mail).first(), Settlement::Kind::Delay, 1s)), SettleCode::Done);
        s->clock().advance(1s);
        s->claim(mail);
        s->clock().advance(31s);
        QCOMPARE(s->recover(mail, 1), QList{id});
        const QList<JobAttempt> tries = s->job(mail, id).attempts;
        QCOMPARE(tries.size(), 2);
        QCOMPARE(tries[0].outcome, Outcome::Delayed);
        QVERIFY(tries[0].error.isEmpty());
        QCOMPARE(tries[1].outcome, Outcome::Stalled);
        if (s->remembersLeases())
            QCOMPARE(*tries[1].endedAt - tries[1].startedAt, 30s); // when its lease ended
        else
            QCOMPARE(*tries[1].endedAt, s->clock().now()); // when it was found
    }

    void triesAreBounded()
    {
        const JobId id = s->addOne(someJob(mail));
        for (int i = 1; i <= 13; ++i) {
            Settlement retry = settlementOf(s->claim(mail).first(), Settlement::Kind::Retry);
            retry.reason = QString::number(i).leftJustified(5000, u'x');
            QCOMPARE(s->settle(retry), SettleCode::Done);
        }
        const QList<JobAttempt> tries = s->job(mail, id).attempts;
        QCOMPARE(tries.size(), 10);
        QCOMPARE(tries.first().number, 4);
        QCOMPARE(tries.last().number, 13);
        QCOMPARE(tries.last().error.size(), 500);
    }
};

QTEST_GUILESS_MAIN(TestJobBrowsing)
#include "tst_job_browsing.moc"
