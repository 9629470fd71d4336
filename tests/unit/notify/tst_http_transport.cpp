#include "engine/notify/channels/http_transport.h"
#include "tests/support/fake_clock.h"
#include "tests/support/raw_http_fake.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Fate = HttpResult::Fate;
using Way = RawHttpFake::Answer::Way;

/// One attempt is one request on the wire, whatever the server does (providers 2.3, G1 to G8).
class TestHttpTransport : public QObject
{
    Q_OBJECT
    FakeClock m_clock;

    std::optional<Result<HttpResult>> post(const RawHttpFake &server, Millis timeout = 5s)
    {
        HttpRequest request;
        request.url = QUrl(server.url() + u"/messages"_s);
        request.headers = {{"Content-Type", "application/json"}};
        request.body = R"({"hello":"you"})";
        request.timeout = timeout;
        request.caFile = server.caFile();
        return send(request);
    }
    std::optional<Result<HttpResult>> send(const HttpRequest &request)
    {
        HttpTransport transport(m_clock);
        std::optional<Result<HttpResult>> got;
        transport.send(request, [&got](Result<HttpResult> result) { got = std::move(result); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 15'000); }();
        return got;
    }

private slots:
    void silentCloseIsOneRequest_data()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("clear text") << false;
        QTest::newRow("TLS") << true;
    }
    void silentCloseIsOneRequest()
    {
        QFETCH(bool, tls);
        RawHttpFake server(tls, [](const auto &) { return RawHttpFake::Answer{.way = Way::CloseSilently}; });
        const auto got = post(server);
        QVERIFY(got && *got);
        QCOMPARE(got->value().fate, Fate::Unknown);
        QCOMPARE(got->value().qtError, 205); // Qt wanted to send it again and could not
        // A repeated request would come on a connection of its own: wait for the loop to be idle, then count.
        QTest::qWait(0);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(server.connections(), 1);
        QCOMPARE(server.requests().first().body, QByteArray(R"({"hello":"you"})"));
    }

    void answersAreTakenWhole_data()
    {
        silentCloseIsOneRequest_data();
    }
    void answersAreTakenWhole()
    {
        QFETCH(bool, tls);
        RawHttpFake server(tls, [](const auto &) {
            return RawHttpFake::Answer{.status = 429, .body = R"({"error":1})", .headers = {{"Retry-After", "7"}}};
        });
        for (int i = 1; i <= 2; ++i) {
            const auto got = post(server);
            QVERIFY(got && *got);
            QCOMPARE(got->value().fate, Fate::Answered);
            QCOMPARE(got->value().status, 429);
            QVERIFY(got->value().bodyComplete);
            QCOMPARE(got->value().body, QByteArray(R"({"error":1})"));
            QCOMPARE(got->value().headers.value("retry-after"), QByteArray("7"));
            QCOMPARE(server.connections(), i); // never a used connection
        }
        QCOMPARE(server.requests().first().headers.value("content-length"), QByteArray("15"));
        QCOMPARE(server.requests().first().headers.value("content-type"), QByteArray("application/json"));
    }

    void refusedConnectionIsNotSent()
    {
        quint16 port = 0;
        {
            RawHttpFake gone(false, [](const auto &) { return RawHttpFake::Answer{}; });
            port = gone.port();
        }
        HttpRequest request;
        request.url = QUrl(u"http://127.0.0.1:%1/"_s.arg(port));
        const auto got = send(request);
        QVERIFY(got && *got);
        QCOMPARE(got->value().fate, Fate::NotSent);
    }

    void untrustedCertificateIsNotSent()
    {
        RawHttpFake server(true, [](const auto &) { return RawHttpFake::Answer{}; });
        HttpRequest request;
        request.url = QUrl(server.url());
        request.body = "{}";
        const auto got = send(request);
        QVERIFY(got && *got);
        QCOMPARE(got->value().fate, Fate::NotSent);
        QCOMPARE(server.requests().size(), 0);
    }

    void timeOutAfterTheBodyIsUnknown()
    {
        RawHttpFake server(false, [](const auto &) { return RawHttpFake::Answer{.way = Way::Stall}; });
        const auto got = post(server, 200ms);
        QVERIFY(got && *got);
        QCOMPARE(got->value().fate, Fate::Unknown);
        QCOMPARE(server.requests().size(), 1);
    }

    void cutAnswerKeepsItsStatus()
    {
        RawHttpFake server(false, [](const auto &) {
            return RawHttpFake::Answer{.body = R"({"messages":[{"id":"wamid.x"}]})", .way = Way::CutBody};
        });
        const auto got = post(server);
        QVERIFY(got && *got);
        QCOMPARE(got->value().fate, Fate::Answered);
        QCOMPARE(got->value().status, 200);
        QVERIFY(!got->value().bodyComplete);
        QCOMPARE(server.requests().size(), 1);
    }

    void hugeAnswerIsCutAtTheLimit()
    {
        RawHttpFake server(false, [](const auto &) {
            return RawHttpFake::Answer{.status = 500, .body = QByteArray(10 * 1024 * 1024, 'x')};
        });
        const auto got = post(server);
        QVERIFY(got && *got);
        QCOMPARE(got->value().status, 500);
        QVERIFY(!got->value().bodyComplete);
        QCOMPARE(qint64(got->value().body.size()), HttpRequest().bodyLimit);
    }

    void redirectsAreNotFollowed()
    {
        RawHttpFake server(false, [](const auto &) {
            return RawHttpFake::Answer{.status = 307, .headers = {{"Location", "/elsewhere"}}};
        });
        const auto got = post(server);
        QVERIFY(got && *got);
        QCOMPARE(got->value().status, 307);
        QCOMPARE(server.requests().size(), 1);
    }

    void unusableAddressesAreInvalid()
    {
        for (const QString &address : {u"ftp://host/"_s, u"https://user:secret@host/"_s, u"http:///"_s, u""_s}) {
            HttpRequest request;
            request.url = QUrl(address);
            const auto got = send(request);
            QVERIFY2(got && !*got && got->error().code == Error::Code::Invalid, qPrintable(address));
        }
    }

    void retryAfterHasThreeForms()
    {
        HttpResult result;
        const Instant now = fromMs(1'445'412'480'000); // Wed, 21 Oct 2015 07:28:00 GMT
        QVERIFY(!retryAfterOf(result, now));
        result.headers["retry-after"] = "2.5";
        QCOMPARE(retryAfterOf(result, now), std::optional<Millis>(2500ms));
        result.headers["retry-after"] = "Wed, 21 Oct 2015 07:28:30 GMT";
        QCOMPARE(retryAfterOf(result, now), std::optional<Millis>(30s));
        result.headers["retry-after"] = "soon";
        QVERIFY(!retryAfterOf(result, now));
    }
};

QTEST_GUILESS_MAIN(TestHttpTransport)
#include "tst_http_transport.moc"
