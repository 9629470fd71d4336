#include "engine/queue/job_schedulers.h"
#include "tests/conformance/store_suite.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Every store whose queues keep schedules keeps the words of job_schedulers.h.
class TestJobSchedulers : public QObject
{
    Q_OBJECT
    const QueueName mail{u"mail"_s};
    std::unique_ptr<StoreUnderTest> s;

    template <typename T, typename Method, typename... Arguments>
    Result<T> ask(Method method, Arguments... arguments)
    {
        return await<T>(s->box(), [&](Reply<T> reply) { (s->store().jobSchedulers()->*method)(arguments..., reply); });
    }
    Result<JobScheduler> upsert(const JobScheduler &scheduler) { return ask<JobScheduler>(&JobSchedulers::upsert, scheduler); }
    QList<JobScheduler> listed() { return ask<QList<JobScheduler>>(&JobSchedulers::list).value(); }
    JobScheduler everyMinute() const { return {.queue = mail, .id = u"pulse:a"_s, .jobName = u"beat"_s, .data = {"{\"n\":1}"}, .every = 1min}; }
    JobId runAt(Instant at) const { return {u"repeat:pulse:a:"_s + QString::number(toMs(at))}; }
    Result<JobDetail> run(Instant at) { return await<JobDetail>(s->box(), [&](Reply<JobDetail> reply) { s->store().job(mail, runAt(at), reply); }); }
    bool isDelayed(Instant at)
    {
        const auto found = run(at);
        return found && found.value().row.state == JobState::Delayed && found.value().row.dueAt == at;
    }
    QList<ClaimedJob> claim() { return s->claim(mail, 10); }

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

    void whoTakesARunPlansTheNextOne()
    {
        JobScheduler pulse = everyMinute();
        pulse.limit = 3;
        const Instant first = s->clock().now();
        const auto made = upsert(pulse);
        QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        QCOMPARE(made.value().next, first);
        QCOMPARE(made.value().planned, 1);
        for (int round = 1; round <= 3; ++round) {
            const auto jobs = claim();
            QCOMPARE(jobs.size(), 1);
            QCOMPARE(jobs.first().id, runAt(first + (round - 1) * 1min));
            QCOMPARE(jobs.first().name, u"beat"_s);
            QCOMPARE(jobs.first().data, QByteArray("{\"n\":1}"));
            QCOMPARE(isDelayed(first + round * 1min), round < 3);
            QCOMPARE(s->complete(jobs.first()), SettleCode::Done);
            QCOMPARE(claim().size(), 0);
            s->clock().advance(1min);
        }
        QCOMPARE(listed().size(), 1); // it has ended, and stays until somebody removes it
        QCOMPARE(listed().first().planned, 3);
    }

    void aPatternFollowsItsStartAndEnd()
    {
        JobScheduler daily{.queue = mail, .id = u"pulse:a"_s, .jobName = u"beat"_s, .data = {"{}"}, .pattern = u"0 3 * * *"_s, .zone = u"UTC"_s};
        const auto first = upsert(daily);
        QVERIFY(first);
        const Instant planned = first.value().next;
        QCOMPARE(upsert(daily).value().next, planned);
        daily.starts = planned + 40 * 24h - 1h;
        const auto later = upsert(daily);
        QVERIFY(later);
        QCOMPARE(later.value().next, planned + 40 * 24h);
        QVERIFY(isDelayed(later.value().next));
        QVERIFY(!run(planned));
        daily.ends = later.value().next + 1h;
        QCOMPARE(upsert(daily).value().next, later.value().next);
        s->clock().advance(later.value().next - s->clock().now());
        QCOMPARE(claim().size(), 1);
        QCOMPARE(s->counts(mail).delayed, 0); // the next one would be after the end
        daily.ends = s->clock().now() + 1h;
        QVERIFY(!upsert(daily)); // a rule that never comes again
    }

    void instantsThatPassedAreLeftOut()
    {
        const Instant first = s->clock().now();
        QVERIFY(upsert(everyMinute()));
        s->clock().advance(10min + 20s);
        const auto jobs = claim();
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(listed().first().next, first + 11min);
        QVERIFY(isDelayed(first + 11min));
    }

    void anInstantThatHadItsJobIsSteppedOver()
    {
        QFETCH_GLOBAL(QString, kind);
        if (kind == u"redis")
            return; // there the chain ends, as BullMQ's own does
        const Instant first = s->clock().now();
        QVERIFY(upsert(everyMinute()));
        (void)claim(); // plans first + 1 min
        QVERIFY((await<QList<ActCode>>(s->box(), [&](Reply<QList<ActCode>> reply) { s->store().promote(mail, JobChoice{runAt(first + 1min)}, reply); })));
        QCOMPARE(s->complete(claim().first()), SettleCode::Done); // run early by hand, and kept
        QCOMPARE(listed().first().next, first + 2min);
        JobScheduler often = everyMinute();
        often.every = 30s;
        QCOMPARE(upsert(often).value().next, s->clock().now() + 30s); // now itself had its job
        s->clock().advance(30s);
        QCOMPARE(claim().size(), 1);
        QCOMPARE(listed().first().next, first + 90s); // the instant after it had its job, too
        QVERIFY(isDelayed(first + 90s));
        QCOMPARE(listed().first().counted, 2);
    }

    void aRunThatIsDueAtOnceIsTold()
    {
        const Instant first = s->clock().now();
        QVERIFY(upsert(everyMinute()));
        s->clock().advance(1min); // so late that the next one is due this very moment
        Want want{mail, 10};
        want.token = "t";
        want.worker = u"w"_s;
        const Exchanged answer = s->exchange({{}, {want}});
        QCOMPARE(answer.claimed.size(), 1);
        QCOMPARE(answer.claimed.first().id, runAt(first));
        s->clock().advance(1ms);
        QCOMPARE(claim().size(), 1);
    }

    void aRuleByTheClock()
    {
        JobScheduler nightly = everyMinute();
        nightly.every = 0ms;
        nightly.pattern = u"30 2 * * *"_s;
        nightly.zone = u"America/Sao_Paulo"_s;
        nightly.attempts = 4;
        const auto made = upsert(nightly);
        QVERIFY(made);
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(made.value().next), QTimeZone("America/Sao_Paulo"));
        QCOMPARE(local.time(), QTime(2, 30));
        QVERIFY(made.value().next > s->clock().now());
        const JobDetail planned = run(made.value().next).value();
        QCOMPARE(planned.options.attempts, 4);
        QCOMPARE(planned.options.backoff.kind, Backoff::Kind::Exponential);
        nightly.next = made.value().next;
        nightly.planned = 1;
        nightly.counted = 1;
        QVERIFY(s->reopen());
        QCOMPARE(listed(), QList{nightly});
        nightly.pattern = u"0 0 31 2 *"_s;
        QCOMPARE(upsert(nightly).error().code, Error::Code::Invalid);
    }

    void anotherRuleReplacesWhatIsPlanned()
    {
        JobScheduler pulse = everyMinute();
        pulse.starts = s->clock().now() + 1h;
        const Instant planned = upsert(pulse).value().next;
        QCOMPARE(planned, *pulse.starts);
        pulse.data.utf8 = "2";
        QCOMPARE(upsert(pulse).value().next, planned); // the same rule: the instant stays, its job is a new one
        QCOMPARE(run(planned).value().data.utf8, QByteArray("2"));
        pulse.every = 5min;
        pulse.starts.reset();
        QCOMPARE(upsert(pulse).value().next, s->clock().now());
        QVERIFY(!run(planned));
        QCOMPARE(listed().size(), 1);
    }

    void whatIsPlannedGoesWithItsScheduleOnly()
    {
        JobScheduler pulse = everyMinute();
        pulse.starts = s->clock().now() + 1h;
        const Instant planned = upsert(pulse).value().next;
        QCOMPARE((await<QList<ActCode>>(s->box(), [&](Reply<QList<ActCode>> reply) { s->store().remove(mail, JobChoice{runAt(planned)}, reply); }).value()),
                 QList<ActCode>{ActCode::WrongState});
        QCOMPARE((await<qint64>(s->box(), [&](Reply<qint64> reply) { s->store().drain(mail, true, reply); }).value()), 0);
        s->clock().advance(30min);
        QCOMPARE((await<qint64>(s->box(), [&](Reply<qint64> reply) { s->store().clean(mail, JobState::Delayed, s->clock().now(), 0, reply); }).value()), 0);
        QVERIFY(isDelayed(planned));
        QVERIFY(ask<Done>(&JobSchedulers::remove, mail, u"pulse:a"_s));
        QVERIFY(!run(planned));
        QVERIFY(listed().isEmpty());
        QCOMPARE(ask<Done>(&JobSchedulers::remove, mail, u"pulse:a"_s).error().code, Error::Code::NotFound);
    }

    void obliterateForgetsThem()
    {
        QVERIFY(upsert(everyMinute()));
        QVERIFY((await<qint64>(s->box(), [&](Reply<qint64> reply) { s->store().obliterate(mail, false, reply); })));
        QVERIFY(listed().isEmpty());
    }

    void aStalledRunIsTriedAgain()
    {
        const Instant first = s->clock().now();
        QVERIFY(upsert(everyMinute()));
        for (int round = 0; round < 3; ++round) {
            const auto jobs = claim();
            QVERIFY(std::ranges::any_of(jobs, [&](const ClaimedJob &job) { return job.id == runAt(first) && job.failAtOnce.isEmpty(); }));
            s->clock().advance(10min);
            QVERIFY(!s->recover(mail, 1).isEmpty());
        }
    }

    void badOnesAreRefused()
    {
        JobScheduler bad = everyMinute();
        bad.id.clear();
        QCOMPARE(upsert(bad).error().code, Error::Code::Invalid);
        bad = everyMinute();
        bad.data.utf8 = "{";
        QCOMPARE(upsert(bad).error().code, Error::Code::Invalid);
        bad = everyMinute();
        bad.queue = {};
        QCOMPARE(upsert(bad).error().code, Error::Code::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestJobSchedulers)
#include "tst_job_schedulers.moc"
