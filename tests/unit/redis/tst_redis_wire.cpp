#include "engine/stores/redis/redis_command.h"
#include "engine/stores/redis/redis_connection.h"
#include "engine/stores/redis/redis_greeting.h"
#include "engine/stores/redis/redis_needs.h"
#include "engine/stores/redis/redis_reader.h"
#include "engine/stores/redis/redis_scripts.h"

#include <hiredis/hiredis.h>

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = RedisValue::Kind;
using What = RedisGreetingStep::What;

namespace {

QByteArray hiredisForm(const QList<QByteArray> &arguments)
{
    QList<const char *> texts;
    QList<size_t> sizes;
    for (const QByteArray &argument : arguments) {
        texts.append(argument.constData());
        sizes.append(size_t(argument.size()));
    }
    char *made = nullptr;
    const auto size = redisFormatCommandArgv(&made, int(texts.size()), texts.data(), sizes.constData());
    const QByteArray form(made, qsizetype(size));
    redisFreeCommand(made);
    return form;
}

std::optional<RedisValue> readOne(RedisReader &reader)
{
    auto next = reader.next();
    return next ? std::move(next).value() : std::nullopt;
}

RedisValue parse(const QByteArray &wire)
{
    RedisReader reader;
    reader.feed(wire);
    return readOne(reader).value_or(RedisValue::ofError("nothing was read"));
}

} // namespace

/// Commands as hiredis would write them, answers as it reads them, within limits; the greeting and what it tells.
class TestRedisWire : public QObject
{
    Q_OBJECT
private slots:
    void commandsHaveHiredisForm_data()
    {
        QTest::addColumn<QList<QByteArray>>("arguments");
        QTest::newRow("one") << QList<QByteArray>{"PING"};
        QTest::newRow("empty argument") << QList<QByteArray>{"SET", "k", ""};
        QTest::newRow("binary") << QList<QByteArray>{"SET", QByteArray("a\0b\r\n$3", 7), "\xff\xfe"};
        QTest::newRow("large") << QList<QByteArray>{"SET", "k", QByteArray(100'000, 'x')};
        QList<QByteArray> many{"EVALSHA"};
        for (int i = 0; i < 1'234; ++i)
            many.append(QByteArray::number(i));
        QTest::newRow("many") << many;
    }
    void commandsHaveHiredisForm()
    {
        QFETCH(QList<QByteArray>, arguments);
        RedisCommand command;
        command.addAll(arguments);
        QByteArray wire;
        command.appendTo(wire);
        QCOMPARE(wire, hiredisForm(arguments));
        QCOMPARE(command.wireSize(), wire.size());
        QCOMPARE(command.count(), int(arguments.size()));
        QCOMPARE(command.arguments(), arguments);
        QCOMPARE(command.name().toByteArray(), arguments[0]);
    }
    void numbersAndTailsAreArguments()
    {
        RedisCommand command{"ZADD", "key"};
        command.add(std::numeric_limits<qint64>::min()).addAll(RedisCommand{"a", "b"}).answerWithin(3s);
        QCOMPARE(command.arguments(), (QList<QByteArray>{"ZADD", "key", "-9223372036854775808", "a", "b"}));
        QCOMPARE(command.limit(), Millis(3'000));
        QVERIFY(RedisCommand().name().isEmpty());
    }
    void scriptsAreNamedByTheirSha1()
    {
        const RedisScript script("one", "return 1", 0);
        QCOMPARE(script.sha1, QByteArray("e0e1f9fabfc9d4800c877a703b823ac0578ff8db"));
    }

    void everyKindIsRead()
    {
        QCOMPARE(parse(":-42\r\n"), RedisValue::ofInteger(-42));
        QCOMPARE(parse("$-1\r\n"), RedisValue());
        QCOMPARE(parse("*-1\r\n"), RedisValue());
        QCOMPARE(parse("*0\r\n"), RedisValue::ofItems({}));
        QCOMPARE(parse("$5\r\na\r\n\0b\r\n"_ba), RedisValue::ofBytes("a\r\n\0b"_ba));
        QVERIFY(parse("+OK\r\n").isOk());
        QVERIFY(!parse("$2\r\nOK\r\n").isOk());
        const RedisValue refusal = parse("-OOM command not allowed\r\n");
        QVERIFY(refusal.isError());
        QCOMPARE(refusal.errorCode(), QByteArray("OOM"));
        const RedisValue nested = parse("*3\r\n:1\r\n*2\r\n$1\r\na\r\n*0\r\n-ERR no\r\n");
        QCOMPARE(nested.size(), 3);
        QCOMPARE(nested.at(1).at(0).bytes(), QByteArray("a"));
        QCOMPARE(nested.at(1).at(1).kind(), Kind::Array);
        QVERIFY(nested.at(2).isError());
        QVERIFY(nested.at(7).isNil());
        QVERIFY(nested.at(-1).at(0).isNil());
    }
    void answersComeInAnyPieces()
    {
        const QByteArray wire = "*2\r\n$10\r\n0123456789\r\n:77\r\n+PONG\r\n"_ba;
        RedisReader reader;
        QList<RedisValue> got;
        for (const char c : wire) {
            reader.feed({&c, 1});
            while (auto value = readOne(reader))
                got.append(*value);
        }
        QCOMPARE(got.size(), 2);
        QCOMPARE(got[0].at(0).bytes(), QByteArray("0123456789"));
        QCOMPARE(got[0].at(1).integerOr(0), 77);
        QCOMPARE(got[1].bytes(), QByteArray("PONG"));
    }
    void numbersAreStrict()
    {
        QCOMPARE(RedisValue::ofBytes("12").integer(), std::optional<qint64>(12));
        for (const char *text : {"", " 12", "12 ", "1.5", "0x1", "99999999999999999999"})
            QVERIFY2(!RedisValue::ofBytes(text).integer(), text);
        QCOMPARE(RedisValue::ofBytes("1.5").number(), std::optional(1.5));
        QVERIFY(std::isinf(RedisValue::ofBytes("-inf").number().value_or(0)));
        QVERIFY(!RedisValue::ofBytes("nan").number());
        QVERIFY(!RedisValue().integer());
        QVERIFY(!RedisValue::ofError("12").integer());
        QCOMPARE(parse("*4\r\n$1\r\na\r\n$1\r\n1\r\n$1\r\nb\r\n$1\r\n2\r\n").pairs(), (QHash<QByteArray, QByteArray>{{"a", "1"}, {"b", "2"}}));
    }
    void refusalsBecomeErrors()
    {
        const auto code = [](const char *text) { return redisError(RedisValue::ofError(text)).code; };
        QCOMPARE(code("OOM no"), Error::Code::Full);
        QCOMPARE(code("NOPERM no"), Error::Code::Refused);
        QCOMPARE(code("BUSY no"), Error::Code::Unavailable);
        QCOMPARE(code("WRONGTYPE no"), Error::Code::Conflict);
        QCOMPARE(code("ERR no"), Error::Code::Invalid);
        // As 6.2 tells what a script met.
        QCOMPARE(code("ERR Error running script (call to f_ab): @user_script:1: @user_script: 1: -OOM command not allowed"), Error::Code::Full);
        QCOMPARE(code("NOREPLICAS Not enough good replicas to write."), Error::Code::Unavailable);
        QCOMPARE(code("MISCONF Redis is configured to save RDB snapshots"), Error::Code::Unavailable);
        const auto words = [](const QByteArray &text) { return redisError(RedisValue::ofError(text)).detail; };
        QCOMPARE(words("WRONGTYPE Operation against a key holding the wrong kind of value script: 0ab, on @user_script:9."),
                 u"Redis refused: WRONGTYPE Operation against a key holding the wrong kind of value"_s);
        QCOMPARE(words("ERR Error running script (call to f_ab): @user_script:1: @user_script: 1: -OOM command not allowed"),
                 u"Redis refused: OOM command not allowed"_s);
        QCOMPARE(words("ERR unknown command 'secret', with args beginning with: 'it's secret'"), u"Redis refused: ERR unknown command …"_s);
        QCOMPARE(words("MISCONF it's configured to save but it can't write, see 'secret'"), u"Redis refused: MISCONF it's configured to save but it can't write, see …"_s);
        QCOMPARE(code("ERR The user executing the script can't access at least one of the keys mentioned in the command arguments"), Error::Code::Refused);
        QVERIFY(!words("ERR the key \"secret and so on").contains(u"secret"));
        QVERIFY(words("ERR " + QByteArray(5'000, 'x')).size() < 300);
    }

    void limitsHold_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("not RESP") << "HTTP/1.1 400 Bad Request\r\n"_ba;
        QTest::newRow("bulk length is no number") << "$x\r\n"_ba;
        QTest::newRow("bulk longer than allowed") << "$9223372036854775807\r\n"_ba + QByteArray(2'000, 'x');
        QTest::newRow("too many elements") << "*1000000000\r\n"_ba;
        QTest::newRow("too many elements in all") << "*6\r\n"_ba + QByteArray("*3\r\n:1\r\n:1\r\n:1\r\n").repeated(3);
        QTest::newRow("more than an integer") << "*2147483648\r\n"_ba;
        QTest::newRow("too deep") << QByteArray("*1\r\n").repeated(12);
        QTest::newRow("a line without end") << "+"_ba + QByteArray(500, 'x');
        QTest::newRow("many small elements") << "*9\r\n"_ba + ("$600\r\n"_ba + QByteArray(600, 'x') + "\r\n").repeated(3);
    }
    void limitsHold()
    {
        QFETCH(QByteArray, wire);
        RedisReader reader(RedisLimits{.replyBytes = 1'000, .elements = 10, .lineBytes = 100});
        std::optional<Error> broken;
        for (const char c : wire) { // the worst case of pieces
            reader.feed({&c, 1});
            if (const auto next = reader.next(); !next) {
                broken = next.error();
                break;
            }
        }
        QVERIFY(broken);
        QCOMPARE(broken->code, Error::Code::Corrupt);
        reader.feed("+OK\r\n");
        QVERIFY(!reader.next()); // final
        reader.reset();
        reader.feed("+OK\r\n");
        QVERIFY(readOne(reader)->isOk());
    }
    void limitsAreOfOneAnswer()
    {
        RedisReader reader(RedisLimits{.replyBytes = 1'000, .elements = 10, .lineBytes = 100});
        for (int i = 0; i < 50; ++i) {
            reader.feed("*8\r\n" + QByteArray(":1\r\n").repeated(8) + "$500\r\n" + QByteArray(500, 'x') + "\r\n");
            QVERIFY(readOne(reader));
            QVERIFY(readOne(reader));
        }
    }

    void greetingSaysWhoWeAre()
    {
        RedisAddress address;
        address.user = "worker";
        address.password = "hush";
        address.database = 3;
        const auto steps = redisGreeting(address, "bull:mails w\xc3\xa4\n");
        QList<QList<QByteArray>> commands;
        for (const auto &step : steps)
            commands.append(step.command.arguments());
        QCOMPARE(commands, (QList<QList<QByteArray>>{{"AUTH", "worker", "hush"}, {"SELECT", "3"},
                     {"CLIENT", "SETNAME", "bull:mails_w___"}, {"CLIENT", "ID"}, {"INFO", "server"}, {"PING"}}));
        QCOMPARE(redisGreeting({}, {}).size(), 3);
    }
    void greetingIsJudged_data()
    {
        QTest::addColumn<QByteArray>("authenticate");
        QTest::addColumn<QByteArray>("select");
        QTest::addColumn<QByteArray>("info");
        QTest::addColumn<QByteArray>("ping");
        QTest::addColumn<RedisFault>("fault");
        const QByteArray ok = "+OK\r\n", pong = "+PONG\r\n", noAuth = "-NOAUTH Authentication required.\r\n";
        const auto mode = [](const QByteArray &name) -> QByteArray {
            const QByteArray text = "# Server\r\nredis_version:7.0.15\r\nrun_id:ab\r\nx:y:z\r\nredis_mode:" + name + "\r\n";
            return "$" + QByteArray::number(text.size()) + "\r\n" + text + "\r\n";
        };
        const QByteArray info = mode("standalone");
        QTest::newRow("well") << ok << ok << info << pong << RedisFault::None;
        QTest::newRow("no INFO for this user") << ok << ok << "-NOPERM no\r\n"_ba << pong << RedisFault::None;
        QTest::newRow("no PING for this user") << ok << ok << info << "-NOPERM no\r\n"_ba << RedisFault::None;
        QTest::newRow("wrong password") << "-WRONGPASS no\r\n"_ba << noAuth << noAuth << noAuth << RedisFault::WrongPassword;
        QTest::newRow("password for a server without") << "-ERR AUTH <password> called without any password\r\n"_ba << ok << info << pong << RedisFault::WrongPassword;
        QTest::newRow("no password") << noAuth << noAuth << noAuth << noAuth << RedisFault::NeedsPassword;
        QTest::newRow("database") << ok << "-ERR DB index is out of range\r\n"_ba << info << pong << RedisFault::NoSuchDatabase;
        QTest::newRow("no SELECT") << ok << "-NOPERM no\r\n"_ba << info << pong << RedisFault::NoPermission;
        QTest::newRow("loading") << ok << ok << info << "-LOADING Redis is loading\r\n"_ba << RedisFault::Loading;
        QTest::newRow("primary down") << ok << ok << info << "-MASTERDOWN Link with MASTER\r\n"_ba << RedisFault::Loading;
        QTest::newRow("cluster") << ok << "-ERR SELECT is not allowed in cluster mode\r\n"_ba << mode("cluster") << pong << RedisFault::Cluster;
        QTest::newRow("sentinel") << ok << "-ERR unknown command 'SELECT'\r\n"_ba << mode("sentinel") << pong << RedisFault::Sentinel;
        QTest::newRow("full") << "-ERR max number of clients reached\r\n"_ba << ok << info << pong << RedisFault::TooManyClients;
    }
    void greetingIsJudged()
    {
        QFETCH(QByteArray, authenticate);
        QFETCH(QByteArray, select);
        QFETCH(QByteArray, info);
        QFETCH(QByteArray, ping);
        const QList<RedisGreetingStep> steps{{What::Authenticate}, {What::Select}, {What::AskId}, {What::Info}, {What::Ping}};
        const auto out = redisGreeted(steps, {parse(authenticate), parse(select), parse(":9\r\n"), parse(info), parse(ping)});
        QTEST(out.fault, "fault");
        QCOMPARE(out.server.clientId, 9);
        if (out.fault == RedisFault::None && !out.server.version.isEmpty()) {
            QVERIFY(out.server.atLeast(7, 0, 8));
            QVERIFY(!out.server.atLeast(7, 0, 16));
            QCOMPARE(out.server.runId, QByteArray("ab"));
        }
    }

    void retriesBackOff()
    {
        const RedisConnectionOptions options;
        const auto delay = [&](int failures) { return redisRetryDelay(options, failures, 0.5).count(); };
        QCOMPARE(delay(0), 100);
        QCOMPARE(delay(1), 1'000);
        QCOMPARE(delay(2), 2'000);
        QCOMPARE(delay(5), 16'000);
        QCOMPARE(delay(6), 20'000);
        QCOMPARE(delay(1'000'000), 20'000);
        QCOMPARE(redisRetryDelay(options, 1, 0.0).count(), 800);
        QCOMPARE(redisRetryDelay(options, 1, 1.0).count(), 1'200);
    }

    void everythingOurScriptsCallIsAskedForBefore()
    {
        QSet<QByteArray> known;
        for (const RedisNeed &need : redisNeeds("bull"))
            known.insert(need.example.name().toByteArray());
        static const QRegularExpression calls(u"call\\('([A-Z]+)'"_s);
        qsizetype seen = 0;
        for (const QByteArray &name : RedisScripts::names()) {
            const QString source = QString::fromUtf8(RedisScripts::get(name).script.source);
            for (auto it = calls.globalMatch(source); it.hasNext(); ++seen) {
                const QByteArray command = it.next().captured(1).toLatin1();
                QVERIFY2(known.contains(command), (name + ": " + command).constData());
            }
        }
        QVERIFY(seen > 200);
    }

    void needsAreWholeCommands()
    {
        const auto needs = redisNeeds("{bull}");
        QVERIFY(needs.size() > 60);
        for (const RedisNeed &need : needs) {
            const auto words = need.example.arguments();
            QVERIFY(!words.contains("KEY"));
            QCOMPARE(words.contains("{bull}:trato-check:1"), need.hasKeys);
        }
    }
};

QTEST_GUILESS_MAIN(TestRedisWire)
#include "tst_redis_wire.moc"
