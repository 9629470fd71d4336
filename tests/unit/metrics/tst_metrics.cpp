#include "engine/metrics/queue_health.h"
#include "engine/metrics/timing_book.h"
#include "tests/support/fake_clock.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Figures people look at: quantiles, series with gaps, health of queues.
class TestMetrics : public QObject
{
    Q_OBJECT
private slots:
    void quantilesAreWithinTwoPercent();
    void extremesDoNotBreakAHistogram();
    void mergedHistogramsCountAll();
    void minutesWithoutValuesAreGaps();
    void aDayOfMinutesIsKept();
    void aClockSetBackBreaksNothing();
    void theLastHourCounts();
    void jobsAreTimed();
    void aSubjectHasALineOfItsOwn();
    void whyAQueueIsNotWell();
    void queueHealth_data();
    void queueHealth();
};

void TestMetrics::quantilesAreWithinTwoPercent()
{
    std::mt19937 dice(7);
    std::lognormal_distribution<double> spread(2, 2);
    std::vector<double> values(20'000);
    Histogram histogram;
    for (double &value : values) {
        value = std::clamp(spread(dice), 0.02, 9e6);
        histogram.add(value);
    }
    std::sort(values.begin(), values.end());
    for (const double share : {0.01, 0.5, 0.9, 0.95, 0.99, 0.999}) {
        const double exact = values[size_t(std::ceil(share * double(values.size()))) - 1];
        const double error = std::abs(histogram.quantile(share) - exact) / exact;
        QVERIFY2(error <= 0.02, qPrintable(u"%1: %2"_s.arg(share).arg(error)));
    }
    QCOMPARE(histogram.max(), values.back());
    QCOMPARE(histogram.count(), qint64(values.size()));
}

void TestMetrics::extremesDoNotBreakAHistogram()
{
    Histogram histogram;
    QCOMPARE(histogram.quantile(0.5), 0.0);
    for (const double value : {0.0, -3.0, std::nan("")})
        histogram.add(value);
    QCOMPARE(histogram.quantile(1), 0.0);
    histogram.add(1e300);
    QCOMPARE(histogram.quantile(1), 1e300);
    histogram.add(5);
    QVERIFY(histogram.quantile(0.8) <= 5.1);
}

void TestMetrics::mergedHistogramsCountAll()
{
    Histogram low, high, all, empty;
    for (int i = 1; i <= 100; ++i) {
        (i <= 50 ? low : high).add(i);
        all.add(i);
    }
    low.merge(high);
    low.merge(empty);
    empty.merge(low);
    QCOMPARE(empty.count(), 100);
    QCOMPARE(empty.quantile(0.95), all.quantile(0.95));
    QCOMPARE(empty.max(), 100.0);
}

void TestMetrics::minutesWithoutValuesAreGaps()
{
    FakeClock clock(fromMs(60'000LL * 29'000'000));
    MinuteSeries series;
    series.add(10, clock.now());
    clock.advance(2min);
    series.add(20, clock.now());
    clock.advance(1min);
    const TimingSeries got = series.series(5, clock.now());
    QCOMPARE(got.from, fromMs(60'000LL * (29'000'003 - 4)));
    QCOMPARE(got.step, Millis(60'000));
    QCOMPARE(got.p50.size(), 5);
    QVERIFY(!got.p50[0]);
    QVERIFY(std::abs(got.p50[1].value_or(0) - 10) < 0.2);
    QVERIFY(!got.p95[2]);
    QVERIFY(std::abs(got.p99[3].value_or(0) - 20) < 0.4);
    QVERIFY(!got.p50[4]);
}

void TestMetrics::aDayOfMinutesIsKept()
{
    FakeClock clock;
    MinuteSeries series;
    for (int i = 0; i < 3 * MinuteSeries::minutesKept; ++i) {
        series.add(i + 1, clock.now());
        clock.advance(1min);
    }
    clock.advance(-1min);
    const TimingSeries got = series.series(100'000, clock.now());
    QCOMPARE(got.p50.size(), MinuteSeries::minutesKept);
    QVERIFY(std::none_of(got.p50.begin(), got.p50.end(), [](const auto &v) { return !v; }));
    QVERIFY(std::abs(*got.p50.first() - (2 * MinuteSeries::minutesKept + 1)) < 60);
    clock.advance(24h);
    const TimingSeries later = series.series(1440, clock.now());
    QVERIFY(std::none_of(later.p50.begin(), later.p50.end(), [](const auto &v) { return v.has_value(); }));
}

void TestMetrics::aClockSetBackBreaksNothing()
{
    FakeClock clock;
    MinuteSeries series;
    series.add(10, clock.now());
    const Instant newest = clock.now();
    clock.setWallClock(clock.now() - 3h);
    series.add(10, clock.now());
    QVERIFY(!series.series(1, clock.now()).p50.first());
    QVERIFY(series.series(1, newest).p50.first());
}

void TestMetrics::theLastHourCounts()
{
    FakeClock clock(fromMs(300'000LL * 5'000'000));
    TimingBook book(clock);
    QVERIFY(book.report(60).timings.isEmpty());
    book.record(TimingKind::Provider, u"whatsapp"_s, 1000ms);
    clock.advance(30min);
    book.record(TimingKind::Provider, u"whatsapp"_s, 3000ms, true);
    TimingReport report = book.report(60);
    QCOMPARE(report.timings.size(), 1);
    QCOMPARE(report.timings[0].kind, u"provider"_s);
    QCOMPARE(report.timings[0].count, 2);
    QCOMPARE(report.timings[0].failures, 1);
    QCOMPARE(report.timings[0].max, 3000.0);
    clock.advance(30min);
    report = book.report(60);
    QCOMPARE(report.timings[0].count, 1); // the first one is an hour old
    clock.advance(1h);
    report = book.report(60);
    QVERIFY(report.timings.isEmpty());
    QCOMPARE(report.series.size(), 1); // the day still knows
    QCOMPARE(report.series[0].p50.size(), 60);
}

void TestMetrics::jobsAreTimed()
{
    FakeClock clock;
    TimingBook book(clock);
    book.record({.queue = {u"mail"_s}, .kind = Settlement::Kind::Complete, .waited = 40ms, .ran = 200us});
    book.record({.queue = {u"mail"_s}, .kind = Settlement::Kind::Retry, .ran = 10ms});
    const TimingReport report = book.report(2);
    QCOMPARE(report.timings.size(), 2);
    QCOMPARE(report.timings[0].kind, u"run"_s);
    QCOMPARE(report.timings[0].count, 2);
    QCOMPARE(report.timings[0].failures, 1);
    QVERIFY(std::abs(report.timings[0].p50 - 0.2) < 0.005);
    QCOMPARE(report.timings[1].kind, u"wait"_s);
    QCOMPARE(report.timings[1].count, 1);
    QCOMPARE(report.series.size(), 2);
}

void TestMetrics::aSubjectHasALineOfItsOwn()
{
    FakeClock clock;
    TimingBook book(clock);
    book.record(TimingKind::Run, u"mail"_s, 10ms);
    book.record(TimingKind::Run, u"load"_s, 1000ms);
    const TimingReport mail = book.report(5, u"mail"_s);
    QCOMPARE(mail.series.size(), 1);
    QVERIFY(std::abs(*mail.series[0].p99.last() - 10) < 0.5);
    QCOMPARE(mail.timings.size(), 2); // the list stays whole
    QVERIFY(*book.report(5).series[0].p99.last() > 900);
    QVERIFY(book.report(5, u"nobody"_s).series.isEmpty());
}

void TestMetrics::whyAQueueIsNotWell()
{
    const Instant now = fromMs(1'790'000'000'000);
    QueueInfo info;
    QCOMPARE(judgeQueue(info, 0, now).reason, QueueReason::None);
    QCOMPARE(judgeQueue(info, 1, now).reason, QueueReason::Failures);
    info.counts.waiting = 60;
    QCOMPARE(judgeQueue(info, 1, now).reason, QueueReason::Pending);
    QCOMPARE(judgeQueue(info, 1, now, false), (QueueVerdict{QueueHealth::Warning, QueueReason::Unserved}));
    QCOMPARE(judgeQueue(info, 11, now, false), (QueueVerdict{QueueHealth::Critical, QueueReason::Failures}));
    info.oldestPending = now - Minutes(11);
    QCOMPARE(judgeQueue(info, 11, now, false).reason, QueueReason::Late);
}

void TestMetrics::queueHealth_data()
{
    QTest::addColumn<int>("waiting");
    QTest::addColumn<int>("prioritized");
    QTest::addColumn<int>("failed");
    QTest::addColumn<int>("oldestSeconds");
    QTest::addColumn<int>("health");
    const auto row = [](const char *name, int waiting, int prioritized, int failed, int oldest, QueueHealth health) {
        QTest::newRow(name) << waiting << prioritized << failed << oldest << int(health);
    };
    row("empty", 0, 0, 0, 0, QueueHealth::Good);
    row("50 pending", 30, 20, 0, 1, QueueHealth::Good);
    row("51 pending", 30, 21, 0, 1, QueueHealth::Warning);
    row("100 pending", 100, 0, 0, 1, QueueHealth::Warning);
    row("101 pending", 0, 101, 0, 1, QueueHealth::Critical);
    row("one failed", 0, 0, 1, 0, QueueHealth::Warning);
    row("10 failed", 0, 0, 10, 0, QueueHealth::Warning);
    row("11 failed", 0, 0, 11, 0, QueueHealth::Critical);
    row("10 minutes old", 1, 0, 0, 600, QueueHealth::Good);
    row("older", 1, 0, 0, 601, QueueHealth::Critical);
}

void TestMetrics::queueHealth()
{
    QFETCH(int, waiting);
    QFETCH(int, prioritized);
    QFETCH(int, failed);
    QFETCH(int, oldestSeconds);
    const Instant now = fromMs(1'790'000'000'000);
    QueueInfo info;
    info.counts.waiting = waiting;
    info.counts.prioritized = prioritized;
    if (waiting + prioritized > 0)
        info.oldestPending = now - Seconds(oldestSeconds);
    QTEST(int(judgeQueue(info, failed, now).health), "health");
}

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
