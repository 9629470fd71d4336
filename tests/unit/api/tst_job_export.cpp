#include "engine/api/job_export.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using job_export::Format;

/// Files for spreadsheets: nothing in them runs, splits wrongly or shows a person's number.
class TestJobExport : public QObject
{
    Q_OBJECT

    static JobRow someRow()
    {
        JobRow row;
        row.id = {u"42"_s};
        row.queue = {u"whatsapp-notifications"_s};
        row.name = u"send"_s;
        row.state = JobState::Failed;
        row.subject = u"day_before"_s;
        row.recipient = u"+55 11 9····-4821"_s;
        row.createdAt = fromMs(1'795'455'128'123);
        row.failedReason = u"no answer for +5511987654821, \"later\""_s;
        return row;
    }

private slots:
    void formulasAreText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << u"send"_s << QByteArray("send");
        QTest::newRow("equals") << u"=1+1"_s << QByteArray("'=1+1");
        QTest::newRow("plus") << u"+55 11"_s << QByteArray("'+55 11");
        QTest::newRow("minus") << u"-2"_s << QByteArray("'-2");
        QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << u"\t=1"_s << QByteArray("'\t=1");
        QTest::newRow("line") << u"\n=1"_s << QByteArray("\"'\n=1\"");
        QTest::newRow("full width") << u"＝1"_s << u"'＝1"_s.toUtf8();
        QTest::newRow("hidden by quotes") << u"=cmd|' /C calc'!A0,\"x\""_s << QByteArray("\"'=cmd|' /C calc'!A0,\"\"x\"\"\"");
        QTest::newRow("separator") << u"a,b"_s << QByteArray("\"a,b\"");
        QTest::newRow("quote") << u"a\"b"_s << QByteArray("\"a\"\"b\"");
        QTest::newRow("empty") << QString() << QByteArray();
    }
    void formulasAreText()
    {
        QFETCH(QString, text);
        QTEST(job_export::csvCell(text), "cell");
    }
    void linesHaveTheColumnsOfTheHead()
    {
        const QByteArray head = job_export::head(Format::Csv);
        QVERIFY(head.startsWith("id,queue,name,state,"));
        QVERIFY(head.endsWith("\r\n"));
        JobRow plain = someRow();
        plain.failedReason.clear();
        QCOMPARE(job_export::line(Format::Csv, plain).count(','), head.count(','));
        QVERIFY(job_export::line(Format::Csv, plain).contains("2026-11-23T17:32:08.123Z"));
        QVERIFY(job_export::head(Format::Csv, {';', true}).startsWith("\xEF\xBB\xBFid;queue;"));
        QCOMPARE(job_export::csvCell(u"a,b"_s, ';'), "a,b");
        QCOMPARE(job_export::csvCell(u"a;b"_s, ';'), "\"a;b\"");
    }
    void personalDataIsMasked()
    {
        for (const Format format : {Format::Csv, Format::JsonLines}) {
            const QByteArray line = job_export::line(format, someRow());
            QVERIFY(!line.contains("987654821"));
            QVERIFY(line.contains("4821"));
            QCOMPARE(line.count('\n'), 1);
        }
    }
    void jsonLinesAreWhatJsonSays()
    {
        QVERIFY(job_export::head(Format::JsonLines).isEmpty());
        const QJsonObject object = QJsonDocument::fromJson(job_export::line(Format::JsonLines, someRow())).object();
        QCOMPARE(object.value(u"id"_s).toString(), u"42"_s);
        QCOMPARE(object.value(u"recipient"_s).toString(), u"+55 11 9····-4821"_s);
    }
};

QTEST_GUILESS_MAIN(TestJobExport)
#include "tst_job_export.moc"
