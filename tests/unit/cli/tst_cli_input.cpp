#include "app/cli/input.h"
#include "app/cli/output.h"
#include "engine/api/delivery.h"

#include <QBuffer>
#include <QTest>

using namespace trato;
using namespace trato::cli;
using namespace Qt::StringLiterals;

/// What people type is understood or refused in words; what they read is aligned and harmless.
class TestCliInput : public QObject
{
    Q_OBJECT
private slots:
    void servedQueues()
    {
        QCOMPARE(servedQueue(u"load:20=echo"_s).value(), (ServeOptions::Queue{u"load"_s, 20, u"echo"_s}));
        QCOMPARE(servedQueue(u"load=http://localhost:8080/x?a=b"_s).value(),
                 (ServeOptions::Queue{u"load"_s, 1, u"http://localhost:8080/x?a=b"_s}));
        for (const QString &bad : {u"load"_s, u"=echo"_s, u"load="_s, u"load:0=echo"_s, u"load:x=echo"_s})
            QCOMPARE(servedQueue(bad).error().code, Error::Code::Invalid);
    }
    void backoffs()
    {
        QCOMPARE(backoff(u"fixed:500"_s).value(), (Backoff{Backoff::Kind::Fixed, Millis(500), 0}));
        QCOMPARE(backoff(u"exponential:1000"_s).value(), (Backoff{Backoff::Kind::Exponential, Millis(1000), 0}));
        for (const QString &bad : {u"fixed"_s, u"none:5"_s, u"fixed:-1"_s, u"soon:5"_s})
            QVERIFY(!backoff(bad));
    }
    void pricesAndNumbers()
    {
        QCOMPARE(cents(u"45"_s).value(), 4500);
        QCOMPARE(cents(u"45,90"_s).value(), 4590);
        QVERIFY(!cents(u"1.234,56"_s));
        QVERIFY(!number(u"12x"_s, 0, 100));
        QVERIFY(!number(u"101"_s, 0, 100));
    }
    void choicesNameWhatIsPossible()
    {
        QCOMPARE(choice<Verdict>(u"send-again"_s).value(), Verdict::SendAgain);
        QVERIFY(choice<Verdict>(u"maybe"_s).error().detail.contains(u"not_sent"_s));
    }
    void passwordsInAddressesAreSeen_data()
    {
        QTest::addColumn<QString>("argument");
        QTest::addColumn<bool>("holds");
        QTest::newRow("user and password") << u"redis://u:p@host"_s << true;
        QTest::newRow("password only") << u"rediss://:p@host:6379/0"_s << true;
        QTest::newRow("behind an option") << u"--redis=redis://:p@host"_s << true;
        QTest::newRow("behind a queue") << u"load:2=https://u:p@host/x"_s << true;
        QTest::newRow("user only") << u"redis://u@host"_s << false;
        QTest::newRow("port and a later at") << u"http://host:80/@x"_s << false;
        QTest::newRow("job data") << u"{\"url\":\"http://u:p@h\"}"_s << false;
    }
    void passwordsInAddressesAreSeen()
    {
        QFETCH(QString, argument);
        QFETCH(bool, holds);
        QCOMPARE(holdsPassword(argument), holds);
    }
    void sourcesHaveALimit()
    {
        QBuffer in;
        in.setData("12345");
        QVERIFY(in.open(QIODevice::ReadOnly));
        QCOMPARE(readSource(u"-"_s, in, 5).value(), QByteArray("12345"));
        QVERIFY(in.seek(0));
        QCOMPARE(readSource(u"-"_s, in, 4).error().code, Error::Code::Invalid);
        const auto missing = readSource(u"/nowhere/diary.csv"_s, in, 4);
        QCOMPARE(missing.error().code, Error::Code::Unavailable);
        QVERIFY(missing.error().detail.contains(u"/nowhere/diary.csv"_s));
    }
    void tablesAreAligned()
    {
        Table table;
        table.addColumn(u"NAME"_s, false);
        table.addColumn(u"N"_s, true);
        table.addRow({u"longer name"_s, u"7"_s});
        table.addRow({{}, u"1000"_s});
        QCOMPARE(table.text(120), u"NAME            N\nlonger name     7\n-            1000\n"_s);
    }
    void timesSayTheirZone()
    {
        QCOMPARE(timeText(fromMs(0), u"America/Sao_Paulo"_s), u"1969-12-31 21:00:00 -03:00"_s);
        QCOMPARE(timeText(std::nullopt), u"-"_s);
    }
    void nothingSteersTheTerminal()
    {
        QCOMPARE(printable(u"a\x1b[2Jb\nc"_s), u"a [2Jb c"_s);
    }
};

QTEST_GUILESS_MAIN(TestCliInput)
#include "tst_cli_input.moc"
