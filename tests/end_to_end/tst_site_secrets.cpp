#include "app/composition/engine_graph.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/site.h"
#include "engine/runtime/engine_thread.h"
#include "engine/runtime/profile_lock.h"
#include "tests/support/redis_server.h"
#include "tests/support/serve_process.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// A keychain that answers and remembers, or one that answers nothing.
class FakeKeychain final : public SecretStore
{
public:
    explicit FakeKeychain(std::shared_ptr<Mailbox> home, bool answers) : m_home(std::move(home)), m_answers(answers) {}
    void read(const QString &name, Reply<Secret> reply) override
    {
        const std::lock_guard lock(m_mutex);
        const QByteArray text = m_kept.value(name);
        m_home->post([reply, text] { text.isEmpty() ? reply(Error{Error::Code::NotFound, {}}) : reply(Secret(text)); });
    }
    void write(const QString &name, Secret secret, Reply<Done> reply) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_answers)
            m_kept[name] = secret.reveal().toByteArray();
        m_home->post([reply, good = m_answers] { good ? reply(Done{}) : reply(Error{Error::Code::Unavailable, u"no keychain"_s}); });
    }
    QByteArray kept(const QString &name)
    {
        const std::lock_guard lock(m_mutex);
        return m_kept.value(name);
    }

private:
    const std::shared_ptr<Mailbox> m_home;
    const bool m_answers;
    std::mutex m_mutex;
    QHash<QString, QByteArray> m_kept;
};

const QByteArray password = "uma-senha-de-teste";

/// An engine of a profile with that keychain.
struct Shop {
    explicit Shop(const QString &folder) : profile(folder), lock(folder) {}
    bool start(bool keychainAnswers = true)
    {
        if (!QDir().mkpath(profile) || !lock.tryLock())
            return false;
        engine = std::make_unique<EngineThread>([this] { return makeEngine(setup); });
        engine->prepareWith([this](std::function<void()> then) { prepareEngine(setup, std::move(then)); });
        const auto home = std::make_shared<QtMailbox>(engine->engineThread());
        if (!keychain)
            keychain = std::make_shared<FakeKeychain>(home, keychainAnswers);
        setup = {{profile}, {}, home, keychain, std::make_shared<SystemClock>()};
        QSignalSpy started(engine.get(), &EngineThread::started);
        engine->start();
        return started.wait(20'000);
    }
    template <typename Q>
    Result<typename Q::Answer> ask(const Q &question) { return ServeProcess::ask(*engine, question); }
    StoreView store()
    {
        const auto status = ask(ask::ShowStatus{});
        return status ? status.value().store : StoreView{};
    }

    const QString profile;
    ProfileLock lock;
    EngineSetup setup{};
    std::shared_ptr<FakeKeychain> keychain;
    std::unique_ptr<EngineThread> engine;
};

} // namespace

/// A server with a password and a certificate of its own: what is kept where, and that it is found again.
class TestSiteSecrets : public QObject
{
    Q_OBJECT
    RedisServer m_server;

    SiteAddress site(const QByteArray &secret) const
    {
        return {.url = u"rediss://localhost:%1/0?ca=%2"_s.arg(m_server.tlsPort()).arg(m_server.caFile()), .password = QString::fromUtf8(secret)};
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.startTls({u"requirepass "_s + QString::fromUtf8(password)}), qPrintable(m_server.problem())); }

    void thePasswordIsKeptInTheKeychainAlone()
    {
        QTemporaryDir folder;
        {
            Shop shop(folder.filePath(u"p"_s));
            QVERIFY(shop.start());
            const auto locked = shop.ask(ask::CheckSite{site({})});
            QVERIFY(locked && !locked.value().usable);
            QCOMPARE(locked.value().checks.value(0).way, u"redis.needs-password"_s);
            const auto connected = shop.ask(ask::ConnectSite{site(password), {}});
            QVERIFY2(connected, qPrintable(connected ? QString() : connected.error().detail));
            QCOMPARE(shop.keychain->kept(u"REDIS_PASSWORD"_s), password);
            QTRY_VERIFY_WITH_TIMEOUT(shop.store().shared, 20'000); // it has started anew, with the password out of the keychain
            QTRY_VERIFY_WITH_TIMEOUT(shop.store().server.startsWith(u"Redis"), 20'000);
        }
        bool foundPlace = false;
        QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(!text.contains(password), qPrintable(file.fileName()));
            foundPlace = foundPlace || (file.fileName().endsWith(u".ini") && text.contains("ca.crt"));
        }
        QVERIFY(foundPlace); // the certificate is named, not copied
    }

    void withoutAKeychainNothingMoves()
    {
        QTemporaryDir folder;
        Shop shop(folder.filePath(u"p"_s));
        QVERIFY(shop.start(false));
        const auto connected = shop.ask(ask::ConnectSite{site(password), {}});
        QVERIFY(!connected);
        QCOMPARE(connected.error().detail, u"site.keychain"_s);
        QCOMPARE(shop.store().address, u"jobs.db"_s);
    }

    void aCertificateOfNobodyIsRefused()
    {
        QTemporaryDir folder;
        Shop shop(folder.filePath(u"p"_s));
        QVERIFY(shop.start());
        SiteAddress other = site(password);
        other.url = other.url.section(u'?', 0, 0);
        const auto report = shop.ask(ask::CheckSite{other});
        QVERIFY(report && !report.value().usable);
        QCOMPARE(report.value().checks.value(0).way, u"redis.tls-unknown-authority"_s);
        QVERIFY(!shop.ask(ask::ConnectSite{other, {}}));
        QVERIFY(shop.keychain->kept(u"REDIS_PASSWORD"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSiteSecrets)
#include "tst_site_secrets.moc"
