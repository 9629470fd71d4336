#include "engine/stores/redis/redis_address.h"

#include <QMap>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using Environment = QMap<QString, QString>;

namespace {

Result<RedisAddress> from(const Environment &environment)
{
    return redisAddressFrom([&](const QString &name) { return environment.value(name); });
}

} // namespace

/// URLs and the site's variables (domain 6.6) as addresses; what cannot be served is refused with a reason.
class TestRedisAddress : public QObject
{
    Q_OBJECT
private slots:
    void urlsAreRead_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<RedisAddress>("address");
        RedisAddress address;
        QTest::newRow("host only") << u"redis://localhost"_s << address;
        QTest::newRow("white space") << u" redis://localhost:6379/0 \n"_s << address;
        address.host = u"10.0.0.7"_s;
        address.port = 6380;
        address.database = 4;
        QTest::newRow("port and database") << u"redis://10.0.0.7:6380/4"_s << address;
        QTest::newRow("database as a query") << u"redis://10.0.0.7:6380?db=4"_s << address;
        address.password = "p@ss/w:ord";
        QTest::newRow("password only") << u"redis://:p%40ss%2Fw%3Aord@10.0.0.7:6380/4"_s << address;
        address.user = "worker";
        QTest::newRow("user and password") << u"redis://worker:p%40ss%2Fw%3Aord@10.0.0.7:6380/4"_s << address;
        address.tls.on = true;
        QTest::newRow("TLS") << u"REDISS://worker:p%40ss%2Fw%3Aord@10.0.0.7:6380/4"_s << address;
        address.tls = {.on = true, .check = false, .caFile = u"/etc/ca file.pem"_s, .serverName = u"redis.test"_s,
                       .certificateFile = u"c.pem"_s, .keyFile = u"k.pem"_s};
        QTest::newRow("TLS options")
            << u"rediss://worker:p%40ss%2Fw%3Aord@10.0.0.7:6380/4?verify=no&ca=/etc/ca%20file.pem&server_name=redis.test&cert=c.pem&key=k.pem"_s
            << address;
        RedisAddress six;
        six.host = u"::1"_s;
        QTest::newRow("IPv6") << u"redis://[::1]:6379"_s << six;
        RedisAddress local;
        local.localSocket = u"/run/redis/redis.sock"_s;
        local.database = 2;
        QTest::newRow("local socket") << u"redis+unix:///run/redis/redis.sock?db=2"_s << local;
        QTest::newRow("local socket, short") << u"unix:///run/redis/redis.sock?db=2"_s << local;
    }
    void urlsAreRead()
    {
        QFETCH(QString, url);
        const auto address = redisAddressOf(url);
        QVERIFY2(address, qPrintable(address ? QString() : address.error().detail));
        QTEST(address.value(), "address");
    }

    void badUrlsAreNamed_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<Error::Code>("code");
        for (const char *url : {"", "localhost:6379", "http://host", "redis://", "redis://host:0", "redis://host:70000", "redis://host/x",
                 "redis://host/-1", "redis://host/0?what=1", "redis://host/0?verify=maybe", "redis://host/0#1", "redis+unix://host/x",
                 "redis+unix:///", "redis://us er:hush-hush@host"})
            QTest::newRow(url) << QString::fromLatin1(url) << Error::Code::Invalid;
        for (const char *url : {"redis-sentinel://host:26379/mymaster", "redis+sentinel://a,b/x", "redis-cluster://host", "redis://a:1,b:2/0",
                 "redis://user:hush-hush@a:1,b:2/0"})
            QTest::newRow(url) << QString::fromLatin1(url) << Error::Code::Refused;
    }
    void badUrlsAreNamed()
    {
        QFETCH(QString, url);
        const auto address = redisAddressOf(url);
        QVERIFY(!address);
        QTEST(address.error().code, "code");
        QVERIFY(!address.error().detail.contains(u"hush"));
    }
    void passwordMayNotStandOnACommandLine()
    {
        const auto refused = redisAddressOf(u"redis://user:hush-hush@host"_s, UrlSecret::Refused);
        QVERIFY(!refused && refused.error().code == Error::Code::Refused);
        QVERIFY(!refused.error().detail.contains(u"hush"));
        QVERIFY(redisAddressOf(u"redis://user@host"_s, UrlSecret::Refused));
    }
    void secretsAreNotShown()
    {
        const auto address = redisAddressOf(u"rediss://worker:hush-hush@[::1]:7000/3"_s);
        QVERIFY(address);
        QCOMPARE(address.value().display(), u"rediss://worker@[::1]:7000/3"_s);
        QString log;
        QDebug(&log) << address.value();
        QVERIFY(log.contains(u"worker") && !log.contains(u"hush"));
    }

    void siteVariablesAreRead()
    {
        const auto none = from({});
        QVERIFY(!none && none.error().code == Error::Code::NotFound);
        const auto plain = from({{u"REDIS_HOST"_s, u"redis.test"_s}, {u"REDIS_PORT"_s, u"6390"_s}, {u"REDIS_PASSWORD"_s, u"hush"_s},
                                 {u"REDIS_DB"_s, u"2"_s}, {u"REDIS_TLS_ENABLED"_s, u"true"_s}});
        QVERIFY(plain);
        QCOMPARE(plain.value().display(), u"rediss://redis.test:6390/2"_s);
        QCOMPARE(plain.value().password, QByteArray("hush"));
        QVERIFY(plain.value().tls.check);
        const auto port = from({{u"REDIS_PORT"_s, u"6390"_s}});
        QVERIFY(port && port.value().host == u"localhost");
        const auto url = from({{u"REDIS_URL"_s, u"redis://a:1/2"_s}, {u"REDIS_HOST"_s, u"other"_s}, {u"REDIS_PASSWORD"_s, u"hush"_s},
                               {u"REDIS_USERNAME"_s, u"me"_s}});
        QVERIFY(url);
        QCOMPARE(url.value().display(), u"redis://me@a:1/2"_s);
        QCOMPARE(url.value().password, QByteArray("hush"));
        const auto own = from({{u"REDIS_URL"_s, u"rediss://:mine@a"_s}, {u"REDIS_PASSWORD"_s, u"other"_s}, {u"REDIS_TLS_CA_FILE"_s, u"ca"_s},
                               {u"REDIS_TLS_VERIFY"_s, u"0"_s}});
        QVERIFY(own);
        QCOMPARE(own.value().password, QByteArray("mine"));
        QCOMPARE(own.value().tls.caFile, u"ca"_s);
        QVERIFY(!own.value().tls.check);
        const auto local = from({{u"REDIS_SOCKET"_s, u"/run/r.sock"_s}});
        QVERIFY(local && local.value().localSocket == u"/run/r.sock");
    }
    void badSiteVariablesAreNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<Error::Code>("code");
        QTest::newRow("port") << u"REDIS_PORT"_s << u"seven"_s << Error::Code::Invalid;
        QTest::newRow("database") << u"REDIS_DB"_s << u"-1"_s << Error::Code::Invalid;
        QTest::newRow("TLS") << u"REDIS_TLS_ENABLED"_s << u"perhaps"_s << Error::Code::Invalid;
        QTest::newRow("check") << u"REDIS_TLS_VERIFY"_s << u"perhaps"_s << Error::Code::Invalid;
        QTest::newRow("sentinels") << u"REDIS_SENTINELS"_s << u"a:26379"_s << Error::Code::Refused;
        QTest::newRow("cluster") << u"REDIS_CLUSTER_NODES"_s << u"a:1"_s << Error::Code::Refused;
        QTest::newRow("hosts") << u"REDIS_HOST"_s << u"a,b"_s << Error::Code::Refused;
        QTest::newRow("URL") << u"REDIS_URL"_s << u"nonsense"_s << Error::Code::Invalid;
    }
    void badSiteVariablesAreNamed()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        Environment environment{{u"REDIS_HOST"_s, u"localhost"_s}};
        environment[name] = value;
        const auto address = from(environment);
        QVERIFY(!address);
        QTEST(address.error().code, "code");
    }
    void commandLineUrlsTakeTheirSecretsFromTheEnvironment()
    {
        const Environment environment{{u"REDIS_PASSWORD"_s, u"hush"_s}, {u"REDIS_HOST"_s, u"elsewhere"_s}};
        const auto address = withRedisSecrets(redisAddressOf(u"redis://me@here"_s).value(),
                                              [&](const QString &name) { return environment.value(name); });
        QVERIFY(address);
        QCOMPARE(address.value().display(), u"redis://me@here:6379/0"_s);
        QCOMPARE(address.value().password, QByteArray("hush"));
    }

    void prefixesMayHaveAHashTag()
    {
        for (const char *good : {"bull", "{bull}", "shop:{one}", "a{b}c"})
            QCOMPARE(redisPrefixOf(QString::fromLatin1(good)).value(), QByteArray(good));
        for (const char *bad : {"", ":bull", "bull:", "{}", "{bull", "a b", "a\n"})
            QVERIFY2(!redisPrefixOf(QString::fromLatin1(bad)), bad);
    }
};

QTEST_GUILESS_MAIN(TestRedisAddress)
#include "tst_redis_address.moc"
