#include "engine/notify/consent_book.h"
#include "engine/shop/sqlite_consent_ledger.h"
#include "engine/shop/sqlite_shop_database.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QSqlError>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

/// What clients and providers said, and what follows for a message (R-01 … R-04).
class TestConsent : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<ManualMailbox> m_box;
    FakeClock m_clock;
    EngineSettings m_settings;
    std::unique_ptr<SqliteShopDatabase> m_shop;
    std::unique_ptr<SqliteConsentLedger> m_ledger;

    QString path() const { return m_folder->filePath(u"shop.db"_s); }
    void open()
    {
        m_shop = std::make_unique<SqliteShopDatabase>(path(), m_settings, m_box, m_clock);
        m_ledger = std::make_unique<SqliteConsentLedger>(m_shop->file());
    }
    ClientId client(const QString &name, const QString &phone, const QString &email = {})
    {
        return await<Client>(*m_box, [&](auto r) { m_shop->saveClient({.name = name, .phone = phone, .email = email}, r); }).value().id;
    }
    Client read(const ClientId &id)
    {
        return await<Client>(*m_box, [&](auto r) { m_shop->client(id, r); }).value();
    }
    bool say(const ClientId &id, ConsentWord word)
    {
        m_clock.advance(Seconds(1));
        return bool(await<Client>(*m_box, [&](auto r) { m_shop->setConsent(id, word, r); }));
    }
    QString why(const Contact &contact)
    {
        return await<QString>(*m_box, [&](auto r) { m_shop->mayWrite(contact, r); }).value();
    }
    ConsentFile file(const ClientId &id)
    {
        return await<ConsentFile>(*m_box, [&](auto r) { m_ledger->file(id, r); }).value();
    }
    bool tell(const AddressEvent &event)
    {
        m_clock.advance(Seconds(1));
        ConsentBook book(*m_ledger);
        return bool(await<Done>(*m_box, [&](auto r) { book.take({event}, r); }));
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
        open();
    }
    void cleanup()
    {
        m_ledger.reset();
        m_shop.reset();
    }

    void marketingNeedsAYes()
    {
        const ClientId ana = client(u"Ana Exemplo"_s, u"+5511900000001"_s, u"Ana@cliente.example"_s);
        for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms}) {
            QCOMPARE(why({ana, channel}), QString());
            QCOMPARE(why({ana, channel, {}, Purpose::Marketing}), u"no_consent"_s);
            QCOMPARE(why({ana, channel, {}, Purpose::Birthday}), u"no_consent"_s);
        }
        QVERIFY(say(ana, {Channel::Email, Purpose::Marketing, true, u"form"_s, u"v3"_s, u"ficha 12"_s, u"Rafael"_s}));
        QCOMPARE(why({ana, Channel::Email, {}, Purpose::Marketing}), QString());
        QCOMPARE(why({ana, Channel::Sms, {}, Purpose::Marketing}), u"no_consent"_s);
        QCOMPARE(why({ana, Channel::Email, {}, Purpose::Birthday}), u"no_consent"_s);
        const ConsentFile known = file(ana);
        QCOMPARE(known.now.size(), 9);
        QCOMPARE(known.history.size(), 1);
        const ConsentWord word = known.history.first();
        QCOMPARE(word.textVersion, u"v3"_s);
        QCOMPARE(word.proof, u"ficha 12"_s);
        QCOMPARE(word.by, u"Rafael"_s);
        QCOMPARE(word.at, m_clock.now());
    }

    void aNoToEverythingStopsEveryChannelAndPurpose()
    {
        const ClientId ana = client(u"Ana Exemplo"_s, u"+5511900000001"_s, u"ana@cliente.example"_s);
        QVERIFY(say(ana, {Channel::Email, Purpose::Marketing, true, u"form"_s}));
        QVERIFY(say(ana, {.source = u"reply"_s}));
        for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms})
            for (const Purpose purpose : {Purpose::Service, Purpose::Marketing, Purpose::Birthday})
                QCOMPARE(why({ana, channel, {}, purpose}), u"no_consent"_s);
        const Client known = read(ana);
        QVERIFY(!known.whatsappAllowed && !known.emailAllowed && !known.smsAllowed);
        QCOMPARE(why({{}, Channel::Email, u"ANA@cliente.example"_s}), u"no_consent"_s); // by the address alone
        QVERIFY(say(ana, {.purpose = Purpose::Service, .allowed = true, .source = u"reply"_s}));
        QCOMPARE(why({ana, Channel::Sms}), QString());
        QCOMPARE(why({ana, Channel::Email, {}, Purpose::Marketing}), u"no_consent"_s); // the yes was for visits
    }

    void oneChannelIsRefusedAlone()
    {
        const ClientId ana = client(u"Ana Exemplo"_s, u"+5511900000001"_s, u"ana@cliente.example"_s);
        QVERIFY(say(ana, {Channel::Sms, Purpose::Service, false, u"counter"_s}));
        const Client known = read(ana);
        QVERIFY(known.whatsappAllowed && known.emailAllowed && !known.smsAllowed);
    }

    void badAddressesAreLearntOnceAndTriedAgain()
    {
        const ClientId ana = client(u"Ana Exemplo"_s, u"+5511900000001"_s, u"Ana@cliente.example"_s);
        const AddressEvent bounce{Channel::Email, u"ana@CLIENTE.example"_s, AddressEvent::What::Bad, u"m1"_s, u"550"_s, m_clock.now()};
        QVERIFY(tell(bounce));
        QVERIFY(tell(bounce));
        QCOMPARE(why({ana, Channel::Email}), u"bad_address"_s);
        QCOMPARE(why({ana, Channel::WhatsApp}), QString());
        QCOMPARE(read(ana).badAddress, QList<Channel>{Channel::Email});
        const ConsentFile known = file(ana);
        QCOMPARE(known.closed.size(), 1);
        QVERIFY(!known.closed.first().address.contains(u"ana@cliente"_s)); // masked
        QVERIFY(known.history.isEmpty()); // nobody said no
        const auto open = await<ConsentFile>(*m_box, [&](auto r) { m_ledger->retryAddress(ana, Channel::Email, r); });
        QVERIFY(open && open.value().closed.isEmpty());
        QCOMPARE(why({ana, Channel::Email}), QString());
        QCOMPARE(await<ConsentFile>(*m_box, [&](auto r) { m_ledger->retryAddress(ana, Channel::Email, r); }).error().code, Error::Code::Conflict);
        QVERIFY(tell(bounce)); // it still is
        QCOMPARE(why({ana, Channel::Email}), u"bad_address"_s);
    }

    void anOwnersNoIsForTheOwnerToTakeBack()
    {
        const ClientId ana = client(u"Ana Exemplo"_s, u"+5511900000001"_s, u"ana@cliente.example"_s);
        QVERIFY(tell({Channel::Email, u"ana@cliente.example"_s, AddressEvent::What::OptedOut, u"m2"_s, {}, m_clock.now()}));
        QCOMPARE(why({ana, Channel::Email}), u"no_consent"_s);
        QCOMPARE(file(ana).history.first().proof, u"m2"_s);
        QCOMPARE(await<ConsentFile>(*m_box, [&](auto r) { m_ledger->retryAddress(ana, Channel::Email, r); }).error().code, Error::Code::Refused);
        QVERIFY(say(ana, {Channel::Email, Purpose::Service, true, u"counter"_s}));
        QCOMPARE(why({ana, Channel::Email}), QString());
        // An address that nobody has yet stays silent when somebody comes with it.
        QVERIFY(tell({Channel::Sms, u"+5511900000009"_s, AddressEvent::What::OptedOut, {}, u"21610"_s, m_clock.now()}));
        const ClientId later = client(u"Bia Exemplo"_s, u"+5511900000009"_s);
        QCOMPARE(why({later, Channel::Sms}), u"bad_address"_s);
    }

    void nothingIsEverChanged()
    {
        const ClientId ana = client(u"Ana Exemplo"_s, u"+5511900000001"_s, u"ana@cliente.example"_s);
        QVERIFY(say(ana, {.source = u"counter"_s}));
        QVERIFY(tell({Channel::Sms, u"+5511900000001"_s, AddressEvent::What::Bad, {}, {}, m_clock.now()}));
        for (const QString &statement : {u"UPDATE consent SET allowed = 1"_s, u"DELETE FROM consent"_s, u"UPDATE address_word SET what = 'again'"_s}) {
            const auto done = await<Done>(*m_box, [&](auto r) {
                m_shop->file().run<Done>([statement](ShopTables &t) {
                    t.exec(statement);
                    return t.outcome(Done{});
                }, r);
            });
            QVERIFY2(!done, qPrintable(statement));
        }
    }

    /// A word of before the ledger had channels counts for every channel, as it did then.
    void wordsOfBeforeCountEverywhere()
    {
        cleanup();
        QVERIFY(!QFile::exists(path()) || QFile::remove(path()));
        {
            QList<Migration> old = shopMigrations();
            old.removeIf([](const Migration &step) { return step.version > 5; });
            SqlThread file({u"shop.db"_s, path(), old}, m_box);
            for (const QString &statement : {u"INSERT INTO client(id, name, folded, phone, email) VALUES('c1', 'Ana', 'ana', '+5511900000001', 'ana@cliente.example')"_s,
                                             u"INSERT INTO consent(client, phone, channel, purpose, allowed, source, at) VALUES('c1', '+5511900000001', 'whatsapp', 'service', 0, 'desk', 1000)"_s})
                QVERIFY(await<Done>(*m_box, [&](auto r) {
                    file.run<Done>([statement](QSqlDatabase &db) -> Result<Done> {
                        QSqlQuery query(db);
                        return execute(query, statement) ? Result<Done>(Done{}) : Result<Done>(sqlError(query.lastError(), u"shop.db"_s));
                    }, r);
                }));
        }
        open();
        for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms})
            QCOMPARE(why({{u"c1"_s}, channel}), u"no_consent"_s);
        QCOMPARE(file({u"c1"_s}).history.size(), 1);
        QVERIFY(!file({u"c1"_s}).history.first().channel);
    }
};

QTEST_GUILESS_MAIN(TestConsent)
#include "tst_consent.moc"
