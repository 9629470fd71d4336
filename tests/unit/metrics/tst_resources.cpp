#include "engine/metrics/queue_flow.h"
#include "engine/metrics/resource_book.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace trato;
using namespace Qt::StringLiterals;

/// What the program takes of the computer, over time; and long histories in few steps.
class TestResources : public QObject
{
    Q_OBJECT
private slots:
    void sharesAreOfAllProcessorsAndGapsAreGaps()
    {
        FakeClock clock;
        clock.setWallClock(fromMs(1'790'000'040'000));
        ResourceBook book(clock);
        QVERIFY(!book.report(5).processorNow);
        platform::ProcessUse use{Seconds(100), 4, 1000, 8000};
        book.add(use, {500, 70, 100});
        QVERIFY(!book.report(5).processor.last()); // one sample is no share yet
        QCOMPARE(book.report(5).memory.last().value(), 1000);
        clock.advance(Seconds(10));
        use.processorTime += Seconds(20); // two of four processors
        use.memory = 3000;
        book.add(use, {600, 60, 100});
        clock.advance(Seconds(10));
        use.memory = 2000;
        book.add(use, {550, 60, 100});
        const ResourceReport now = book.report(5);
        QCOMPARE(now.processor.size(), 5);
        QCOMPARE(now.processor.last().value(), 0.25); // 20 s of the 80 that four processors had
        QCOMPARE(now.processorNow.value(), 0.0);
        QCOMPARE(now.memory.last().value(), 3000); // the most of the minute
        QCOMPARE(now.memoryNow, 2000);
        QCOMPARE(now.diskFree, 60);
        QVERIFY(!now.memory.first());
        clock.advance(Minutes(2));
        book.add(use, {550, 60, 100});
        const ResourceReport later = book.report(3);
        QVERIFY(later.memory[0] && !later.memory[1] && later.memory[2]);
        clock.advance(Hours(25));
        QVERIFY(!book.report(1440).memory.first());
    }
    void theSystemIsAsked()
    {
        const platform::ProcessUse use = platform::processUse();
        QVERIFY(use.processorTime.count() > 0);
        QVERIFY(use.memory > 1'000'000);
        QVERIFY(use.memoryTotal > use.memory);
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"logs"_s));
        QFile file(folder.filePath(u"logs/a"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(4321, 'x')) == 4321);
        file.close();
        const platform::DiskUse disk = platform::diskUse(folder.path());
        QCOMPARE(disk.used, 4321);
        QVERIFY(disk.free > 0 && disk.free <= disk.total);
    }
    void stepsKeepTheSumAndStandStill()
    {
        QueueHistory minutes{{u"q"_s}, fromMs(1'790'000'040'000), Minutes(1), {}, {}};
        for (int i = 0; i < 1440; ++i) {
            minutes.completed.append(i % 7);
            minutes.failed.append(i % 11 == 0);
        }
        QCOMPARE(coarsened(minutes, 1440), minutes);
        const QueueHistory few = coarsened(minutes, 360);
        QVERIFY(few.completed.size() <= 360);
        QCOMPARE(few.step, Minutes(5));
        const auto sum = [](const QList<qint64> &values) { return std::accumulate(values.begin(), values.end(), qint64(0)); };
        QCOMPARE(sum(few.completed), sum(minutes.completed));
        QCOMPARE(sum(few.failed), sum(minutes.failed));
        QueueHistory next = minutes; // a minute later
        next.from += Minutes(1);
        next.completed.removeFirst();
        next.completed.append(5);
        const QueueHistory again = coarsened(next, 360);
        QCOMPARE(again.completed[10], few.completed[10 + (again.from - few.from) / few.step]);
    }
};

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
