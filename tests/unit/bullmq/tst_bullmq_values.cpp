#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/bullmq_keys.h"
#include "engine/stores/redis/bullmq_options.h"
#include "engine/stores/redis/exchange_memory.h"
#include "engine/stores/redis/list_cursor.h"
#include "engine/stores/redis/next_runs.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What BullMQ's format looks like, and how it is read when others wrote it.
class TestBullmqValues : public QObject
{
    Q_OBJECT
    const BullmqKeys m_keys{"{a:b}"};
    static QJsonObject object(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

private slots:
    void namesOfKeys()
    {
        const BullmqKeys keys("{bull}");
        QCOMPARE(keys.of({u"mail"_s}, "wait"), QByteArray("{bull}:mail:wait"));
        QCOMPARE(keys.of({u"mail"_s}, "metricsFailedData"), QByteArray("{bull}:mail:metrics:failed:data"));
        QCOMPARE(keys.own("queues"), QByteArray("{bull}::trato:queues"));
        QVERIFY(!keys.fence(u"visit:meta"_s).endsWith(":meta")); // tools look for queues by that end
        QCOMPARE(keys.queueOfMeta("{bull}:mail:meta"), QueueName{u"mail"_s});
        QCOMPARE(keys.queueOfMeta("{bull}:mail:job:meta"), QueueName{});
        QCOMPARE(keys.queueOfMeta("bull:mail:meta"), QueueName{});
        QCOMPARE(BullmqKeys("a*b[1]").metaPattern(), QByteArray("a\\*b\\[1\\]:*:meta"));
    }

    void namesOfWorkers()
    {
        const BullmqKeys keys("bull");
        QCOMPARE(keys.workerName({u"mail"_s}, u"balcao-01"_s), QByteArray("bull:bWFpbA==:w:balcao-01"));
        const auto named = keys.workerOf("bull:bWFpbA==:w:balcao-01");
        QCOMPARE(named->queue, QueueName{u"mail"_s});
        QCOMPARE(named->worker, u"balcao-01"_s);
        QCOMPARE(keys.workerOf("bull:bWFpbA==")->worker, QString());
        for (const QByteArray &other : {QByteArray("bull:bWFpbA==:qe"), QByteArray("other:bWFpbA=="), QByteArray("bull:%%%"), QByteArray()})
            QVERIFY2(!keys.workerOf(other), other.constData());
    }

    void optionsComeBack()
    {
        JobOptions options;
        options.delay = 5s;
        options.priority = 7;
        options.attempts = 4;
        options.backoff = {Backoff::Kind::Exponential, 250ms, 0.5};
        options.lifo = true;
        options.jobId = u"visit-7"_s;
        options.timestamp = fromMs(1'790'000'000'123);
        options.keepCompleted = KeepRule{0};
        options.keepFailed = KeepRule{20, 3600s};
        options.keepLogs = 9;
        QCOMPARE(bullmq::optionsOf(bullmq::optionsText(options, m_keys), 7), options);
        for (const KeepRule &rule : {KeepRule{-1}, KeepRule{0}, KeepRule{5}, KeepRule{-1, 60s}, KeepRule{5, 60s}}) {
            options.keepCompleted = rule;
            QCOMPARE(bullmq::optionsOf(bullmq::optionsText(options, m_keys), 7).keepCompleted, rule);
        }
        QCOMPARE(object(bullmq::optionsText({}, m_keys)).keys(), (QStringList{u"attempts"_s, u"stackTraceLimit"_s}));
    }

    void tiesComeBack()
    {
        JobOptions options;
        options.deduplication = Deduplication{.id = u"visit:7"_s, .ttl = 500ms, .extend = true, .replace = true};
        QCOMPARE(bullmq::optionsOf(bullmq::optionsText(options, m_keys), 0), options);
        QCOMPARE(object(bullmq::extraText(options, false, m_keys)).value(u"de"_s).toObject().value(u"id"_s).toString(), u"visit:7"_s);
        options.deduplication.reset();
        options.parent = JobRef{{u"reports"_s}, {u"nov"_s}};
        const std::pair<ChildFailure, QString> flags[] = {{ChildFailure::Fail, u"fpof"_s}, {ChildFailure::Continue, u"cpof"_s},
                                                          {ChildFailure::Ignore, u"idof"_s}, {ChildFailure::Remove, u"rdof"_s}};
        for (const auto &[rule, flag] : flags) {
            options.onFailure = rule;
            QCOMPARE(bullmq::optionsOf(bullmq::optionsText(options, m_keys), 0), options);
            const QJsonObject extra = object(bullmq::extraText(options, true, m_keys));
            QCOMPARE(extra.value(u"pk"_s).toString(), u"{a:b}:reports:nov"_s);
            QVERIFY(extra.value(u"wc"_s).toBool());
            const QJsonObject kept = object(extra.value(u"pd"_s).toString().toUtf8());
            QCOMPARE(kept.value(u"queueKey"_s).toString(), u"{a:b}:reports"_s);
            QVERIFY(kept.value(flag).toBool());
        }
        QCOMPARE(bullmq::extraText({}, false, m_keys), QByteArray()); // most jobs say nothing
        const BullmqKeys keys("{a:b}");
        QCOMPARE(keys.jobOf("{a:b}:reports:nov"), (JobRef{{u"reports"_s}, {u"nov"_s}}));
        QCOMPARE(keys.jobOf("{a:b}:reports:repeat:nightly:17"), (JobRef{{u"reports"_s}, {u"repeat:nightly:17"_s}}));
        QCOMPARE(keys.jobOf("bull:shop:reports:7"), (JobRef{{u"reports"_s}, {u"7"_s}}));
        QVERIFY(!keys.jobOf("nothing"));
        QVERIFY(!keys.jobOf("{a:b}:nothing"));
        QCOMPARE(bullmq::optionsOf(R"({"debounce":{"id":"old"}})", 0).deduplication, Deduplication{u"old"_s});
        QCOMPARE(m_keys.patternIn({u"a*"_s}, "de:"), QByteArray("{a:b}:a\\*:de:*"));
    }

    void optionsOfOthers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("{x");
        QTest::newRow("other types") << QByteArray(R"({"attempts":"many","backoff":[],"delay":null,"removeOnFail":"x","kl":{}})");
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("Lua's empty list") << QByteArray(R"({"backoff":{}})");
    }
    void optionsOfOthers()
    {
        QFETCH(QByteArray, text);
        const JobOptions options = bullmq::optionsOf(text, 0);
        QCOMPARE(options.attempts, 1);
        QCOMPARE(options.delay, Millis(0));
        QVERIFY(!options.keepFailed);
    }

    void backoffsOfOthers()
    {
        QCOMPARE(bullmq::optionsOf(R"({"attempts":0,"backoff":500})", 0).backoff, (Backoff{Backoff::Kind::Fixed, 500ms, 0}));
        // A kind that only a Node program knows waits as long as it says.
        QCOMPARE(bullmq::optionsOf(R"({"backoff":{"type":"custom","delay":70}})", 0).backoff, (Backoff{Backoff::Kind::Fixed, 70ms, 0}));
        QCOMPARE(bullmq::optionsOf(R"({"removeOnComplete":{"age":60}})", 0).keepCompleted, (KeepRule{-1, 60s}));
        QCOMPARE(bullmq::optionsOf(R"({"removeOnComplete":{"count":3,"age":60}})", 0).keepCompleted, (KeepRule{3, 60s}));
    }

    void messagePack()
    {
        QCOMPARE(MessagePack().list(2).text("id").number(7).bytes(), QByteArray::fromHex("92a2696407"));
        QCOMPARE(MessagePack().number(-1).number(-32).number(127).bytes(), QByteArray::fromHex("ffe07f"));
        QCOMPARE(MessagePack().number(128).bytes(), QByteArray::fromHex("d30000000000000080"));
        QCOMPARE(MessagePack().number(-33).bytes(), QByteArray::fromHex("d3ffffffffffffffdf"));
        QCOMPARE(MessagePack().list(15).list(16).list(65'536).bytes(), QByteArray::fromHex("9fdc0010dd00010000"));
        const auto headOf = [](int size) { return MessagePack().text(QByteArray(size, 'x')).bytes().chopped(size).toHex(); };
        QCOMPARE(headOf(0), QByteArray("a0"));
        QCOMPARE(headOf(31), QByteArray("bf"));
        QCOMPARE(headOf(32), QByteArray("d920"));
        QCOMPARE(headOf(255), QByteArray("d9ff"));
        QCOMPARE(headOf(256), QByteArray("da0100"));
        QCOMPARE(headOf(65'536), QByteArray("db00010000"));
    }

    void brokenJobsFailAtOnce()
    {
        const auto job = [](const QByteArray &data, const QByteArray &options) {
            const RedisValue::Items items{RedisValue::ofBytes("name"), RedisValue::ofBytes(data), RedisValue::ofBytes(options),
                                    RedisValue::ofBytes("1790000000000"), RedisValue::ofBytes("0")};
            return bullmq::claimedJobOf({u"mail"_s}, "t", items);
        };
        QVERIFY(job("1", "{}").failAtOnce.isEmpty());
        QVERIFY(job("null", "").failAtOnce.isEmpty());
        QVERIFY(job("{", "{}").failAtOnce.contains(u"data"));
        QVERIFY(job("1", "{oops").failAtOnce.contains(u"options"));
        QCOMPARE(job("1", "{}").attemptsStarted, 1);
        QCOMPARE(job("1", "{}").createdAt, fromMs(1'790'000'000'000));
        for (const char *text : {"", "soon", "nan", "inf", "-inf", "1e300"}) { // the same at every claim, so that its messages are known again
            const RedisValue::Items items{RedisValue::ofBytes("name"), RedisValue::ofBytes("1"), RedisValue::ofBytes("{}"), RedisValue::ofBytes(text)};
            QCOMPARE(bullmq::claimedJobOf({u"mail"_s}, "t", items).createdAt, Instant{});
        }
    }

    void claimsStandInARow()
    {
        const auto bytes = [](const QByteArray &text) { return RedisValue::ofBytes(text); };
        const RedisValue::Items usual{bytes("mail"), bytes("1"), bytes("{}"), bytes("1790000000000"), bytes("0"), bytes("7")};
        RedisValue::Items more{bytes("mail"), bytes("2"), bytes("{}"), bytes("1790000000000"), bytes("0"), bytes("8"),
                               bytes("1"), bytes("2"), {}, {}, bytes("nightly")};
        RedisValue::Items row = usual;
        row.push_back(RedisValue::ofItems(more));
        row.insert(row.end(), usual.begin(), usual.end());
        const RedisValue answer = RedisValue::ofItems(row);
        const auto claims = bullmq::claimsOf(answer);
        QCOMPARE(claims.size(), size_t(3));
        const auto job = [&](size_t at) { return bullmq::claimedJobOf({u"mail"_s}, "t", claims[at]); };
        QCOMPARE(job(0).id.value, u"7"_s);
        QCOMPARE(job(0).attemptsStarted, 1);
        QCOMPARE(job(1).id.value, u"8"_s);
        QCOMPARE(job(1).attemptsMade, 1);
        QCOMPARE(job(1).attemptsStarted, 2);
        QCOMPARE(bullmq::fieldOf(claims[1], bullmq::ClaimField::Scheduler).bytes(), QByteArray("nightly"));
        QVERIFY(bullmq::fieldOf(claims[2], bullmq::ClaimField::Scheduler).isNil());
        QCOMPARE(job(2).data, QByteArray("1"));

        row.resize(row.size() - 2); // an answer that breaks off is read as far as it goes
        const RedisValue broken = RedisValue::ofItems(row);
        QCOMPARE(bullmq::claimsOf(broken).size(), size_t(3));
        QVERIFY(bullmq::claimsOf(RedisValue()).empty());
    }

    void readySinceWhen()
    {
        const QByteArray created = "1790000000000";
        QCOMPARE(toMs(bullmq::readySince(created, "{}", {}, {})), 1'790'000'000'000);
        QCOMPARE(toMs(bullmq::readySince(created, R"({"delay":500})", {}, {})), 1'790'000'000'500);
        QCOMPARE(toMs(bullmq::readySince(created, "{}", {}, "1790000000900")), 1'790'000'000'900);
        QCOMPARE(toMs(bullmq::readySince(created, "{}", "1790000009000", "1790000000900")), 1'790'000'009'000); // Node gave it back
        QCOMPARE(bullmq::dueOf(RedisValue::ofBytes("7331840000004095")), std::optional(fromMs(1'790'000'000'000)));
        for (const char *score : {"inf", "-inf", "nan", "1e300"})
            QVERIFY(!bullmq::dueOf(RedisValue::ofBytes(score)));
    }

    void cursorsComeBack()
    {
        const redis::ListSpot spot{7, "7331840000000000000", "repeat:a:1"};
        QCOMPARE(redis::spotOf(redis::cursorText(spot)), std::optional(spot));
        for (const QString &bad : {u""_s, u"x"_s, u"1:2:3"_s, u"S1:2"_s, u"S1:2:"_s, u"Sx:2:id"_s, u"S-1:2:id"_s, u"A1:2"_s})
            QVERIFY2(!redis::spotOf(bad), qPrintable(bad));
        const auto birth = redis::birthOf(redis::cursorText(redis::BirthSpot{5, u"a:b"_s}));
        QCOMPARE(birth->timestamp, 5);
        QCOMPARE(birth->id, u"a:b"_s);
        QVERIFY(redis::bornBefore({1, u"9"_s}, {1, u"10"_s}));
        QVERIFY(redis::bornBefore({1, u"visit"_s}, {1, u"1"_s}) != redis::bornBefore({1, u"1"_s}, {1, u"visit"_s}));
        QVERIFY(!redis::bornBefore({1, u"9"_s}, {1, u"9"_s}));
    }

    void nothingOfALostAnswerIsForgotten()
    {
        ExchangeMemory memory;
        const Settlement done{.queue = {u"mail"_s}, .id = {u"1"_s}, .token = "t1"};
        const Want want{{u"mail"_s}, 5, 30s, "t2", {}, {}};
        memory.unknown({done}, &want, fromMs(10));
        memory.unknown({done}, nullptr, fromMs(20));
        QCOMPARE(memory.sentAt(done), std::optional(fromMs(10))); // it may have been the first one
        QCOMPARE(memory.takeLostToken({u"other"_s}), QByteArray());
        QCOMPARE(memory.takeLostToken({u"mail"_s}), QByteArray("t2"));
        QCOMPARE(memory.takeLostToken({u"mail"_s}), QByteArray());
        memory.answered({done});
        QVERIFY(!memory.sentAt(done));

        for (int i = 0; i <= 10'001; ++i) // a worker that never comes again fills nothing
            memory.unknown({{.queue = {u"mail"_s}, .id = {QString::number(i)}, .token = "t3"}}, nullptr, fromMs(100));
        memory.unknown({{.queue = {u"mail"_s}, .id = {u"new"_s}, .token = "t3"}}, nullptr, fromMs(100) + 11min);
        QVERIFY(!memory.sentAt({.queue = {u"mail"_s}, .id = {u"5"_s}, .token = "t3"}));
        QVERIFY(memory.sentAt({.queue = {u"mail"_s}, .id = {u"new"_s}, .token = "t3"}));
    }

    void nextRunsOfSchedulers()
    {
        const Instant now = fromMs(1'772'000'000'000);
        const auto next = [&](const QByteArray &options) { return redis::nextRunAfter({{u"q"_s}, {u"1"_s}, "s", options}, now); };
        QCOMPARE(object(next(R"({"repeat":{"every":1000,"count":1}})")->options).value(u"repeat"_s).toObject().value(u"count"_s).toInt(), 2);
        QVERIFY(!next(R"({"repeat":{"every":1000,"count":1}})")->at); // the server knows the grid
        QVERIFY(!next(R"({"repeat":{"every":1000,"count":3,"limit":3}})"));
        QVERIFY(next(R"({"repeat":{"every":1000,"count":2,"limit":3}})"));
        QVERIFY(!next(R"({"repeat":{"every":1000,"endDate":1771999999999}})"));
        QVERIFY(!next(R"({"repeat":{"pattern":"never"}})"));
        QVERIFY(!next(R"({"repeat":{"pattern":"0 0 1 1 *","endDate":1772000000001}})")); // its next time is after the end
        QVERIFY(next(R"({"repeat":{"every":1000,"endDate":1772000000001}})"));           // one more, as in Node
        // bullmq-format 8.1: the hour that daylight saving skips
        const Instant before = fromMs(QDateTime({2026, 3, 28}, {12, 0}, Qt::UTC).toMSecsSinceEpoch());
        const auto skipped = redis::nextRunAfter({{u"q"_s}, {u"1"_s}, "s", R"({"repeat":{"pattern":"30 2 * * *","tz":"Europe/Madrid"}})"}, before);
        QCOMPARE(toUtc(*skipped->at), QDateTime({2026, 3, 29}, {1, 30}, Qt::UTC));
    }
};

QTEST_GUILESS_MAIN(TestBullmqValues)
#include "tst_bullmq_values.moc"
