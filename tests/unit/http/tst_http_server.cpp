#include "app/http/http_server.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_certificate.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// What others may do to the HTTP server: be slow, be many, lie about lengths, leave, not read. Whoever asks properly is served.
class TestHttpServer : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<HttpServer> m_server;
    QList<HttpCall> m_calls;
    std::function<void(const HttpCall &, std::function<void(HttpAnswer)>)> m_handle;

    void serve(HttpServerOptions options = {})
    {
        m_calls.clear();
        m_handle = [](const HttpCall &call, std::function<void(HttpAnswer)> reply) { reply({.body = "\"" + call.path + call.body + "\""}); };
        m_server = std::make_unique<HttpServer>(std::move(options), m_clock,
                                                [this](const HttpCall &call, std::function<void(HttpAnswer)> reply) {
                                                    m_calls << call;
                                                    m_handle(call, std::move(reply));
                                                },
                                                [](const HttpCall &head) { return head.method == "POST" ? 1000 : 0; });
        QVERIFY(m_server->start());
    }
    std::unique_ptr<QTcpSocket> client()
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(u"127.0.0.1"_s, m_server->serverPort());
        return socket;
    }
    /// All that comes until the other side closes, or `until` is in it.
    QByteArray read(QTcpSocket &socket, const QByteArray &until = {})
    {
        QByteArray all;
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT((all += socket.readAll(), (!until.isEmpty() && all.contains(until)) || socket.state() == QAbstractSocket::UnconnectedState), 10'000);
        }();
        return all + socket.readAll();
    }
    QByteArray ask(const QByteArray &request, const QByteArray &until = {})
    {
        const auto socket = client();
        socket->write(request);
        return read(*socket, until);
    }
    /// Who is refused is waited for a moment, so that the answer arrives.
    QByteArray refusal(const QByteArray &request) { return ask(request, "}}").left(12); }
    /// Whatever was sent before has been read once this is over: another client was answered since, without the handler.
    void letBeRead() { QCOMPARE(refusal("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n"), "HTTP/1.1 413"); }
    static QByteArray closing(const QByteArray &path = "/") { return "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"; }
    bool isServed() { return ask(closing("/ok")).startsWith("HTTP/1.1 200 OK\r\n"); }

private slots:
    void init() { serve(); }
    void cleanup() { m_server.reset(); }

    void requestsOfOneConnectionAreAnsweredInTurn()
    {
        const auto socket = client();
        socket->write("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\nHost: h\r\n\r\n" + closing("/c"));
        const QByteArray all = read(*socket);
        QCOMPARE(all.count("HTTP/1.1 200 OK"), 3);
        QVERIFY(all.indexOf("\"/ahi\"") < all.indexOf("\"/b\"") && all.indexOf("\"/b\"") < all.indexOf("\"/c\""));
        QVERIFY(all.contains("X-Content-Type-Options: nosniff"));
        QVERIFY(all.contains("Cache-Control: no-store"));
        QVERIFY(!all.contains("Access-Control"));
    }

    void onlyOneIsInHand()
    {
        std::function<void(HttpAnswer)> first;
        m_handle = [&](const HttpCall &, std::function<void(HttpAnswer)> reply) { first = std::move(reply); };
        const auto socket = client();
        socket->write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n" + closing("/b"));
        QTRY_COMPARE(m_calls.size(), 1);
        letBeRead();
        QCOMPARE(m_calls.size(), 1);
        first({.body = "1"});
        QTRY_COMPARE(m_calls.size(), 2);
        first({.body = "2"});
        QVERIFY(read(*socket).endsWith('2'));
    }

    void headAnswersWithoutABody()
    {
        const QByteArray all = ask("HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QVERIFY(all.contains("Content-Length: 4\r\n"));
        QVERIFY(all.endsWith("\r\n\r\n"));
    }

    void aBodyIsAskedFor()
    {
        const auto socket = client();
        socket->write("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n");
        QCOMPARE(read(*socket, "\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
        socket->write("hi");
        QVERIFY(read(*socket).endsWith("\"/ahi\""));
    }

    void whatIsTooLargeIsRefusedUnread()
    {
        QCOMPARE(refusal("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2147483648\r\n\r\nabc"), "HTTP/1.1 413");
        QCOMPARE(refusal("GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\na"), "HTTP/1.1 413");
        QCOMPARE(refusal("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "HTTP/1.1 411");
        QCOMPARE(refusal("GET / HTTP/1.1\r\nHost: h\r\nX: " + QByteArray(20'000, 'a')), "HTTP/1.1 431");
        QVERIFY(m_calls.isEmpty());
        QVERIFY(isServed());
    }

    void aHundredMegabytesOfHeadGoNowhere()
    {
        const auto socket = client();
        QVERIFY(socket->waitForConnected());
        socket->write("GET / HTTP/1.1\r\nHost: h\r\nX: ");
        const QByteArray piece(1024 * 1024, 'a');
        qint64 sent = 0;
        for (int n = 0; n < 100 && socket->state() == QAbstractSocket::ConnectedState; ++n) {
            socket->write(piece);
            QTest::qWait(1);
            sent = (n + 1) * piece.size() - socket->bytesToWrite();
        }
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QVERIFY2(sent < 16 * piece.size(), qPrintable(QString::number(sent)));
        QVERIFY(isServed());
    }

    void slowOnesAreLeft()
    {
        const auto head = client();
        head->write("GET / HT");
        const auto body = client();
        body->write("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nab");
        const auto idle = client();
        QTRY_COMPARE(m_server->peers(), 3);
        QTRY_COMPARE(head->bytesToWrite() + body->bytesToWrite(), 0);
        letBeRead();
        m_clock.advance(Seconds(6));
        QVERIFY(read(*head, "}}").startsWith("HTTP/1.1 408"));
        m_clock.advance(Seconds(31));
        QVERIFY(read(*body, "}}").startsWith("HTTP/1.1 408"));
        read(*idle); // it was closed without a word
        m_clock.advance(Seconds(3));
        QTRY_COMPARE(m_server->peers(), 0);
    }

    void theEngineMayBeLate()
    {
        std::function<void(HttpAnswer)> late;
        m_handle = [&](const HttpCall &, std::function<void(HttpAnswer)> reply) { late = std::move(reply); };
        const auto socket = client();
        socket->write(closing());
        QTRY_COMPARE(m_calls.size(), 1);
        m_clock.advance(Seconds(61));
        QVERIFY(read(*socket).startsWith("HTTP/1.1 504"));
        late({.body = "never"}); // harmless
    }

    void whoLeavesIsForgotten()
    {
        std::function<void(HttpAnswer)> late;
        m_handle = [&](const HttpCall &, std::function<void(HttpAnswer)> reply) { late = std::move(reply); };
        auto socket = client();
        socket->write(closing());
        QTRY_COMPARE(m_calls.size(), 1);
        socket->abort();
        QTRY_COMPARE(m_server->peers(), 0);
        late({.body = "nobody"});
        m_handle = [](const HttpCall &, std::function<void(HttpAnswer)> reply) { reply({.body = "1"}); };
        QVERIFY(isServed());
    }

    void whoDoesNotReadIsLeft()
    {
        m_handle = [](const HttpCall &, std::function<void(HttpAnswer)> reply) { reply({.body = QByteArray(20'000'000, 'a')}); };
        const auto socket = client();
        socket->setReadBufferSize(1000);
        socket->write(closing());
        QTRY_COMPARE(m_calls.size(), 1);
        letBeRead();
        QTRY_COMPARE(m_server->peers(), 1); // it is still waited for
        m_clock.advance(Seconds(11));
        QTRY_COMPARE(m_server->peers(), 0);
    }

    void aThousandIdleOnesKeepNobodyOut()
    {
        std::vector<std::unique_ptr<QTcpSocket>> crowd;
        for (int n = 0; n < 1000; ++n) {
            crowd.push_back(client());
            if (n % 50 == 49)
                QTRY_VERIFY(crowd.back()->state() == QAbstractSocket::ConnectedState || crowd.back()->state() == QAbstractSocket::UnconnectedState);
        }
        QVERIFY(isServed());
        QVERIFY(m_server->peers() <= m_server->options().mostPeers);
    }

    void twoHundredSlowOnesKeepNobodyOut()
    {
        std::vector<std::unique_ptr<QTcpSocket>> crowd;
        for (int n = 0; n < 200; ++n) {
            crowd.push_back(client());
            crowd.back()->write(n % 2 ? "GET / HTTP/1.1\r\nHo" : "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\na");
        }
        QTRY_COMPARE(m_server->peers(), 200);
        for (int n = 0; n < 5; ++n) {
            for (const auto &slow : crowd)
                slow->write("a");
            QVERIFY(isServed());
        }
    }

    void aSiteMayCallFromBrowsers()
    {
        m_server.reset();
        serve({.corsOrigin = "https://site.example"});
        m_handle = [](const HttpCall &, std::function<void(HttpAnswer)> reply) { reply({.status = 204}); };
        const auto from = [&](const QByteArray &origin) {
            return ask("OPTIONS /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\nOrigin: " + origin + "\r\n\r\n");
        };
        QVERIFY(from("https://site.example").contains("Access-Control-Allow-Origin: https://site.example\r\n"));
        QVERIFY(!from("https://other.example").contains("Access-Control-Allow-Origin"));
    }

    void encrypted()
    {
        m_server.reset();
        QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &pem) {
            QFile file(folder.filePath(name));
            [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
            file.write(pem);
            return file.fileName();
        };
        serve({.certificateFile = write(u"cert.pem"_s, testtls::certificate), .keyFile = write(u"key.pem"_s, testtls::key)});
        QVERIFY(m_server->address().startsWith(u"https://127.0.0.1:"));
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_server->serverPort());
        QTRY_VERIFY(socket.isEncrypted());
        socket.write(closing("/ok"));
        const QByteArray all = read(socket);
        QVERIFY(all.startsWith("HTTP/1.1 200"));
        QVERIFY(all.contains("Strict-Transport-Security"));

        const auto plain = client(); // a port that speaks TLS answers nothing else
        plain->write(closing());
        QVERIFY(!read(*plain).startsWith("HTTP"));

        HttpServer wrong({.certificateFile = folder.filePath(u"none"_s), .keyFile = folder.filePath(u"none"_s)}, m_clock, {}, {});
        QCOMPARE(wrong.start().error().detail, u"http.certificate"_s);
    }

    void aTakenPortIsSaid()
    {
        HttpServer second({.address = {u"127.0.0.1"_s, m_server->serverPort(), true}}, m_clock, {}, {});
        QCOMPARE(second.start().error().detail, u"http.port"_s);
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
