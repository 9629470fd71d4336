#include "engine/local/console_schema.h"
#include "engine/metrics/metric_archive.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Figures over restarts: what a run of the program kept, the next one shows.
class TestMetricArchive : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualMailbox> m_box;
    FakeClock m_clock;

    /// One run of the program.
    struct Run {
        ReplyScope scope;   ///< as in the engine: an answer on its way ends with the run
        SqlThread file;
        TimingBook book;
        ResourceBook resources;
        MetricArchive archive;
        Run(TestMetricArchive &t, const QString &path)
            : file({u"console.db"_s, path, consoleMigrations()}, t.m_box), book(t.m_clock), resources(t.m_clock), archive(book, resources, file, t.m_clock)
        {
            archive.load();
            bool known = false;
            archive.timings(1, {}, [&known](const Result<TimingReport> &) { known = true; });
            t.m_box->runUntil([&known] { return known; });
        }
        ~Run() { scope.close(); }
    };
    QString path() const { return m_folder->filePath(u"console.db"_s); }
    qint64 rows(SqlThread &file, const QString &table)
    {
        return await<qint64>(*m_box, [&](auto reply) {
            file.run<qint64>([table](QSqlDatabase &db) -> Result<qint64> {
                QSqlQuery query(db);
                if (!execute(query, u"SELECT COUNT(*) FROM "_s + table) || !query.next())
                    return Error{};
                return query.value(0).toLongLong();
            }, reply);
        }).value();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
        m_clock.setWallClock(fromMs(1'790'000'040'000)); // a minute that has just begun
    }

    void theNextRunShowsTheSame()
    {
        TimingReport before;
        {
            Run run(*this, path());
            for (int minute = 0; minute < 90; ++minute) {
                run.book.record(TimingKind::Run, u"mail"_s, Millis(10 + minute), minute % 9 == 0);
                run.book.record(TimingKind::Provider, u"whatsapp"_s, Millis(200));
                m_clock.advance(1min);
                run.archive.tick();
            }
            run.book.record(TimingKind::Wait, u"mail"_s, 7ms);
            before = run.book.report(1440);
            run.archive.save();
        }
        QCOMPARE(before.series.size(), 3);
        m_clock.advance(5s); // still the same minute
        {
            Run run(*this, path());
            const TimingReport after = run.book.report(1440);
            QCOMPARE(after.timings, before.timings);
            QCOMPARE(after.series, before.series);

            // The minute that was cut goes on: both halves count.
            run.book.record(TimingKind::Wait, u"mail"_s, 9ms);
            run.archive.save();
        } // its file is closed when what it ordered was written
        Run third(*this, path());
        const TimingReport whole = third.book.report(1440);
        const auto wait = std::ranges::find_if(whole.timings, [](const Timing &t) { return t.kind == u"wait"; });
        QVERIFY(wait != whole.timings.end());
        QCOMPARE(wait->count, 2);
        QCOMPARE(wait->max, 9.0);
    }

    void aDayIsKeptAndNoMore()
    {
        Run run(*this, path());
        for (int quarter = 0; quarter < 4 * 72; ++quarter) { // three days
            run.book.record(TimingKind::Run, u"mail"_s, 10ms);
            m_clock.advance(15min);
            run.archive.tick();
        }
        QVERIFY(rows(run.file, u"timing_minute"_s) <= 4 * 24 + 1);
        QVERIFY(rows(run.file, u"timing_minute"_s) > 90);
        QVERIFY(rows(run.file, u"timing_slot"_s) <= 13);
    }

    /// Beyond a day there are hours, with the quantiles of everything in them; beyond a month quarters of days.
    void aYearIsKeptByHour()
    {
        const Instant begin = m_clock.now();
        for (int part = 0; part < 2; ++part) { // two runs of the program share an hour
            Run run(*this, path());
            for (int i = 0; i < 3 * 24 * 4; ++i) {
                run.book.record(TimingKind::Run, u"mail"_s, Millis(i % 4 == 0 ? 40 : 10));
                run.book.record(TimingKind::Run, u"other"_s, 20ms);
                m_clock.advance(15min);
                run.archive.tick();
            }
            run.archive.save();
        }
        m_clock.advance(40h); // nothing ran: a gap
        Run run(*this, path());
        const auto series = [&](int minutes, const QString &subject) {
            const auto report = await<TimingReport>(*m_box, [&](auto reply) { run.archive.timings(minutes, subject, reply); });
            return report && !report.value().series.isEmpty() ? report.value().series.first() : TimingSeries();
        };
        const TimingSeries week = series(9 * 24 * 60, u"mail"_s);
        QCOMPARE(week.kind, u"run"_s);
        QCOMPARE(week.step, Millis(1h));
        QVERIFY(week.p50.size() >= 9 * 24 && week.p50.size() <= 9 * 24 + 1);
        QCOMPARE(std::ranges::count_if(week.p50, [](const auto &value) { return value.has_value(); }), 6 * 24);
        QVERIFY(!week.p50.last());
        const qsizetype full = (begin - week.from) / week.step + 2;
        QVERIFY(std::abs(*week.p50.at(full) - 10) < 0.3);
        QVERIFY(std::abs(*week.p99.at(full) - 40) < 1);
        QVERIFY(std::abs(*series(9 * 24 * 60, {}).p50.at(full) - 20) < 0.5);
        const TimingSeries year = series(365 * 24 * 60, {});
        QCOMPARE(year.step, Millis(6h));
        QVERIFY(year.p50.size() <= 1464);
        m_clock.advance(std::chrono::days(366));
        run.book.record(TimingKind::Run, u"mail"_s, 10ms);
        run.archive.save();
        QCOMPARE(rows(run.file, u"timing_hour"_s), 1);
    }

    void resourcesOutliveARestart()
    {
        platform::ProcessUse use{Seconds(100), 2, 5'000'000, 8'000'000'000};
        {
            Run run(*this, path());
            for (int i = 0; i < 180; ++i) { // half an hour
                run.resources.add(use, {1'000'000, 1, 2});
                use.processorTime += Seconds(5);
                m_clock.advance(10s);
                run.archive.tick();
            }
            QVERIFY(rows(run.file, u"resource_minute"_s) >= 20); // every ten minutes
            run.archive.save();
        }
        Run run(*this, path());
        const auto report = [&](int minutes) {
            return await<ResourceReport>(*m_box, [&](auto reply) { run.archive.resources(minutes, reply); }).value();
        };
        const ResourceReport hour = report(60);
        QCOMPARE(std::ranges::count_if(hour.memory, [](const auto &value) { return value.has_value(); }), 30);
        QCOMPARE(hour.memory.at(45).value(), 5e6);
        run.resources.add(use, {1'000'000, 1, 2}); // how many processors there are is known from the first sample on
        QCOMPARE(report(60).processor.at(45).value(), 0.25);
        const ResourceReport week = report(7 * 24 * 60);
        QCOMPARE(week.step, Millis(1h));
        const auto known = std::ranges::find_if(week.disk, [](const auto &value) { return value.has_value(); });
        QVERIFY(known != week.disk.end());
        QCOMPARE(known->value(), 1e6);
        QVERIFY(std::abs(week.processor.at(known - week.disk.begin()).value() - 0.25) < 0.01);
    }

    void jobsAreNotWrittenOneByOne()
    {
        Run run(*this, path());
        const qint64 before = run.file.statistics().handled;
        for (int i = 0; i < 10'000; ++i) {
            run.book.record(TimingKind::Run, u"mail"_s, 10ms);
            run.archive.tick();
        }
        QCOMPARE(rows(run.file, u"timing_minute"_s), 0);
        m_clock.advance(1min);
        run.archive.tick();
        m_clock.advance(1min);
        run.archive.tick(); // nothing new: nothing written
        QCOMPARE(rows(run.file, u"timing_minute"_s), 1);
        QVERIFY(run.file.statistics().handled - before <= 5);   // the load is counted just after it has answered
    }

    void aBrokenFileKeepsNothingFromWorking()
    {
        QFile junk(path());
        QVERIFY(junk.open(QIODevice::WriteOnly));
        junk.write(QByteArray(8192, 'x'));
        junk.close();
        Run run(*this, path());
        run.book.record(TimingKind::Run, u"mail"_s, 10ms);
        run.archive.save();
        QCOMPARE(run.book.report(60).timings.size(), 1);
    }

    void histogramsAreKeptWhole()
    {
        Histogram some;
        for (const double value : {0.001, 0.5, 3.0, 3.0, 99999.0, 1e12})
            some.add(value);
        const Histogram same = Histogram::fromBytes(some.toBytes());
        QCOMPARE(same.count(), some.count());
        QCOMPARE(same.max(), some.max());
        for (const double share : {0.0, 0.3, 0.5, 0.9, 1.0})
            QCOMPARE(same.quantile(share), some.quantile(share));
        QVERIFY(Histogram().toBytes().isEmpty());
        for (const QByteArray &junk : {QByteArray(), QByteArray("x"), QByteArray(5000, '\x9f'), some.toBytes().left(12)})
            QCOMPARE(Histogram::fromBytes(junk).count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestMetricArchive)
#include "tst_metric_archive.moc"
