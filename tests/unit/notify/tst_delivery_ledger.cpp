#include "engine/api/questions/messages.h"
#include "engine/local/console_schema.h"
#include "engine/notify/delivery_ledger.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum DeliveryState;

/// What the ledger keeps, in which order states may follow, and what it never keeps.
class TestDeliveryLedger : public QObject
{
    Q_OBJECT
    struct Fixture {
        QTemporaryDir folder;
        FakeClock clock;
        std::shared_ptr<ManualMailbox> box = std::make_shared<ManualMailbox>();
        QString path = folder.filePath(u"console.db"_s);
        SqlThread db{{u"console.db"_s, path, consoleMigrations()}, box};
        DeliveryLedger ledger{db, clock};

        Result<DeliveryView> record(const Notification &n, DeliveryMove m)
        {
            return await<DeliveryView>(*box, [&](auto reply) { ledger.record(n, m, reply); });
        }
        Result<DeliveryView> move(const QString &key, DeliveryMove m)
        {
            return await<DeliveryView>(*box, [&](auto reply) { ledger.move(key, m, reply); });
        }
        DeliveryPage page(const ask::ListDeliveries &q)
        {
            const auto got = await<DeliveryPage>(*box, [&](auto reply) { ledger.page(q, reply); });
            return got ? got.value() : DeliveryPage{};
        }
        QByteArray bytes()
        {
            QByteArray all;
            for (const QString &name : {path, QString(path + u"-wal"_s)}) {
                QFile file(name);
                if (file.open(QIODevice::ReadOnly))
                    all += file.readAll();
            }
            return all;
        }
    };
    static Notification message(const QString &key, const QString &name = u"Conceição Exemplo"_s)
    {
        Notification n;
        n.dedupeKey = key;
        n.templateId = {u"appointment_reminder"_s};
        n.text = u"segredo da mensagem"_s;
        n.recipient = u"+5511987650001"_s;
        n.clientName = name;
        n.visitId = u"v-"_s + key;
        n.queue = u"whatsapp-notifications"_s;
        n.jobId = u"msg_"_s + key;
        return n;
    }

private slots:
    void anotherLedgersPastIsTakenOverWhole()
    {
        Fixture f;
        const Instant then = f.clock.now() - Hours(48);
        const auto past = [&](const QString &key, QList<DeliveryState> states) {
            PastDelivery out{message(key), {}};
            for (qsizetype i = 0; i < states.size(); ++i)
                out.moves.append({then + Minutes(i), {.state = states[i], .way = ChannelWay::Live}});
            return out;
        };
        const auto take = [&](QList<PastDelivery> all) {
            return await<qint64>(*f.box, [&](auto reply) { f.ledger.takeOver(all, reply); });
        };
        QCOMPARE(take({past(u"a"_s, {Sending, Accepted, Read}), past(u"b"_s, {Sending, Failed})}).value(), qint64(2));
        QCOMPARE(f.ledger.revision(), 1u);
        const DeliveryPage page = f.page({});
        QCOMPARE(page.byState, (QMap<QString, qint64>{{u"read"_s, 1}, {u"failed"_s, 1}}));
        QCOMPARE(page.rows.last().createdAt, then);
        QCOMPARE(page.rows.last().updatedAt, then + Minutes(2));
        QCOMPARE(page.rows.last().way, ChannelWay::Live);
        // One wrong step, and nothing of it is there.
        QCOMPARE(take({past(u"c"_s, {Sending, Accepted}), past(u"d"_s, {Sending, Read, Sending})}).error().code, Error::Code::Conflict);
        QCOMPARE(f.page({}).total, 2);
        QCOMPARE(take({past(u"a"_s, {Sending})}).error().code, Error::Code::Conflict);
    }

    void statesOnlyMoveForward()
    {
        QVERIFY(advances(Accepted, Sent));
        QVERIFY(advances(Sent, Delivered));
        QVERIFY(advances(Sent, Failed));
        QVERIFY(advances(Accepted, Delivered));
        QVERIFY(advances(Accepted, Read));
        QVERIFY(advances(Delivered, Read));
        QVERIFY(advances(Accepted, Failed));
        for (const auto &[from, to] : std::initializer_list<std::pair<DeliveryState, DeliveryState>>{
                 {Read, Delivered}, {Delivered, Failed}, {Read, Failed}, {Delivered, Accepted}, {Accepted, Sending},
                 {Accepted, Uncertain}, {Sent, Accepted}, {Delivered, Sent}, {Accepted, Skipped}, {Delivered, Sending}, {SentByHand, Sending},
                 {SentByHand, AwaitsPerson}, {AwaitsPerson, Sending}, {AwaitsPerson, AwaitsPerson}, {Read, Sending}})
            QVERIFY2(!advances(from, to), qPrintable(nameOf(from) + u" > "_s + nameOf(to)));
        QVERIFY(!advances(std::nullopt, Delivered));
        QVERIFY(advances(std::nullopt, Skipped));
    }

    void oneRowForOneKey()
    {
        Fixture f;
        const auto first = f.record(message(u"a"_s), {.state = Sending, .opaque = u"t1"_s, .way = ChannelWay::Live});
        QVERIFY(first);
        const auto second = f.record(message(u"a"_s), {.state = Accepted, .providerId = u"wamid.1"_s});
        QVERIFY(second);
        QCOMPARE(second.value().id, first.value().id);
        QCOMPARE(second.value().providerId, u"wamid.1"_s);
        QCOMPARE(second.value().way, ChannelWay::Live);
        const auto third = f.record(message(u"a"_s), {.state = Sending});
        QVERIFY(!third);
        QCOMPARE(third.error().code, Error::Code::Conflict);
        QCOMPARE(third.error().detail, u"accepted"_s);
        QCOMPARE(f.page({}).total, 1);
        const auto history = await<QList<DeliveryStep>>(*f.box, [&](auto reply) { f.ledger.history(first.value().id, reply); });
        QVERIFY(history);
        QCOMPARE(history.value().size(), 2);
        QCOMPARE(history.value().last().state, Accepted);
    }

    void reportsArriveByProviderId()
    {
        Fixture f;
        QVERIFY(f.record(message(u"a"_s), {.state = Accepted, .providerId = u"wamid.1"_s}));
        const auto by = [&](DeliveryState state) {
            return await<DeliveryView>(*f.box, [&](auto reply) { f.ledger.moveByProviderId(u"wamid.1"_s, {.state = state}, reply); });
        };
        QVERIFY(by(Read)); // "delivered" may be skipped
        QCOMPARE(by(Delivered).error().code, Error::Code::Conflict);
        QCOMPARE(f.page({}).rows.first().state, Read);
    }

    void nothingPersonalIsKept()
    {
        Fixture f;
        QVERIFY(f.record(message(u"a"_s), {.state = WouldSend}));
        const DeliveryView row = f.page({}).rows.first();
        QCOMPARE(row.recipient, u"+55 11 9····-0001"_s);
        QCOMPARE(row.clientName, u"Conceição E."_s);
        const QByteArray kept = f.bytes();
        QVERIFY(kept.contains("appointment_reminder"));
        QVERIFY(!kept.contains("98765"));
        QVERIFY(!kept.contains("segredo"));
        QVERIFY(!kept.contains("Exemplo"));
    }

    void openMessagesAreForgottenWhenAnswered()
    {
        Fixture f;
        const auto row = f.record(message(u"a"_s), {.state = AwaitsPerson, .way = ChannelWay::Assisted});
        QVERIFY(row);
        const auto open = [&] {
            return await<DeliveryRecord>(*f.box, [&](auto reply) { f.ledger.byId(row.value().id, reply); }).value();
        };
        QCOMPARE(open().openText, u"segredo da mensagem"_s);
        QCOMPARE(open().openRecipient, u"+5511987650001"_s);
        QVERIFY(f.move(u"a"_s, {.state = SentByHand}));
        QVERIFY(open().openText.isEmpty());
        QVERIFY(open().openRecipient.isEmpty());
    }

    void searchIgnoresAccentsAndCounts()
    {
        Fixture f;
        for (int i = 0; i < 5; ++i)
            QVERIFY(f.record(message(QString::number(i), i < 3 ? u"Conceição Exemplo"_s : u"Beto Exemplo"_s),
                             {.state = i % 2 ? Accepted : WouldSend}));
        const DeliveryPage found = f.page({.search = u"conceicao"_s, .limit = 2});
        QCOMPARE(found.total, 3);
        QCOMPARE(found.rows.size(), 2);
        QCOMPARE(found.rows.first().visitId, u"v-2"_s); // newest first
        QCOMPARE(found.byState.value(u"would_send"_s), 2);
        QCOMPARE(f.page({.search = u"0001"_s}).total, 5);
        QCOMPARE(f.page({.state = Accepted}).total, 2);
        QCOMPARE(f.page({.state = Accepted}).rows.size(), 2);
        QCOMPARE(f.page({.search = u"\" OR *"_s}).total, 0);
        QCOMPARE(f.page({.search = u"---"_s}).total, 0);
        QVERIFY(f.move(u"0"_s, {.state = Skipped, .reason = u"x"_s}));
        QCOMPARE(f.page({}).byState.value(u"would_send"_s), 2);
        QCOMPARE(f.page({}).byState.value(u"skipped"_s), 1);
    }

    void lookupAndRevision()
    {
        Fixture f;
        int changes = 0;
        f.ledger.onChange([&] { ++changes; });
        QVERIFY(f.record(message(u"a"_s), {.state = Sending}));
        QVERIFY(!f.move(u"b"_s, {.state = Accepted}));
        QCOMPARE(changes, 1);
        QCOMPARE(f.ledger.revision(), quint64(1));
        const auto rows = await<QMap<QString, DeliveryView>>(*f.box, [&](auto reply) { f.ledger.lookup()({u"a"_s, u"b"_s}, reply); });
        QVERIFY(rows);
        QCOMPARE(rows.value().keys(), QStringList{u"a"_s});
    }

    void countsPerRecipient()
    {
        Fixture f;
        QVERIFY(f.record(message(u"a"_s), {.state = Accepted}));
        QVERIFY(f.record(message(u"b"_s), {.state = WouldSend}));
        const auto count = [&](Instant from) {
            return await<qint64>(*f.box, [&](auto reply) { f.ledger.countTo(u"+5511987650001"_s, from, reply); }).value();
        };
        QCOMPARE(count(f.clock.now() - 1h), 1);
        QCOMPARE(count(f.clock.now() + 1h), 0);
    }
};

QTEST_GUILESS_MAIN(TestDeliveryLedger)
#include "tst_delivery_ledger.moc"
