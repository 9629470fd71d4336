#include "app/http/http_message.h"
#include "app/http/request_limits.h"
#include "engine/api/listen_address.h"
#include "engine/api/time.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using State = HttpHead::State;

/// What a request's head says, and what is refused because it could be understood in two ways.
class TestHttpMessage : public QObject
{
    Q_OBJECT

    static HttpHead get(const QByteArray &lines) { return readHead("GET / HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n"); }

private slots:
    void aHeadIsRead()
    {
        const QByteArray bytes = "\r\nPOST /api/test/sms?a=%20b HTTP/1.1\r\nHOST: h\r\nX-A:  1 \r\nx-a: 2\r\nContent-Length: 3\r\n\r\nabcNEXT";
        const HttpHead head = readHead(bytes);
        QCOMPARE(head.state, State::Whole);
        QCOMPARE(head.call.method, QByteArray("POST"));
        QCOMPARE(head.call.target, QByteArray("/api/test/sms?a=%20b"));
        QCOMPARE(head.call.path, QByteArray("/api/test/sms"));
        QCOMPARE(head.call.headers.value("x-a"), QByteArray("1, 2"));
        QCOMPARE(head.bodyLength, 3);
        QVERIFY(head.keepAlive);
        QCOMPARE(bytes.mid(head.length), QByteArray("abcNEXT"));
    }

    void itComesInPieces()
    {
        const QByteArray whole = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
        for (qsizetype n = 0; n < whole.size(); ++n)
            QCOMPARE(readHead(whole.first(n)).state, State::Incomplete);
        QCOMPARE(readHead(whole).state, State::Whole);
    }

    void connectionsStayOpenOrNot()
    {
        QVERIFY(get("").keepAlive);
        QVERIFY(!get("Connection: close\r\n").keepAlive);
        QVERIFY(!readHead("GET / HTTP/1.0\r\n\r\n").keepAlive);
        QVERIFY(readHead("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keepAlive);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto with = [](const QByteArray &lines) { return "POST / HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n"; };
        QTest::newRow("negative length") << with("Content-Length: -5\r\n") << 400;
        QTest::newRow("length in words") << with("Content-Length: zz\r\n") << 400;
        QTest::newRow("plus sign") << with("Content-Length: +5\r\n") << 400;
        QTest::newRow("empty length") << with("Content-Length:\r\n") << 400;
        QTest::newRow("two lengths") << with("Content-Length: 5\r\nContent-Length: 5\r\n") << 400;
        QTest::newRow("a list of lengths") << with("Content-Length: 5, 5\r\n") << 400;
        QTest::newRow("length beyond numbers") << with("Content-Length: 99999999999999999999\r\n") << 413;
        QTest::newRow("in pieces") << with("Transfer-Encoding: chunked\r\n") << 411;
        QTest::newRow("pieces and length") << with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") << 400;
        QTest::newRow("two hosts") << with("Host: other\r\n") << 400;
        QTest::newRow("two tokens") << with("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n") << 400;
        QTest::newRow("space before the colon") << with("Content-Length : 5\r\n") << 400;
        QTest::newRow("folded line") << with("X-A: 1\r\n  2\r\n") << 400;
        QTest::newRow("bare line feed") << QByteArray("GET / HTTP/1.1\nHost: h\n\n") << 400;
        QTest::newRow("zero byte") << with(QByteArray("X-A: a\0b\r\n", 10)) << 400;
        QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("no version") << QByteArray("GET /\r\n\r\n") << 400;
        QTest::newRow("another version") << QByteArray("GET / HTTP/2.0\r\nHost: h\r\n\r\n") << 505;
        QTest::newRow("another protocol") << QByteArray("HELO mail\r\n\r\n") << 400;
        QTest::newRow("whole address") << QByteArray("GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
        QTest::newRow("not ASCII") << QByteArray("GET /\xc3\xa3 HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
        QTest::newRow("long address") << "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n" << 414;
        QTest::newRow("many lines") << with(QByteArray("X: 1\r\n").repeated(101)) << 431;
        QTest::newRow("long head") << "GET / HTTP/1.1\r\nX: " + QByteArray(17 * 1024, 'a') << 431;
        QTest::newRow("expects a wonder") << with("Expect: wonder\r\n") << 417;
    }
    void refused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        const HttpHead head = readHead(bytes);
        QCOMPARE(head.state, State::Refused);
        QCOMPARE(head.status, status);
    }

    void answersAreWritten()
    {
        const HttpAnswer answer{.status = 200, .body = "{}"};
        const QByteArray bytes = answerBytes(answer, "D", true, true);
        QVERIFY(bytes.startsWith("HTTP/1.1 200 OK\r\nDate: D\r\n"));
        QVERIFY(bytes.endsWith("Content-Length: 2\r\n\r\n{}"));
        QVERIFY(answerBytes(answer, "D", false, false).endsWith("Content-Length: 2\r\nConnection: close\r\n\r\n"));
        QVERIFY(!answerBytes({.status = 204}, "D", true, true).contains("Content-"));
        QCOMPARE(errorAnswer(400, u"a\"b"_s, u"ã"_s).body, QByteArray("{\"error\":{\"code\":\"a\\\"b\",\"message\":\"ã\"}}"));
    }

    /// Whatever comes, a head is incomplete, whole or refused, and never longer than what came.
    void anythingAtAll()
    {
        const qint64 seconds = qEnvironmentVariableIntValue("TRATO_FUZZ_SECONDS");
        const QDeadlineTimer end(seconds > 0 ? seconds * 1000 : 500);
        QRandomGenerator dice(20261126);
        const QByteArray sample = "POST /api/webhooks/twilio?a=b HTTP/1.1\r\nHost: h\r\nContent-Length: 12\r\nX: y\r\n\r\nabcdefghijkl";
        int whole = 0;
        while (!end.hasExpired()) {
            QByteArray bytes = sample;
            for (int n = dice.bounded(6); n > 0; --n) {
                const qsizetype at = dice.bounded(int(bytes.size()));
                switch (dice.bounded(4)) {
                case 0: bytes[at] = char(dice.bounded(256)); break;
                case 1: bytes.insert(at, char(dice.bounded(256))); break;
                case 2: bytes.remove(at, dice.bounded(8)); break;
                default: bytes.insert(at, bytes.mid(dice.bounded(int(bytes.size())), dice.bounded(40)));
                }
                if (bytes.isEmpty())
                    bytes = "x";
            }
            const HttpHead head = readHead(bytes);
            if (head.state == State::Whole) {
                ++whole;
                QVERIFY(head.length <= bytes.size() && head.length > 0);
                QVERIFY(head.bodyLength >= 0);
                QVERIFY(head.call.path.startsWith('/'));
                QVERIFY(!head.call.headers.contains("transfer-encoding"));
            } else if (head.state == State::Refused) {
                QVERIFY(head.status >= 400);
            }
        }
        QVERIFY(whole > 0);
    }

    void bucketsFillUp()
    {
        RequestLimits limits;
        const Seconds begin(1000);
        for (int n = 0; n < 3; ++n)
            QCOMPARE(limits.admit(u"a"_s, 1, 3, begin), Seconds(0));
        QCOMPARE(limits.admit(u"a"_s, 1, 3, begin), Seconds(20));
        QCOMPARE(limits.admit(u"b"_s, 1, 3, begin), Seconds(0));
        QCOMPARE(limits.admit(u"a"_s, 1, 3, begin + Seconds(20)), Seconds(0));
        QVERIFY(limits.admit(u"a"_s, 1, 3, begin + Seconds(21)) > Seconds(0));
        QVERIFY(limits.admit(u"a"_s, 4, 3, begin + Seconds(600)) > Seconds(0)); // more than a bucket holds never comes
    }

    void listenAddresses()
    {
        QCOMPARE(listenAddressOf(u"8088"_s).value(), (ListenAddress{u"127.0.0.1"_s, 8088, true}));
        QCOMPARE(listenAddressOf(u"[::1]:1"_s).value(), (ListenAddress{u"::1"_s, 1, true}));
        QCOMPARE(listenAddressOf(u"localhost:80"_s).value().host, u"127.0.0.1"_s);
        QVERIFY(!listenAddressOf(u"0.0.0.0:8443"_s).value().isOwn);
        QVERIFY(!listenAddressOf(u"[::]:8443"_s).value().isOwn);
        QVERIFY(!isOwnAddress(u"127.0.0.1.example"_s));
        for (const QString &wrong : {u""_s, u"x"_s, u":80"_s, u"70000"_s, u"host:80"_s, u"1.2.3.4"_s, u"80 "_s})
            QVERIFY2(!listenAddressOf(wrong), qPrintable(wrong));
    }
};

QTEST_APPLESS_MAIN(TestHttpMessage)
#include "tst_http_message.moc"
