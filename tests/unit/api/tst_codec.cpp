#include "engine/api/job.h"
#include "engine/api/questions.h"

#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// One description of a value serves CBOR and JSON, and never trusts what it decodes.
class TestCodec : public QObject
{
    Q_OBJECT
private slots:
    void valuesSurviveTheRoundTrip()
    {
        JobDetail detail;
        detail.row = {.id = {u"7"_s}, .queue = {u"fila"_s}, .name = u"send"_s, .state = JobState::WaitingChildren,
                      .priority = 3, .createdAt = fromMs(1'790'000'000'123), .dueAt = fromMs(5)};
        detail.data.utf8 = R"({"n":18446744073709551615})";
        detail.options = {.delay = Millis(5), .attempts = 4, .backoff = {Backoff::Kind::Exponential, Millis(2000), 0.5},
                          .keepCompleted = KeepRule{100, Seconds(60)}};
        detail.stacktrace = {u"a"_s, u"b\n"_s};
        JobDetail back;
        QVERIFY(codec::decode(QCborValue::fromCbor(codec::encode(detail).toCbor()), back));
        QCOMPARE(back, detail);
    }
    void jsonKeepsPayloadsAsTheyCame()
    {
        JobDetail detail;
        detail.data.utf8 = R"({"n":18446744073709551615})";
        QVERIFY(codec::toJson(detail).contains(R"("data":{"n":18446744073709551615})"));
        detail.data.utf8 = "not json";
        QVERIFY(codec::toJson(detail).contains(R"("data":"not json")"));
    }
    void instantsAreIsoInJson()
    {
        QCOMPARE(codec::toJson(QList<Instant>{fromMs(1'000)}), QByteArray(R"(["1970-01-01T00:00:01.000Z"])"));
    }
    void wrongTypesAreRefused_data()
    {
        QTest::addColumn<QCborValue>("in");
        QTest::newRow("not a map") << QCborValue(7);
        QTest::newRow("text for a number") << QCborValue(QCborMap{{u"limit"_s, u"x"_s}});
        QTest::newRow("number too wide") << QCborValue(QCborMap{{u"limit"_s, qint64(1) << 40}});
        QTest::newRow("unknown name") << QCborValue(QCborMap{{u"state"_s, u"sleeping"_s}});
        QTest::newRow("number for a name") << QCborValue(QCborMap{{u"state"_s, 3}});
    }
    void wrongTypesAreRefused()
    {
        QFETCH(QCborValue, in);
        JobQuery out;
        QVERIFY(!codec::decode(in, out));
    }
    void missingMembersKeepTheirDefault()
    {
        JobQuery out;
        QVERIFY(codec::decode(QCborMap{{u"queue"_s, u"a"_s}, {u"later"_s, 1}}, out));
        QCOMPARE(out, (JobQuery{.queue = {u"a"_s}}));
    }
    void jsonIsRecognised_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        const auto row = [](const char *text, bool valid) { QTest::newRow(text) << QByteArray(text) << valid; };
        row("1", true);
        row("null", true);
        row(" \"x\" ", true);
        row("{\"a\":[1,-2.5e+3,true]}", true);
        row("", false);
        row("01", false);
        row("{a:1}", false);
        row("[1,]", false);
        row("\"\\u12g4\"", false);
        row("1 2", false);
        row("\"\x01\"", false);
        row("[]", true);
        row(" { } ", true);
        row("[[],{},[{\"a\":[]}]]", true);
        row("[}", false);
        row("{\"a\":1]", false);
        row("{,}", false);
        row("[,1]", false);
        row("{\"a\"}", false);
        row("[1", false);
        row("[1]]", false);
        QTest::newRow("deep") << QByteArray(9'000, '[') + QByteArray(9'000, ']') << true;
        QTest::newRow("too deep") << QByteArray(100'000, '[') + QByteArray(100'000, ']') << false;
        QTest::newRow("broken UTF-8") << QByteArray("\"\xff\"") << false;
    }
    void jsonIsRecognised()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        QCOMPARE(codec::isJson(text), valid);
        const bool isDeep = QByteArray(QTest::currentDataTag()) == "too deep";
        QCOMPARE(codec::jsonFault(text), valid ? codec::JsonFault::None : isDeep ? codec::JsonFault::TooDeep : codec::JsonFault::NotJson);
    }
    void questionNamesAreUnique()
    {
        QSet<QByteArray> names;
        const auto add = [&]<typename... Q>(questions::Questions<Q...>) {
            (names.insert(Q::name), ...);
            return sizeof...(Q);
        };
        const size_t count = add(questions::All{});
        QCOMPARE(size_t(names.size()), count);
    }
    void replyCompletesOnceAndNeverStaysSilent()
    {
        QList<bool> told;
        {
            const Reply<int> reply([&](const Result<int> &r) { told << bool(r); });
            reply(1);
            reply(2);
        }
        QCOMPARE(told, QList<bool>{true});
        Error::Code code{};
        { const Reply<int> dropped([&](const Result<int> &r) { code = r.error().code; }); }
        QCOMPARE(code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestCodec)
#include "tst_codec.moc"
