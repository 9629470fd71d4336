#include "tests/unit/redis/redis_rig.h"

#include <QFile>
#include <QTcpServer>

using namespace trato;
using namespace trato::redisrig;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The ways to a server: TCP, local socket, TLS with its checks, ACL users, databases; and the name of each way that
/// is closed.
class TestRedisLogin : public QObject
{
    Q_OBJECT
    RedisServer m_server;

    RedisAddress tlsAddress() const
    {
        RedisAddress address = addressOf(m_server);
        address.port = m_server.tlsPort();
        address.password = "hush";
        address.tls = {.on = true, .caFile = m_server.caFile()};
        return address;
    }
    /// The fault of the first attempt; None when it came up.
    static RedisFault attempt(const RedisAddress &address, Error *why = nullptr, Millis within = 5s)
    {
        RedisConnectionOptions options = quick(address);
        options.connectWithin = within;
        options.waitWhileDown = 20s;
        Client client(options);
        if (!QTest::qWaitFor([&] { return client.ups + client.downs > 0; }, 20'000))
            return RedisFault::NotRedis;
        if (client.ups > 0)
            return RedisFault::None;
        if (why)
            *why = client.lastDown;
        return client.faults.first();
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.startTls({u"requirepass hush"_s, u"tls-auth-clients no"_s,
                                    u"user reader on >book ~bull:* resetchannels +get +ping"_s, u"user away off >book"_s}),
                 qPrintable(m_server.problem()));
    }

    void everyWayLeadsThere_data()
    {
        QTest::addColumn<RedisAddress>("address");
        RedisAddress address = addressOf(m_server);
        address.password = "hush";
        QTest::newRow("TCP") << address;
        address.host = u"localhost"_s;
        QTest::newRow("by name") << address;
        address.user = "default";
        address.database = 7;
        QTest::newRow("user and database") << address;
        RedisAddress local;
        local.localSocket = m_server.socketPath();
        local.password = "hush";
        local.database = 7;
        QTest::newRow("local socket") << local;
        QTest::newRow("TLS by IP address") << tlsAddress();
        RedisAddress named = tlsAddress();
        named.tls.serverName = u"redis.test"_s;
        QTest::newRow("TLS by another name") << named;
        RedisAddress unchecked = tlsAddress();
        unchecked.tls.caFile.clear();
        unchecked.tls.check = false;
        QTest::newRow("TLS unchecked") << unchecked;
    }
    void everyWayLeadsThere()
    {
        QFETCH(RedisAddress, address);
        RedisConnectionOptions options = quick(address);
        options.clientName = "bull:bWFpbHM=:w:one two";
        Client client(options);
        QVERIFY2(client.waitUp(), qPrintable(client.lastDown.detail));
        const QByteArray value(3'000'000, 'v');
        QVERIFY(ask(client.connection, RedisCommand{"SET", "k", value}).value().isOk());
        QCOMPARE(ask(client.connection, RedisCommand{"GET", "k"}).value().bytes(), value);
        const QByteArray id = QByteArray::number(client.connection.server().clientId);
        const QByteArray me = ask(client.connection, RedisCommand{"CLIENT", "LIST", "ID", id}).value().bytes();
        QVERIFY2(me.contains(" name=bull:bWFpbHM=:w:one_two "), me.constData());
        QVERIFY2(me.contains(" db=" + QByteArray::number(address.database) + " "), me.constData());
    }
    void littleIsAskedOfAnAclUser()
    {
        RedisAddress address = addressOf(m_server);
        address.user = "reader";
        address.password = "book";
        Client client(quick(address)); // may not INFO, CLIENT ID
        QVERIFY(client.waitUp());
        QVERIFY(ask(client.connection, RedisCommand{"GET", "bull:a"}).value().isNil());
        QCOMPARE(ask(client.connection, RedisCommand{"SET", "bull:a", "1"}).value().errorCode(), QByteArray("NOPERM"));
        QVERIFY(!client.connection.server().atLeast(1, 0));
        QCOMPARE(client.downs, 0);
    }

    void closedWaysAreNamed_data()
    {
        QTest::addColumn<RedisAddress>("address");
        QTest::addColumn<RedisFault>("fault");
        RedisAddress address = addressOf(m_server);
        QTest::newRow("no password") << address << RedisFault::NeedsPassword;
        address.password = "wrong";
        QTest::newRow("wrong password") << address << RedisFault::WrongPassword;
        address.user = "nobody";
        QTest::newRow("no such user") << address << RedisFault::WrongPassword;
        address.user = "away";
        address.password = "book";
        QTest::newRow("user switched off") << address << RedisFault::WrongPassword;
        address.user = "reader";
        address.database = 1;
        QTest::newRow("SELECT not allowed") << address << RedisFault::NoPermission;
        address.user.clear();
        address.password = "hush";
        address.database = 99;
        QTest::newRow("no such database") << address << RedisFault::NoSuchDatabase;
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        RedisAddress nobody = addressOf(m_server);
        nobody.port = probe.serverPort();
        probe.close();
        QTest::newRow("nobody listens") << nobody << RedisFault::Refused;
        nobody.host = u"no-such-host.invalid"_s;
        QTest::newRow("host unknown") << nobody << RedisFault::HostUnknown;
        RedisAddress local;
        local.localSocket = m_server.folder() + u"/none.sock"_s;
        QTest::newRow("no such socket") << local << RedisFault::SocketMissing;

        RedisAddress tls = tlsAddress();
        tls.tls.caFile.clear();
        QTest::newRow("authority unknown") << tls << RedisFault::TlsUnknownAuthority;
        tls = tlsAddress();
        tls.tls.serverName = u"elsewhere.test"_s;
        QTest::newRow("another name") << tls << RedisFault::TlsWrongName;
        tls = tlsAddress();
        tls.tls.caFile = m_server.folder() + u"/none.pem"_s;
        QTest::newRow("no authority file") << tls << RedisFault::TlsFiles;
        tls = tlsAddress();
        tls.tls.certificateFile = m_server.clientCertificate();
        QTest::newRow("no key") << tls << RedisFault::TlsFiles;
    }
    void closedWaysAreNamed()
    {
        QFETCH(RedisAddress, address);
        Error why;
        const RedisFault found = attempt(address, &why);
        QTEST(found, "fault");
        QVERIFY2(!why.detail.contains(u"hush") && !why.detail.contains(u"book") && !why.detail.contains(u"wrong "), qPrintable(why.detail));
        QCOMPARE(why.code, needsPerson(found) ? Error::Code::Refused : Error::Code::Unavailable);
    }

    void clientCertificatesAreAskedFor()
    {
        QCOMPARE(m_server.cli({u"-a"_s, u"hush"_s, u"CONFIG"_s, u"SET"_s, u"tls-auth-clients"_s, u"yes"_s}), QByteArray("OK"));
        RedisAddress address = tlsAddress();
        QCOMPARE(attempt(address), RedisFault::TlsNoCertificate);
        address.tls.certificateFile = m_server.clientCertificate();
        address.tls.keyFile = m_server.clientKey();
        QCOMPARE(attempt(address), RedisFault::None);
        QCOMPARE(m_server.cli({u"-a"_s, u"hush"_s, u"CONFIG"_s, u"SET"_s, u"tls-auth-clients"_s, u"no"_s}), QByteArray("OK"));
    }

    void silentAndMixedUpPortsEndInTime()
    {
        // A server that accepts and says nothing; TLS to a plain port waits for the rest of an endless line.
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        RedisAddress address;
        address.host = u"127.0.0.1"_s;
        address.port = silent.serverPort();
        QCOMPARE(attempt(address, nullptr, 200ms), RedisFault::TimedOut);
        address.tls.on = true;
        Error why;
        QCOMPARE(attempt(address, &why, 200ms), RedisFault::TimedOut);
        QVERIFY2(why.detail.contains(u"TLS handshake"), qPrintable(why.detail));
        RedisAddress plain = tlsAddress();
        plain.tls.on = false;
        const RedisFault fault = attempt(plain, nullptr, 2s);
        QVERIFY2(fault == RedisFault::PlainOnTlsPort || fault == RedisFault::Closed, redisFaultWord(fault).constData());
    }

    void fullServerIsNamed()
    {
        RedisServer full;
        QVERIFY2(full.start({u"maxclients 1"_s}), qPrintable(full.problem()));
        Client first(quick(addressOf(full)));
        QVERIFY(first.waitUp());
        QCOMPARE(attempt(addressOf(full)), RedisFault::TooManyClients);
    }

    void clusterIsRefused()
    {
        RedisServer node;
        QVERIFY2(node.start({u"cluster-enabled yes"_s}), qPrintable(node.problem()));
        Error why;
        QCOMPARE(attempt(addressOf(node), &why), RedisFault::Cluster);
        QCOMPARE(why.code, Error::Code::Refused);
        QVERIFY2(why.detail.contains(u"not supported"), qPrintable(why.detail));
    }

    void callsDoNotWaitForAPerson()
    {
        RedisAddress address = addressOf(m_server);
        address.password = "wrong";
        RedisConnectionOptions options = quick(address);
        options.waitWhileDown = 1h;
        Client client(options);
        const auto early = start(client.connection, RedisCommand{"PING"});
        QCOMPARE(waitFor(early).error().code, Error::Code::Refused);
        QCOMPARE(ask(client.connection, RedisCommand{"PING"}).error().code, Error::Code::Refused);
        QCOMPARE(client.connection.lastFault(), RedisFault::WrongPassword);
        // Once the server agrees, it works by itself.
        QCOMPARE(m_server.cli({u"-a"_s, u"hush"_s, u"ACL"_s, u"SETUSER"_s, u"default"_s, u">wrong"_s}), QByteArray("OK"));
        QVERIFY(client.waitUp());
        QVERIFY(ask(client.connection, RedisCommand{"PING"}));
        QCOMPARE(m_server.cli({u"-a"_s, u"hush"_s, u"ACL"_s, u"SETUSER"_s, u"default"_s, u"<wrong"_s}), QByteArray("OK"));
    }
};

QTEST_GUILESS_MAIN(TestRedisLogin)
#include "tst_redis_login.moc"
