#include "engine/api/codec.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/site.h"
#include "engine/runtime/local_client.h"
#include "tests/interop/node_peer.h"
#include "tests/support/redis_server.h"
#include "tests/support/serve_process.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
T answerOf(const Result<T> &result)
{
    return result ? result.value() : T{};
}

/// `trato serve` attached to a server, as its user starts it, and a client of it.
struct Attached {
    Attached(const QTemporaryDir &folder, const QString &name) : profile(folder.filePath(name)), commands(profile, {}) {}
    ~Attached()
    {
        process.kill();
        process.waitForFinished();
    }

    bool start(const QStringList &leading, const QStringList &arguments = {})
    {
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(u"" TRATO_CLI ""_s, QStringList{u"--profile"_s, profile} + leading + QStringList{u"serve"_s} + arguments);
        if (!process.waitForStarted(10'000))
            return false;
        client = std::make_unique<RemoteEngine>(profile);
        return QTest::qWaitFor([&] { return client->isReachable(); }, 20'000);
    }
    EngineStatus status() const
    {
        return answerOf(ServeProcess::ask(*client, ask::ShowStatus{}));
    }
    QueueView queue(const QString &name) const
    {
        const QList<QueueView> queues = answerOf(ServeProcess::ask(*client, ask::ListQueues{}));
        const auto found = std::ranges::find(queues, QueueName{name}, &QueueView::name);
        return found == queues.end() ? QueueView{} : *found;
    }

    const QString profile;
    ServeProcess commands;      ///< runs single commands on the profile
    QProcess process;
    std::unique_ptr<RemoteEngine> client;
};

} // namespace

/// The program on the site's Redis, beside npm BullMQ: real server, real `trato serve`, real Node.
class TestAttached : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<RedisServer>();
        QVERIFY2(m_server->start({u"appendonly yes"_s}), qPrintable(m_server->problem()));
    }

    void nodeProducesAndWeWork()
    {
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}, {u"--queue"_s, u"orders:2=echo"_s, u"--no-schedules"_s}));
        NodePeer node(u"bullmq6"_s, m_server->url());
        const QJsonObject answer = node.run({u"result"_s, u"orders"_s, uR"(["pay", {"cents": 4500}, {}])"_s}).object();
        QCOMPARE(answer.value(u"value"_s).toObject().value(u"cents"_s).toInt(), 4500);
        const EngineStatus status = engine.status();
        QCOMPARE(status.store.address, m_server->url());
        QVERIFY(status.store.shared);
        QCOMPARE(status.store.durability, Durability::EverySecond);
        QVERIFY(!status.owner); // it only works
        QCOMPARE(status.engines.size(), 1);
        int code = -1;
        const QByteArray jobs = engine.commands.run({u"--redis"_s, m_server->url(), u"jobs"_s, u"orders"_s, u"--state"_s, u"completed"_s, u"--json"_s}, &code);
        QCOMPARE(code, 0);
        QCOMPARE(jobs.count('\n'), 1);
        QByteArray errors;
        engine.commands.run({u"--redis"_s, u"redis://127.0.0.1:1/0"_s, u"queues"_s}, &code, &errors);
        QVERIFY2(code == 4, errors.constData()); // the engine that runs is on another server
    }

    /// Its question is there before the engine has read its secrets.
    void aCommandWithoutAnEngineWorksOnTheServerToo()
    {
        Attached none(*m_folder, u"p"_s);
        int code = -1;
        QByteArray errors;
        none.commands.run({u"--redis"_s, m_server->url(), u"add"_s, u"orders"_s, u"pay"_s, u"--data"_s, uR"({"cents":1})"_s}, &code, &errors);
        QVERIFY2(code == 0, errors.constData());
        const QByteArray jobs = none.commands.run({u"--redis"_s, m_server->url(), u"jobs"_s, u"orders"_s, u"--state"_s, u"waiting"_s, u"--json"_s}, &code, &errors);
        QVERIFY2(code == 0, errors.constData());
        QCOMPARE(jobs.count('\n'), 1);
    }

    void whatNodeServesIsOnlyWatched()
    {
        NodePeer worker(u"bullmq6"_s, m_server->url());
        QVERIFY(worker.start({u"work"_s, u"system-cleanup"_s, uR"({"name":"site-1"})"_s}));
        QVERIFY(worker.next().object().value(u"ready"_s).toBool());
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}));
        QVERIFY(QTest::qWaitFor([&] { return engine.status().owner; }, 20'000));
        const QueueView watched = engine.queue(u"system-cleanup"_s);
        QCOMPARE(watched.duty, QueueDuty::Watch);
        QCOMPARE(watched.others, QStringList{u"site-1"_s});
        QCOMPARE(engine.queue(u"system-backup"_s).duty, QueueDuty::Work);
        int code = -1;
        engine.commands.run({u"queues"_s, u"work"_s, u"system-cleanup"_s}, &code);
        QCOMPARE(code, 0);
        QCOMPARE(engine.queue(u"system-cleanup"_s).duty, QueueDuty::Work);
        engine.commands.run({u"queues"_s, u"watch"_s, u"system-cleanup"_s}, &code);
        QCOMPARE(code, 0);
        QCOMPARE(engine.queue(u"system-cleanup"_s).duty, QueueDuty::Watch);
        engine.commands.run({u"queues"_s, u"work"_s, u"reports"_s}, &code);
        QCOMPARE(code, 2); // nothing here works on it
        const QList<WorkerView> workers = answerOf(ServeProcess::ask(*engine.client, ask::ListWorkers{}));
        QVERIFY(std::ranges::any_of(workers, [](const WorkerView &w) { return w.elsewhere && w.name == u"site-1" && w.address == u"127.0.0.1"; }));
    }

    /// Without CLIENT LIST nobody knows what Node serves: nothing is taken from it, and that is said.
    void whatNodeMayServeIsOnlyWatched()
    {
        m_server->cli({u"ACL"_s, u"SETUSER"_s, u"default"_s, u"-client|list"_s});
        NodePeer worker(u"bullmq6"_s, m_server->url());
        QVERIFY(worker.start({u"work"_s, u"system-cleanup"_s, uR"({"name":"site-1"})"_s}));
        QVERIFY(worker.next().object().value(u"ready"_s).toBool());
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}));
        QVERIFY(QTest::qWaitFor([&] { return engine.status().owner && engine.queue(u"system-cleanup"_s).othersUnknown; }, 20'000));
        QCOMPARE(engine.queue(u"system-cleanup"_s).duty, QueueDuty::Watch);
        QCOMPARE(engine.queue(u"system-backup"_s).duty, QueueDuty::Watch);
        const QList<Problem> problems = engine.status().problems;
        const auto told = std::ranges::find(problems, u"redis.workers-unknown"_s, &Problem::code);
        QVERIFY(told != problems.end() && told->detail.contains(u"+client|list"));
        m_server->cli({u"ACL"_s, u"SETUSER"_s, u"default"_s, u"+client|list"_s});
        QVERIFY(QTest::qWaitFor([&] { return engine.queue(u"system-backup"_s).duty == QueueDuty::Work; }, 20'000));
        QCOMPARE(engine.queue(u"system-cleanup"_s).duty, QueueDuty::Watch);
        QCOMPARE(engine.queue(u"system-cleanup"_s).others, QStringList{u"site-1"_s});
    }

    void aScheduleOfOursIsContinuedByTheSite()
    {
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}));
        int code = -1;
        QByteArray errors;
        engine.commands.run({u"schedules"_s, u"upsert"_s, u"pulse"_s, u"--of"_s, u"reports"_s, u"--every"_s, u"1000"_s, u"--job"_s, u"beat"_s}, &code, &errors);
        QVERIFY2(code == 0, errors.constData());
        NodePeer site(u"bullmq5"_s, m_server->url());
        QVERIFY(site.start({u"work"_s, u"reports"_s, u"{}"_s}));
        int ran = 0;
        while (ran < 3) {
            const QJsonObject said = site.next().object();
            QVERIFY(!said.isEmpty());
            ran += said.contains(u"began"_s) ? 1 : 0;
        }
        const QByteArray listed = engine.commands.run({u"--json"_s, u"schedules"_s}, &code);
        QVERIFY2(listed.contains("\"id\":\"pulse\"") && listed.contains("\"home\":\"queue\""), listed.constData());
        engine.commands.run({u"schedules"_s, u"remove"_s, u"pulse"_s, u"--of"_s, u"reports"_s}, &code);
        QCOMPARE(code, 0);
        QVERIFY(!engine.commands.run({u"--json"_s, u"schedules"_s}, &code).contains("pulse"));
        site.finish();
    }

    void oneOwnerOfTwoEngines()
    {
        Attached first(*m_folder, u"p1"_s);
        QVERIFY(first.start({u"--redis"_s, m_server->url()}));
        QVERIFY(QTest::qWaitFor([&] { return first.status().owner; }, 20'000));
        Attached second(*m_folder, u"p2"_s);
        QVERIFY(second.start({u"--redis"_s, m_server->url()}));
        QVERIFY(QTest::qWaitFor([&] { return second.status().engines.size() == 2; }, 20'000));
        QVERIFY(!second.status().owner);
        QCOMPARE(second.queue(u"whatsapp-notifications"_s).duty, QueueDuty::Standby);
        first.process.kill(); // its lease has to run out
        QVERIFY(QTest::qWaitFor([&] { return second.status().owner; }, 60'000));
        QCOMPARE(second.queue(u"whatsapp-notifications"_s).duty, QueueDuty::Work);
    }

    void aServerThatThrowsDataAwayIsCritical()
    {
        m_server->cli({u"CONFIG"_s, u"SET"_s, u"maxmemory-policy"_s, u"allkeys-lru"_s});
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}));
        const EngineStatus status = engine.status();
        const auto problem = std::ranges::find(status.problems, u"redis.eviction"_s, &Problem::code);
        QVERIFY(problem != status.problems.end() && problem->critical);
        QVERIFY(problem->detail.contains(u"CONFIG SET maxmemory-policy noeviction"));
        QCOMPARE(status.components.first().name, u"redis"_s);
        QVERIFY(!status.components.first().healthy);
        int code = -1;
        engine.commands.run({u"site"_s, u"check"_s, m_server->url()}, &code);
        QCOMPARE(code, 4);
        engine.commands.run({u"doctor"_s}, &code);
        QCOMPARE(code, 1);
    }

    void aServerThatDoesNotTellItsPolicyIsCritical()
    {
        m_server->cli({u"CONFIG"_s, u"SET"_s, u"maxmemory-policy"_s, u"allkeys-lru"_s});
        m_server->cli({u"ACL"_s, u"SETUSER"_s, u"default"_s, u"-@dangerous"_s});
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}));
        const QList<Problem> problems = engine.status().problems;
        const auto problem = std::ranges::find(problems, u"redis.eviction-unknown"_s, &Problem::code);
        QVERIFY(problem != problems.end() && problem->critical);
        QVERIFY(problem->detail.contains(u"ACL SETUSER default +info"));
        int code = -1;
        engine.commands.run({u"status"_s, u"--check"_s}, &code);
        QCOMPARE(code, 1);
        engine.commands.run({u"doctor"_s, u"--redis"_s, m_server->url()}, &code);
        QCOMPARE(code, 1);
        engine.commands.run({u"site"_s, u"check"_s, m_server->url()}, &code);
        QCOMPARE(code, 4);
        Attached other(*m_folder, u"other"_s);
        QVERIFY(other.start({}));
        const QByteArray found = other.commands.run({u"site"_s, u"connect"_s, m_server->url()}, &code);
        QCOMPARE(code, 4);
        QVERIFY2(found.contains("maxmemory-policy") && found.contains("+info"), found.constData());
        other.commands.run({u"site"_s, u"connect"_s, u"redis://127.0.0.1:1/0"_s}, &code);
        QCOMPARE(code, 3);
    }

    void aDutyForAQueueThatIsNotOursIsRefused()
    {
        m_server->cli({u"HSET"_s, u"bull:reports:meta"_s, u"version"_s, u"bullmq:6.7.0"_s});
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({}));
        int code = -1;
        for (const QString &duty : {u"reports=work"_s, u"nosuch=work"_s}) {
            engine.commands.run({u"site"_s, u"connect"_s, m_server->url(), duty}, &code);
            QCOMPARE(code, 2);
            QVERIFY(!engine.status().store.shared);
        }
        const auto refused = ServeProcess::ask(*engine.client, ask::ConnectSite{{m_server->url()}, {{u"reports"_s, u"work"_s}}});
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY(!engine.status().store.shared);
    }

    void aServerThatIsNotReachedIsToldOf()
    {
        Attached none(*m_folder, u"p"_s);
        int code = -1;
        none.commands.run({u"--redis"_s, u"redis://127.0.0.1:1/0"_s, u"queues"_s}, &code);
        QCOMPARE(code, 3);
    }

    /// It did not exist when the program started, and nothing here touches it.
    void aWatchedQueueThatAppearsLaterIsSeen()
    {
        m_server->cli({u"ACL"_s, u"SETUSER"_s, u"default"_s, u"-client|list"_s});
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}));
        QVERIFY(QTest::qWaitFor([&] { return engine.queue(u"system-cleanup"_s).duty == QueueDuty::Watch; }, 20'000));
        NodePeer node(u"bullmq6"_s, m_server->url());
        node.run({u"add"_s, u"system-cleanup"_s, uR"([["clean", {}, {}]])"_s});
        QVERIFY(QTest::qWaitFor([&] { return engine.queue(u"system-cleanup"_s).counts.waiting == 1; }, 10'000));
        // One that is spoilt hides no other, and is named.
        m_server->cli({u"HSET"_s, u"bull:bad:meta"_s, u"version"_s, u"bullmq:6.7.0"_s});
        m_server->cli({u"SET"_s, u"bull:bad:delayed"_s, u"x"_s});
        QVERIFY(QTest::qWaitFor([&] { return engine.queue(u"bad"_s).reason == QueueReason::Broken; }, 30'000));
        QCOMPARE(engine.queue(u"system-cleanup"_s).counts.waiting, 1);
        const QList<Problem> problems = engine.status().problems;
        QVERIFY(std::ranges::any_of(problems, [](const Problem &p) { return p.code == u"queue.broken" && p.subject == u"bad"; }));
    }

    void itMovesInPlaceAndBack()
    {
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({}));
        QVERIFY(!engine.status().store.shared);
        int code = -1;
        QByteArray errors;
        engine.commands.run({u"site"_s, u"connect"_s, m_server->url()}, &code, &errors);
        QVERIFY2(code == 0, errors.constData());
        QVERIFY(QTest::qWaitFor([&] { return engine.status().store.shared; }, 20'000));
        QCOMPARE(engine.status().store.address, m_server->url());
        QVERIFY(QTest::qWaitFor([&] { return engine.status().owner; }, 20'000));
        engine.commands.run({u"site"_s, u"leave"_s}, &code);
        QCOMPARE(code, 0);
        QVERIFY(QTest::qWaitFor([&] { return engine.status().store.address == u"jobs.db"; }, 20'000));
    }

    void itReconnectsByItself()
    {
        Attached engine(*m_folder, u"p"_s);
        QVERIFY(engine.start({u"--redis"_s, m_server->url()}, {u"--queue"_s, u"orders:2=echo"_s}));
        m_server->kill();
        QVERIFY(QTest::qWaitFor([&] { return !engine.status().problems.isEmpty(); }, 30'000));
        QVERIFY(m_server->restart());
        QVERIFY(QTest::qWaitFor([&] {
            const EngineStatus status = engine.status();
            return std::ranges::none_of(status.problems, &Problem::critical);
        }, 60'000));
        NodePeer node(u"bullmq6"_s, m_server->url());
        const QJsonDocument answer = node.run({u"result"_s, u"orders"_s, uR"(["pay", {"n": 1}, {}])"_s});
        QVERIFY2(answer.object().contains(u"value"_s), answer.toJson().constData());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RedisServer> m_server;
};

QTEST_GUILESS_MAIN(TestAttached)
#include "tst_attached.moc"
