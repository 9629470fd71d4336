#include "engine/api/schedule_words.h"
#include "engine/api/settings.h"
#include "engine/queue/queue_schedules.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// Schedules that their queue keeps: what a person may write, and how they are shown.
class TestQueueSchedules : public QObject
{
    Q_OBJECT
    const Instant m_now = fromMs(1'796'000'000'000);

    static ScheduleDraft draft()
    {
        return {.id = u"pulse"_s, .queue = {u"reports"_s}, .jobName = u"beat"_s, .home = ScheduleHome::Queue, .every = Seconds(90)};
    }

private slots:
    void whatIsWrittenComesBack()
    {
        ScheduleDraft written = draft();
        written.data.utf8 = "{\"a\":1}";
        written.limit = 7;
        written.starts = m_now + Hours(1);
        written.ends = m_now + Hours(9);
        const auto scheduler = schedulerOf(written, u"America/Sao_Paulo"_s, m_now);
        QVERIFY(scheduler);
        QCOMPARE(viewOf(scheduler.value(), true).draft, written);
        // A pattern without a zone takes the shop's: else it would be that of each worker's computer.
        written.every = Millis(0);
        written.pattern = u" 0 3  * * * "_s;
        const auto cron = schedulerOf(written, u"America/Sao_Paulo"_s, m_now);
        QVERIFY(cron);
        QCOMPARE(cron.value().zone, u"America/Sao_Paulo"_s);
        QCOMPARE(cron.value().pattern, u"0 3 * * *"_s);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("error");
        QTest::newRow("title") << u"title"_s << u"title: schedule.only_shop"_s;
        QTest::newRow("both rules") << u"both"_s << u"every: schedule.one_rule"_s;
        QTest::newRow("no rule") << u"none"_s << u"pattern: cron.fields"_s;
        QTest::newRow("too often") << u"often"_s << u"every: schedule.every"_s;
        QTest::newRow("negative") << u"negative"_s << u"every: schedule.every"_s;
        QTest::newRow("limit") << u"limit"_s << u"limit: schedule.limit"_s;
        QTest::newRow("end in the past") << u"past"_s << u"ends: schedule.ends"_s;
        QTest::newRow("end before the start") << u"before"_s << u"ends: schedule.ends"_s;
        QTest::newRow("queue") << u"queue"_s << u"queue: schedule.queue"_s;
        QTest::newRow("zone") << u"zone"_s << u"zone: schedule.zone"_s;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QString, what);
        QFETCH(QString, error);
        ScheduleDraft wrong = draft();
        if (what == u"title")
            wrong.title = u"Pulso"_s;
        if (what == u"both" || what == u"zone")
            wrong.pattern = u"0 3 * * *"_s;
        if (what == u"none" || what == u"zone")
            wrong.every = Millis(0);
        if (what == u"zone")
            wrong.zone = u"Mars/Olympus"_s;
        if (what == u"often")
            wrong.every = Millis(10);
        if (what == u"negative")
            wrong.every = Millis(-5);
        if (what == u"limit")
            wrong.limit = -1;
        if (what == u"past")
            wrong.ends = m_now;
        if (what == u"before") {
            wrong.starts = m_now + Hours(2);
            wrong.ends = m_now + Hours(1);
        }
        if (what == u"queue")
            wrong.queue = {u"a:b"_s};
        const auto scheduler = schedulerOf(wrong, u"UTC"_s, m_now);
        QVERIFY(!scheduler);
        QCOMPARE(scheduler.error().detail, error);
    }

    void aScheduleOfTheShopHasNoneOfThat()
    {
        ScheduleDraft shop{.id = u"x"_s, .queue = {u"q"_s}, .jobName = u"n"_s, .pattern = u"0 3 * * *"_s};
        QVERIFY(checkDraft(shop, u"UTC"_s));
        shop.every = Seconds(5);
        QCOMPARE(checkDraft(shop, u"UTC"_s).error().detail, u"every: schedule.only_queue"_s);
    }

    void theNextOnesEndWhereItEnds()
    {
        JobScheduler scheduler = schedulerOf(draft(), u"UTC"_s, m_now).value();
        scheduler.next = m_now;
        scheduler.planned = 1;
        scheduler.counted = 1;
        QCOMPARE(upcomingOf(scheduler, 5).size(), 5);
        QCOMPARE(upcomingOf(scheduler, 5).at(1), m_now + Seconds(90));
        scheduler.limit = 3;
        QCOMPARE(upcomingOf(scheduler, 5).size(), 3);
        scheduler.limit = 0;
        scheduler.ends = m_now + Seconds(100);
        QCOMPARE(upcomingOf(scheduler, 5).size(), 2);
        scheduler.every = Millis(0);
        scheduler.pattern = u"not a rule"_s; // another library may know more of them
        QCOMPARE(upcomingOf(scheduler, 5), QList<Instant>{m_now});
    }

    void intervalsInWords_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("words");
        QTest::newRow("ms") << qint64(1'500) << u"every 1500 ms"_s;
        QTest::newRow("second") << qint64(1'000) << u"every second"_s;
        QTest::newRow("seconds") << qint64(90'000) << u"every 90 seconds"_s;
        QTest::newRow("hour") << qint64(3'600'000) << u"every hour"_s;
        QTest::newRow("hours") << qint64(7'200'000) << u"every 2 hours"_s;
        QTest::newRow("day") << qint64(86'400'000) << u"every 24 hours"_s;
    }
    void intervalsInWords()
    {
        QFETCH(qint64, ms);
        QTEST(words::interval(Millis(ms)), "words");
    }

    void layoutsOfPausedQueues()
    {
        EngineSettings settings;
        for (const auto &layout : {u"5"_s, u"6"_s, u"mixed"_s, u"auto"_s}) {
            QVERIFY(applyText({{u"store/pausedLayout"_s, layout}}, settings));
            QVERIFY(checkTogether(settings));
        }
        settings.storePausedLayout = u"7"_s;
        QCOMPARE(checkTogether(settings).error().detail, u"store/pausedLayout"_s);
    }
};

QTEST_GUILESS_MAIN(TestQueueSchedules)
#include "tst_queue_schedules.moc"
