#include "engine/notify/channels/whatsapp_cloud.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/unit/notify/answered.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = SendOutcome::Kind;

/// The request's bytes and what each answer means (providers 1.1 and 2.1).
class TestWhatsApp : public QObject
{
    Q_OBJECT

    static Notification reminder()
    {
        Notification n;
        n.recipient = u"+5511987650001"_s;
        n.providerTemplate = u"appointment_reminder"_s;
        n.language = u"pt_BR"_s;
        n.parameters = {u"Ana"_s, u"amanhã, 24/11"_s};
        return n;
    }
    const whatsapp::Config m_config{u"https://graph.facebook.com/"_s, u"v26.0"_s, u"1029384756"_s, {}};

private slots:
    void requestIsGolden()
    {
        const auto got = whatsapp::buildRequest(reminder(), m_config, Secret("s3cret"), u"0123abcd"_s, 9s);
        QVERIFY(got);
        QCOMPARE(got.value().url, QUrl(u"https://graph.facebook.com/v26.0/1029384756/messages"_s));
        QCOMPARE(got.value().method, QByteArray("POST"));
        QCOMPARE(got.value().timeout, Millis(9s));
        QVERIFY(got.value().headers.contains({"Authorization", "Bearer s3cret"}));
        QVERIFY(got.value().headers.contains({"Content-Type", "application/json"}));
        QCOMPARE(QString::fromUtf8(got.value().body),
                 uR"({"biz_opaque_callback_data":"0123abcd","messaging_product":"whatsapp","recipient_type":"individual",)"
                 uR"("template":{"components":[{"parameters":[{"text":"Ana","type":"text"},{"text":"amanhã, 24/11","type":"text"}],"type":"body"}],)"
                 uR"("language":{"code":"pt_BR"},"name":"appointment_reminder"},"to":"+5511987650001","type":"template"})"_s);
    }

    void badRequestsAreRefused()
    {
        const auto code = [&](auto change, whatsapp::Config config) {
            Notification n = reminder();
            change(n);
            const auto got = whatsapp::buildRequest(n, config, Secret("s"), u"o"_s, 9s);
            return got ? std::nullopt : std::optional(got.error().code);
        };
        const auto invalid = std::optional(Error::Code::Invalid);
        QCOMPARE(code([](Notification &n) { n.recipient = u"5511987650001"_s; }, m_config), invalid);
        QCOMPARE(code([](Notification &n) { n.providerTemplate.clear(); }, m_config), invalid);
        whatsapp::Config bad = m_config;
        bad.numberId = u"12/../34"_s;
        QCOMPARE(code([](Notification &) {}, bad), invalid);
        bad = m_config;
        bad.url = u"graph"_s;
        QCOMPARE(code([](Notification &) {}, bad), invalid);
    }

    void freeTextNeedsTheWindow()
    {
        Notification n = reminder();
        n.providerTemplate.clear();
        n.text = u"Olá, Ana!"_s;
        const auto build = [&] { return whatsapp::buildRequest(n, m_config, Secret("s"), u"o"_s, 9s); };
        QCOMPARE(build().error().detail, u"free text"_s);
        n.inWindow = true;
        QCOMPARE(QString::fromUtf8(build().value().body),
                 uR"({"biz_opaque_callback_data":"o","messaging_product":"whatsapp","recipient_type":"individual",)"
                 uR"("text":{"body":"Olá, Ana!"},"to":"+5511987650001","type":"text"})"_s);
        n.choices = {{u"sim"_s, u"Confirmo"_s}, {u"nao"_s, u"Não vou"_s}};
        QCOMPARE(QString::fromUtf8(build().value().body),
                 uR"({"biz_opaque_callback_data":"o","interactive":{"action":{"buttons":[{"reply":{"id":"sim","title":"Confirmo"},"type":"reply"},)"
                 uR"({"reply":{"id":"nao","title":"Não vou"},"type":"reply"}]},"body":{"text":"Olá, Ana!"},"type":"button"},)"
                 uR"("messaging_product":"whatsapp","recipient_type":"individual","to":"+5511987650001","type":"interactive"})"_s);
        n.listButton = u"Horários"_s;
        QVERIFY(build().value().body.contains("\"action\":{\"button\":\"Hor"));
        QVERIFY(build().value().body.contains("\"sections\":[{\"rows\":[{\"id\":\"sim\",\"title\":\"Confirmo\"}"));
    }

    void freeTextKeepsToMetasLimits_data() // W13
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("titles");
        QTest::addColumn<QString>("list");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *name, const QString &text, const QStringList &titles, const QString &list, bool good) {
            QTest::newRow(name) << text << titles << list << good;
        };
        const QStringList many{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s, u"8"_s, u"9"_s, u"10"_s, u"11"_s};
        row("text of 4096", QString(4096, u'x'), {}, {}, true);
        row("text of 4097", QString(4097, u'x'), {}, {}, false);
        row("no text", u" "_s, {}, {}, false);
        row("three buttons", u"x"_s, many.mid(0, 3), {}, true);
        row("four buttons", u"x"_s, many.mid(0, 4), {}, false);
        row("title of 20", u"x"_s, {QString(20, u'a')}, {}, true);
        row("title of 21", u"x"_s, {QString(21, u'a')}, {}, false);
        row("buttons under 1025", QString(1025, u'x'), {u"a"_s}, {}, false);
        row("the same twice", u"x"_s, {u"a"_s, u"a"_s}, {}, false);
        row("ten rows", u"x"_s, many.mid(0, 10), u"Ver"_s, true);
        row("eleven rows", u"x"_s, many, u"Ver"_s, false);
        row("row title of 24", u"x"_s, {QString(24, u'a')}, u"Ver"_s, true);
        row("row title of 25", u"x"_s, {QString(25, u'a')}, u"Ver"_s, false);
        row("a list button of 21", u"x"_s, {u"a"_s}, QString(21, u'b'), false);
        row("a list of nothing", u"x"_s, {}, u"Ver"_s, false);
    }
    void freeTextKeepsToMetasLimits()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, titles);
        QFETCH(QString, list);
        QFETCH(bool, good);
        Notification n = reminder();
        n.providerTemplate.clear();
        n.inWindow = true;
        n.text = text;
        n.listButton = list;
        for (qsizetype i = 0; i < titles.size(); ++i)
            n.choices << ReplyChoice{u"id%1"_s.arg(i), titles[i]};
        QCOMPARE(bool(whatsapp::buildRequest(n, m_config, Secret("s"), u"o"_s, 9s)), good);
    }

    void everyCodeOfTheTable_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<Kind>("kind");
        const auto rows = [](Kind kind, std::initializer_list<std::pair<int, int>> codes) {
            for (const auto &[code, status] : codes)
                QTest::addRow("%d as %d", code, status) << code << status << kind;
        };
        rows(Kind::Channel, {{0, 401}, {190, 401}, {190, 400}, {3, 500}, {10, 403}, {200, 403}, {250, 403}, {299, 403},
                             {131005, 403}, {33, 400}, {368, 403}, {131031, 403}, {131037, 400}, {131042, 400},
                             {131045, 500}, {133010, 400}, {131064, 400}});
        rows(Kind::Transient, {{1, 400}, {2, 503}, {131016, 500}, {133004, 503}, {131057, 500}, {131000, 400}});
        rows(Kind::Uncertain, {{1, 500}, {131000, 500}, {999999, 500}});
        rows(Kind::Rate, {{4, 400}, {4, 429}, {80007, 400}, {80007, 429}, {130429, 400}, {130429, 429}, {131048, 400},
                          {131056, 400}, {131056, 429}, {133016, 400}, {999999, 429}});
        rows(Kind::Permanent, {{100, 400}, {130497, 403}, {131008, 400}, {131009, 400}, {131021, 400}, {131030, 400},
                               {131051, 400}, {131052, 400}, {131053, 400}, {131063, 400}, {132000, 400}, {132005, 400},
                               {132012, 400}, {132018, 400}, {132068, 400}, {132069, 400}, {135000, 400}, {999999, 400}});
        rows(Kind::Recipient, {{130403, 400}, {131026, 400}});
        rows(Kind::Policy, {{130472, 400}, {131047, 400}, {131049, 400}, {131050, 400}});
        rows(Kind::Template, {{132001, 404}, {132007, 400}, {132015, 400}, {132016, 400}});
    }
    void everyCodeOfTheTable()
    {
        QFETCH(int, code);
        QFETCH(int, status);
        QFETCH(Kind, kind);
        const SendOutcome got = whatsapp::judge(answered(FakeWhatsApp::error(code, status)), {});
        QCOMPARE(got.kind, kind);
        QCOMPARE(got.code, code);
        QVERIFY(got.reason.startsWith(u"whatsapp.%1: "_s.arg(code)));
        QCOMPARE(got.pair, code == 131056);
    }

    void statusesWithoutACode_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("id") << 200 << QByteArray(R"({"contacts":[{"wa_id":"551187650001"}],"messages":[{"id":"wamid.1"}]})") << Kind::Accepted;
        QTest::newRow("cut") << 200 << QByteArray(R"({"messages":[{"id":)") << Kind::Accepted;
        QTest::newRow("200 with an error") << 200 << FakeWhatsApp::error(131026, 200).body << Kind::Recipient;
        QTest::newRow("redirect") << 302 << QByteArray() << Kind::Permanent;
        QTest::newRow("404 page") << 404 << QByteArray("<html>") << Kind::Permanent;
        QTest::newRow("401 page") << 401 << QByteArray("<html>") << Kind::Channel;
        QTest::newRow("403 page") << 403 << QByteArray() << Kind::Channel;
        QTest::newRow("408") << 408 << QByteArray() << Kind::Uncertain;
        QTest::newRow("425") << 425 << QByteArray() << Kind::Uncertain;
        QTest::newRow("429") << 429 << QByteArray() << Kind::Rate;
        QTest::newRow("500 page") << 500 << QByteArray("<html>") << Kind::Uncertain;
        QTest::newRow("502") << 502 << QByteArray() << Kind::Uncertain;
        QTest::newRow("503") << 503 << QByteArray("{\"err") << Kind::Uncertain;
        QTest::newRow("504") << 504 << QByteArray() << Kind::Uncertain;
    }
    void statusesWithoutACode()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Kind, kind);
        QCOMPARE(whatsapp::judge(answered({.status = status, .body = body}), {}).kind, kind);
    }

    void acceptedKeepsBothIds()
    {
        const SendOutcome got = whatsapp::judge(
            answered({.body = R"({"contacts":[{"wa_id":"551187650001"}],"messages":[{"id":"wamid.1"}]})"}), {});
        QCOMPARE(got.providerId, u"wamid.1"_s);
        QCOMPARE(got.contactId, u"551187650001"_s);
    }

    void waitsComeFromTheProvider()
    {
        FakeWhatsApp::Answer limited = FakeWhatsApp::error(130429, 429);
        QCOMPARE(whatsapp::judge(answered(limited), {}).retryAfter, std::optional<Millis>(1s));
        limited.headers = {{"Retry-After", "12"}};
        QCOMPARE(whatsapp::judge(answered(limited), {}).retryAfter, std::optional<Millis>(12s));
        limited.headers = {{"X-Business-Use-Case-Usage", R"({"1":[{"estimated_time_to_regain_access":4}]})"}};
        QCOMPARE(whatsapp::judge(answered(limited), {}).retryAfter, std::optional<Millis>(4min));
        // 503 with Retry-After says that nothing was processed; without, nobody knows.
        QCOMPARE(whatsapp::judge(answered({.status = 503, .headers = {{"Retry-After", "3"}}}), {}).kind, Kind::Transient);
    }

    void lostAnswersAreUncertain()
    {
        HttpResult result;
        result.fate = HttpResult::Fate::Unknown;
        QCOMPARE(whatsapp::judge(result, {}).kind, Kind::Uncertain);
        result.fate = HttpResult::Fate::NotSent;
        QCOMPARE(whatsapp::judge(result, {}).kind, Kind::NotSent);
    }

    void reasonsHoldNoPhone()
    {
        const SendOutcome got = whatsapp::judge(answered(FakeWhatsApp::error(131026, 400, "to +55 11 98765-0001 failed")), {});
        QVERIFY(!got.reason.contains(u"98765"));
    }

    void breakerOpensAndComesBack()
    {
        Breaker breaker;
        const Instant start = fromMs(1'000'000'000);
        for (int i = 0; i < Breaker::failuresToOpen; ++i) {
            QCOMPARE(breaker.admit(start), Millis(0));
            breaker.failed(u"refused"_s, start);
        }
        QVERIFY(breaker.admit(start) > Millis(0));
        const Instant later = start + Breaker::firstPause;
        QCOMPARE(breaker.admit(later), Millis(0));         // one tries
        QVERIFY(breaker.admit(later) > Millis(0));         // the others wait for it
        breaker.failed(u"refused"_s, later);
        QVERIFY(breaker.admit(later + Breaker::firstPause) > Millis(0)); // longer now
        breaker.succeeded();
        QCOMPARE(breaker.admit(later), Millis(0));

        breaker.stop(u"token"_s, start);
        QVERIFY(breaker.admit(start + 24h) > Millis(0));   // time alone does not open a refused credential
        QVERIFY(!breaker.probeDue(start + 29min));
        QVERIFY(breaker.probeDue(start + 30min));
    }
};

QTEST_GUILESS_MAIN(TestWhatsApp)
#include "tst_whatsapp.moc"
