#include "engine/secrets/secret_stores.h"
#include "tests/support/send_doubles.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Where a secret is found, and that it is not seen anywhere else.
class TestSecrets : public QObject
{
    Q_OBJECT
    static std::optional<Result<Secret>> read(SecretStore &store)
    {
        std::optional<Result<Secret>> got;
        store.read(u"WHATSAPP_ACCESS_TOKEN"_s, [&got](Result<Secret> secret) { got.emplace(std::move(secret)); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
        return got;
    }
    static std::shared_ptr<SecretStore> environment(const QString &name, const std::shared_ptr<Mailbox> &home)
    {
        QProcessEnvironment values;
        values.insert(name, u" token-1\n"_s);
        return std::make_shared<EnvironmentSecrets>(values, home);
    }

private slots:
    void secretsAreNotPrinted()
    {
        QString line;
        QDebug(&line) << Secret("token-1");
        QVERIFY(line.contains(u"<secret>"_s));
        QVERIFY(!line.contains(u"token-1"_s));
        QVERIFY(!std::is_copy_constructible_v<Secret>);
        QVERIFY(!(std::is_convertible_v<Secret, QByteArray>));
    }

    void bothSpellingsAreRead()
    {
        const auto home = std::make_shared<QtMailbox>();
        for (const QString &name : {u"WHATSAPP_ACCESS_TOKEN"_s, u"WHATSAPP_API_TOKEN"_s}) {
            const auto got = read(*environment(name, home));
            QVERIFY(got && *got);
            QCOMPARE(got->value().reveal().toByteArray(), QByteArray("token-1"));
        }
        QCOMPARE(read(*environment(u"OTHER"_s, home))->error().code, Error::Code::NotFound);
    }

    void credentialsFolder()
    {
        const auto home = std::make_shared<QtMailbox>();
        QTemporaryDir folder;
        CredentialFiles files(folder.path(), home);
        QCOMPARE(read(files)->error().code, Error::Code::NotFound);
        QFile file(folder.filePath(u"WHATSAPP_ACCESS_TOKEN"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("token-2\n");
        file.close();
        QCOMPARE(read(files)->value().reveal().toByteArray(), QByteArray("token-2"));
    }

    void outsideASessionThereIsNoKeychain()
    {
#if defined(Q_OS_LINUX)
        QTemporaryDir runtime;
        QProcessEnvironment outside;
        QVERIFY(!keychainMayAnswer(outside));
        outside.insert(u"XDG_RUNTIME_DIR"_s, runtime.path());
        QVERIFY(!keychainMayAnswer(outside));
        QFile bus(runtime.filePath(u"bus"_s));
        QVERIFY(bus.open(QIODevice::WriteOnly));
        QVERIFY(keychainMayAnswer(outside));
        QProcessEnvironment told;
        told.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/run/bus"_s);
        QVERIFY(keychainMayAnswer(told));
#else
        QVERIFY(keychainMayAnswer({}));
#endif
    }

    void chainGoesOnAndTellsTrouble()
    {
        const auto home = std::make_shared<QtMailbox>();
        // No keychain service answers here: that is trouble, never "no secret".
        const auto keychain = std::make_shared<KeychainSecrets>(u"trato-test"_s, home, 3s);
        SecretChain alone({environment(u"OTHER"_s, home), keychain});
        QCOMPARE(read(alone)->error().code, Error::Code::Unavailable);
        const auto last = std::make_shared<SecretsDouble>();
        last->values[u"WHATSAPP_ACCESS_TOKEN"_s] = "token-3";
        SecretChain chain({environment(u"OTHER"_s, home), keychain, last});
        QCOMPARE(read(chain)->value().reveal().toByteArray(), QByteArray("token-3"));
        SecretChain first({environment(u"WHATSAPP_ACCESS_TOKEN"_s, home), last});
        QCOMPARE(read(first)->value().reveal().toByteArray(), QByteArray("token-1"));
        QCOMPARE(last->reads, 1);
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
