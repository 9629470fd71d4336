#include "engine/api/schedule_words.h"
#include "engine/queue/cron.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

Instant utc(const QString &text)
{
    const QDateTime at = QDateTime::fromString(text + u'Z', Qt::ISODate);
    return fromMs(at.toMSecsSinceEpoch());
}

QString text(Instant at) { return toUtc(at).toString(u"yyyy-MM-ddTHH:mm:ss"_s); }

LocalZone zoneNamed(const QString &name) { return LocalZone::named(name).value(); }

} // namespace

/// Cron rules: the vectors of bullmq-format 8.1, clock changes, errors that name the field, words.
class TestCron : public QObject
{
    Q_OBJECT
private slots:
    void nextTwo_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("next");
        const auto row = [](const char *name, const QString &pattern, const QString &zone, const QString &after, const QStringList &next) {
            QTest::newRow(name) << pattern << zone << after << next;
        };
        row("daily", u"0 3 * * *"_s, u"UTC"_s, u"2026-01-01T00:00:00"_s, {u"2026-01-01T03:00:00"_s, u"2026-01-02T03:00:00"_s});
        row("seconds first", u"*/5 * * * * *"_s, u"UTC"_s, u"2026-01-01T00:00:01"_s, {u"2026-01-01T00:00:05"_s, u"2026-01-01T00:00:10"_s});
        row("hour that is skipped", u"30 2 * * *"_s, u"Europe/Madrid"_s, u"2026-03-28T12:00:00"_s, {u"2026-03-29T01:30:00"_s, u"2026-03-30T00:30:00"_s});
        row("hour that is repeated", u"30 2 * * *"_s, u"Europe/Madrid"_s, u"2026-10-24T12:00:00"_s, {u"2026-10-25T00:30:00"_s, u"2026-10-26T01:30:00"_s});
        row("every other hour over a jump", u"0 */2 * * *"_s, u"America/New_York"_s, u"2026-03-08T05:30:00"_s, {u"2026-03-08T07:00:00"_s, u"2026-03-08T08:00:00"_s});
        row("last day", u"0 0 L * *"_s, u"UTC"_s, u"2026-02-02T00:00:00"_s, {u"2026-02-28T00:00:00"_s, u"2026-03-31T00:00:00"_s});
        row("last Friday", u"0 0 * * 5L"_s, u"UTC"_s, u"2026-02-02T00:00:00"_s, {u"2026-02-27T00:00:00"_s, u"2026-03-27T00:00:00"_s});
        row("second Monday", u"0 0 * * 1#2"_s, u"UTC"_s, u"2026-02-02T00:00:00"_s, {u"2026-02-09T00:00:00"_s, u"2026-03-09T00:00:00"_s});
        row("day or weekday", u"0 0 13 * 5"_s, u"UTC"_s, u"2026-02-02T00:00:00"_s, {u"2026-02-06T00:00:00"_s, u"2026-02-13T00:00:00"_s});
        row("Sunday is 7", u"0 0 * * 7"_s, u"UTC"_s, u"2026-02-06T12:00:00"_s, {u"2026-02-08T00:00:00"_s, u"2026-02-15T00:00:00"_s});
        row("question mark", u"0 0 ? * 1"_s, u"UTC"_s, u"2026-02-06T12:00:00"_s, {u"2026-02-09T00:00:00"_s, u"2026-02-16T00:00:00"_s});
        row("short form", u"@daily"_s, u"UTC"_s, u"2026-02-06T12:00:00"_s, {u"2026-02-07T00:00:00"_s, u"2026-02-08T00:00:00"_s});
        row("three fields", u"* * *"_s, u"UTC"_s, u"2026-02-06T12:00:00"_s, {u"2026-02-06T12:01:00"_s, u"2026-02-06T12:02:00"_s});
        row("empty", QString(), u"UTC"_s, u"2026-02-06T12:00:00"_s, {u"2026-02-06T12:01:00"_s, u"2026-02-06T12:02:00"_s});
        row("names", u"0 9 * mar,JUL mon-fri"_s, u"UTC"_s, u"2026-03-30T10:00:00"_s, {u"2026-03-31T09:00:00"_s, u"2026-07-01T09:00:00"_s});
        row("step from a value", u"5/20 8 * * *"_s, u"UTC"_s, u"2026-01-01T08:06:00"_s, {u"2026-01-01T08:25:00"_s, u"2026-01-01T08:45:00"_s});
        row("leap day", u"0 0 29 2 *"_s, u"UTC"_s, u"2026-01-01T00:00:00"_s, {u"2028-02-29T00:00:00"_s, u"2032-02-29T00:00:00"_s});
        row("fifth Sunday of February", u"0 0 * 2 0#5"_s, u"UTC"_s, u"2026-01-01T00:00:00"_s, {u"2032-02-29T00:00:00"_s, u"2060-02-29T00:00:00"_s});
        // Every hour means every hour, also when one comes twice or not at all.
        row("every half hour, repeated", u"*/30 * * * *"_s, u"Europe/Madrid"_s, u"2026-10-25T00:30:00"_s, {u"2026-10-25T01:00:00"_s, u"2026-10-25T01:30:00"_s});
        row("every half hour, skipped", u"*/30 * * * *"_s, u"Europe/Madrid"_s, u"2026-03-29T00:30:00"_s, {u"2026-03-29T01:00:00"_s, u"2026-03-29T01:30:00"_s});
        row("midnight that is skipped", u"0 0 * * *"_s, u"America/Sao_Paulo"_s, u"2018-11-03T12:00:00"_s, {u"2018-11-04T03:00:00"_s, u"2018-11-05T02:00:00"_s});
        row("shop's night", u"0 2 * * *"_s, u"America/Sao_Paulo"_s, u"2026-11-23T17:32:08"_s, {u"2026-11-24T05:00:00"_s, u"2026-11-25T05:00:00"_s});
        row("first of the month", u"5 0 1 * *"_s, u"America/Sao_Paulo"_s, u"2026-11-23T17:32:08"_s, {u"2026-12-01T03:05:00"_s, u"2027-01-01T03:05:00"_s});
    }
    void nextTwo()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, zone);
        QFETCH(QString, after);
        QFETCH(QStringList, next);
        const Result<CronRule> rule = cron::parse(pattern);
        QVERIFY2(rule, rule ? "" : qPrintable(rule.error().detail));
        const LocalZone place = zoneNamed(zone);
        QStringList found;
        for (const Instant at : cron::nextFew(rule.value(), utc(after), place, 2))
            found.append(text(at));
        QCOMPARE(found, next);
        // And back again.
        QCOMPARE(text(*cron::previous(rule.value(), utc(next.last()), place)), next.first());
        QVERIFY(*cron::previous(rule.value(), utc(next.first()), place) <= utc(after));
    }

    void backAndForthAgree()
    {
        const LocalZone place = zoneNamed(u"Europe/Madrid"_s);
        for (const auto &pattern : {u"*/20 * * * *"_s, u"15 1-3 * * *"_s, u"30 2 * * 0"_s, u"0 0 L * 1#1"_s}) {
            const CronRule rule = cron::parse(pattern).value();
            for (const auto &from : {u"2026-03-28T20:00:00"_s, u"2026-10-24T20:00:00"_s}) {
                QList<Instant> forth = cron::nextFew(rule, utc(from), place, 30);
                QList<Instant> back;
                for (auto at = cron::previous(rule, forth.last() + Millis(1), place); at && *at > utc(from); at = cron::previous(rule, *at, place))
                    back.prepend(*at);
                QVERIFY(std::is_sorted(forth.begin(), forth.end()));
                QCOMPARE(back, forth);
            }
        }
    }

    void errorsNameTheField_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("detail");
        const auto row = [](const QString &pattern, const QString &detail) { QTest::newRow(qPrintable(pattern)) << pattern << detail; };
        row(u"0 0 31 2 *"_s, u"day: cron.never"_s);
        row(u"0 0 15W * *"_s, u"day: cron.unknown"_s);
        row(u"@every 1h"_s, u"pattern: cron.shortcut"_s);
        row(u"@reboot"_s, u"pattern: cron.shortcut"_s);
        row(u"H * * * *"_s, u"minute: cron.unknown"_s);
        row(u"60 * * * *"_s, u"minute: cron.range"_s);
        row(u"99 * * * * *"_s, u"second: cron.range"_s);
        row(u"0 24 * * *"_s, u"hour: cron.range"_s);
        row(u"0 0 0 * *"_s, u"day: cron.range"_s);
        row(u"0 0 * 13 *"_s, u"month: cron.range"_s);
        row(u"0 0 * foo *"_s, u"month: cron.unknown"_s);
        row(u"0 0 * * 8"_s, u"weekday: cron.range"_s);
        row(u"0 0 * * 1#6"_s, u"weekday: cron.nth"_s);
        row(u"0 0 * * L"_s, u"weekday: cron.unknown"_s);
        row(u"*/0 * * * *"_s, u"minute: cron.step"_s);
        row(u"*/x * * * *"_s, u"minute: cron.step"_s);
        row(u"10-5 * * * *"_s, u"minute: cron.order"_s);
        row(u"1,,2 * * * *"_s, u"minute: cron.unknown"_s);
        row(u"0 0 1 1 1 1 2026"_s, u"pattern: cron.fields"_s);
        row(u"-5 * * * *"_s, u"minute: cron.unknown"_s);
        row(u"? * * * *"_s, u"minute: cron.unknown"_s);
    }
    void errorsNameTheField()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, detail);
        const Result<CronRule> rule = cron::parse(pattern);
        QVERIFY(!rule);
        QCOMPARE(rule.error().code, Error::Code::Invalid);
        QCOMPARE(rule.error().detail, detail);
    }

    void words_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("words");
        const auto row = [](const QString &pattern, const QString &words) { QTest::newRow(qPrintable(pattern)) << pattern << words; };
        row(u"0 2 * * *"_s, u"every day at 02:00"_s);
        row(u"0 3 * * 0"_s, u"every Sunday at 03:00"_s);
        row(u"5 0 1 * *"_s, u"day 1 of each month at 00:05"_s);
        row(u"0 8,12,18 * * 1-5"_s, u"Monday to Friday at 08:00, 12:00 and 18:00"_s);
        row(u"*/15 * * * *"_s, u"every 15 minutes"_s);
        row(u"*/15 8-18 * * 1-6"_s, u"every 15 minutes, in the hours 8 to 18, Monday to Saturday"_s);
        row(u"* * * * *"_s, u"every minute"_s);
        row(u"@hourly"_s, u"every hour"_s);
        row(u"7 * * * *"_s, u"every hour, at minute 7"_s);
        row(u"0 */6 * * *"_s, u"every day at 00:00, 06:00, 12:00 and 18:00"_s);
        row(u"0 */2 * * *"_s, u"every 2 hours"_s);
        row(u"*/10 * * * * *"_s, u"every 10 seconds"_s);
        row(u"0 0 L * *"_s, u"the last day of the month at 00:00"_s);
        row(u"0 9 * * 5L"_s, u"the last Friday of the month at 09:00"_s);
        row(u"0 9 * * 1#2"_s, u"Monday no. 2 of the month at 09:00"_s);
        row(u"0 9 13 * 5"_s, u"day 13 of each month or every Friday at 09:00"_s);
        row(u"0 9 1 1,7 *"_s, u"day 1 of each month in January and July at 09:00"_s);
    }
    void words()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, words);
        QCOMPARE(words::cronRule(cron::parse(pattern).value()), words);
    }
};

QTEST_GUILESS_MAIN(TestCron)
#include "tst_cron.moc"
