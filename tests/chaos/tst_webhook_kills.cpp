#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/site.h"
#include "engine/api/questions/ways.h"
#include "tests/chaos/webhook_storm.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/redis_server.h"
#include "tests/support/serve_process.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

constexpr int cyclesShort = 20;
constexpr int sendsOfACycle = 6;

/// `trato serve` on its own profile and the shared Redis, and a client of it.
struct Engine {
    Engine(const QString &profile, const QString &provider) : process(profile, provider) {}

    bool run()
    {
        if (!process.start())
            return false;
        client = process.connectClient();
        return client && QTest::qWaitFor([this] {
            const auto ways = ServeProcess::ask(*client, ask::ListWays{});
            door = ways ? ways.value().http : QString();
            return !door.isEmpty();
        }, 20'000);
    }
    /// The shop is this engine's from now on.
    bool own() const
    {
        const auto done = ServeProcess::ask(*client, ask::TakeOver{});
        if (!done)
            qWarning("not taken over: %s", qUtf8Printable(done.error().detail));
        return bool(done);
    }
    void kill()
    {
        client.reset();
        door.clear();
        process.kill();
    }

    ServeProcess process;
    std::unique_ptr<EngineApi> client{};
    QString door{};   ///< its HTTP interface, anew with each start
};

/// How far a message got by its provider; 0: not there.
int rank(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Accepted: return 1;
    case DeliveryState::Sent: return 2;
    case DeliveryState::Delivered: return 3;
    case DeliveryState::Read: return 4;
    default: return 0;
    }
}

} // namespace

/// Two engines share the jobs of one Redis and are killed in turn while WhatsApp reports: nobody gets a message twice, nothing that a
/// provider was told is written gets lost, no state goes back, and the ledgers say what the provider knows. TRATO_SOAK_CYCLES=1000 is
/// the long form.
class TestWebhookKills : public QObject
{
    Q_OBJECT
private slots:
    void nothingIsLostOrSentTwice()
    {
        const int cycles = qEnvironmentVariable("TRATO_SOAK_CYCLES", QString::number(cyclesShort)).toInt();
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        qputenv("WHATSAPP_APP_SECRET", WebhookCaller::appSecret());
        FakeWhatsApp whatsapp;
        const SystemClock clock;
        const quint32 seed = qEnvironmentVariable("TRATO_SEED", u"20261123"_s).toUInt();
        WebhookStorm storm(whatsapp.numberId(), clock, seed);
        whatsapp.onAccepted([&](const FakeWhatsApp::Accepted &message) { storm.message(message.wamid, message.opaque); });
        QRandomGenerator dice(seed);

        QTemporaryDir folder;
        std::array<std::unique_ptr<Engine>, 2> engines;
        for (int i = 0; i < 2; ++i) {
            engines[i] = std::make_unique<Engine>(folder.filePath(u"p%1"_s.arg(i)), whatsapp.url());
            QVERIFY(engines[i]->process.prepare(ChannelWay::Live, {{u"store/redis"_s, redis.url()}, {u"http/listen"_s, u"127.0.0.1:0"_s}, {u"contact/perDay"_s, u"0"_s}}));
        }
        const auto open = [&](int i) {
            if (!engines[i]->client && !engines[i]->run())
                return false;
            storm.setDoor(i, engines[i]->door);
            return true;
        };
        QHash<JobId, QString> sends; // acknowledged: job → phone
        int next = 0;
        for (int cycle = 0; cycle < cycles; ++cycle) {
            const int victim = int(dice.bounded(2));
            Engine &survivor = *engines[1 - victim];
            QVERIFY2(open(0) && open(1), qPrintable(engines[0]->process.output() + engines[1]->process.output()));
            // The victim is mostly the one that sends.
            if (dice.bounded(3) > 0)
                QVERIFY(engines[victim]->own());
            for (int i = 0; i < sendsOfACycle; ++i) {
                const QString phone = u"+55119%1"_s.arg(10'000'000 + next++, 8, 10, QLatin1Char('0'));
                const auto sent = ServeProcess::ask(*survivor.client, ask::SendMessage{.to = phone, .templateId = {u"queue_position"_s},
                                                                                      .variables = {{u"clientName"_s, u"Cliente Exemplo"_s}, {u"unidadeName"_s, u"Unidade Exemplo"_s},
                                                                                                    {u"position"_s, u"3"_s}, {u"total"_s, u"5"_s}, {u"estimatedTime"_s, u"20 min"_s}}});
                QVERIFY2(sent, qPrintable(sent ? QString() : sent.error().detail));
                sends.insert({sent.value().jobId}, phone);
            }
            QTimer later;
            QSignalSpy over(&later, &QTimer::timeout);
            later.setSingleShot(true);
            later.start(int(dice.bounded(5, 250)));
            QVERIFY(over.wait(5000));
            storm.setDoor(victim, {});
            engines[victim]->kill();
            QVERIFY(survivor.own());
        }
        QVERIFY(open(0) && open(1));
        QVERIFY(engines[0]->own());
        QVERIFY2(engines[0]->process.waitUntilIdle(*engines[0]->client), "the engines did not finish their work");
        QVERIFY2(QTest::qWaitFor([&] { return storm.isOver(); }, 60'000), "the provider could not tell all");
        // What a dead owner left in its own ledger is settled when it owns the shop again.
        QVERIFY(engines[1]->own());
        const auto told = [&] { return open(0) && open(1) && settled(engines); };
        QVERIFY2(QTest::qWaitFor(told, 40'000), qPrintable(openRows(engines)));
        check(engines, storm, whatsapp, sends);
        qInfo("%d kills, %lld messages acknowledged, %lld at the provider, %d posts, %d refused, %d rows uncertain", cycles, qlonglong(sends.size()),
              qlonglong(whatsapp.accepted().size()), storm.posts(), storm.refused(), m_uncertain);
    }

private:
    using Engines = std::array<std::unique_ptr<Engine>, 2>;

    static QList<DeliveryView> rowsOf(EngineApi &engine)
    {
        QList<DeliveryView> rows;
        for (qint64 offset = 0;; offset += 500) {
            const auto page = ServeProcess::ask(engine, ask::ListDeliveries{.limit = 500, .offset = offset});
            if (!page || page.value().rows.isEmpty())
                return rows;
            rows += page.value().rows;
        }
    }
    /// No row is on its way, and no ledger moves any more.
    bool settled(const Engines &engines)
    {
        QList<DeliveryView> now;
        for (const auto &engine : engines)
            now += rowsOf(*engine->client);
        const bool same = std::exchange(m_before, now) == now;
        return same && std::ranges::none_of(now, [](const DeliveryView &row) { return row.state == DeliveryState::Sending || row.state == DeliveryState::Accepted; });
    }

    /// What is still on its way, and in which ledger.
    static QString openRows(const Engines &engines)
    {
        QStringList lines;
        for (int i = 0; i < 2; ++i)
            for (const DeliveryView &row : rowsOf(*engines[i]->client))
                if (row.state == DeliveryState::Sending || row.state == DeliveryState::Accepted)
                    lines << u"engine %1: job %2 is %3 %4"_s.arg(QString::number(i), row.jobId, nameOf(row.state), row.reason);
        return lines.isEmpty() ? u"the ledgers do not come to rest"_s : lines.join(u'\n');
    }

    void check(const Engines &engines, const WebhookStorm &storm, const FakeWhatsApp &whatsapp, const QHash<JobId, QString> &sends)
    {
        QHash<QString, int> received;
        QHash<QString, QString> phones;
        for (const FakeWhatsApp::Accepted &message : whatsapp.accepted()) {
            const QString phone = u'+' + message.to;
            QVERIFY2(++received[phone] == 1, qPrintable(u"sent twice: the phone ending "_s + phone.right(4)));
            phones.insert(message.wamid, phone);
        }
        QHash<QString, QList<DeliveryView>> byJob;
        QSet<QString> known;
        for (int i = 0; i < 2; ++i)
            for (const DeliveryView &row : rowsOf(*engines[i]->client)) {
                byJob[row.jobId].append(row);
                QVERIFY2(row.state != DeliveryState::Failed && row.state != DeliveryState::Skipped, qPrintable(nameOf(row.state) + u": "_s + row.reason));
                m_uncertain += row.state == DeliveryState::Uncertain;
                const auto story = ServeProcess::ask(*engines[i]->client, ask::ShowDelivery{row.id});
                QVERIFY(story);
                int before = 0;
                for (const DeliveryStep &step : story.value().steps) {
                    const int now = rank(step.state);
                    QVERIFY2(now > before || (now == 0 && before == 0), qPrintable(u"job %1 went back to %2"_s.arg(row.jobId, nameOf(step.state))));
                    before = std::max(before, now);
                }
                if (row.providerId.isEmpty())
                    continue;
                QVERIFY2(phones.contains(row.providerId), "a message that the provider does not know");
                known.insert(row.providerId);
                // What this door said 200 to stands in its ledger.
                for (const auto &[name, state] : {std::pair(u"sent"_s, DeliveryState::Sent), {u"delivered"_s, DeliveryState::Delivered}, {u"read"_s, DeliveryState::Read}})
                    if (storm.acknowledged(i, row.providerId, name))
                        QVERIFY2(rank(row.state) >= rank(state), qPrintable(u"job %1 is %2, although %3 was told"_s.arg(row.jobId, nameOf(row.state), name)));
            }
        for (auto it = phones.begin(); it != phones.end(); ++it)
            QVERIFY2(known.contains(it.key()), qPrintable(u"no ledger knows what the phone ending %1 got"_s.arg(it.value().right(4))));
        for (auto it = sends.begin(); it != sends.end(); ++it) {
            const QList<DeliveryView> rows = byJob.value(it.key().value);
            QVERIFY2(!rows.isEmpty(), qPrintable(u"in no ledger: job "_s + it.key().value));
            const bool arrived = received.value(it.value()) == 1;
            const bool read = std::ranges::any_of(rows, [](const DeliveryView &row) { return row.state == DeliveryState::Read; });
            QVERIFY2(arrived == read, qPrintable(u"job %1: at the provider %2, read %3"_s.arg(it.key().value).arg(arrived).arg(read)));
        }
    }

    QList<DeliveryView> m_before;
    int m_uncertain = 0;
};

QTEST_GUILESS_MAIN(TestWebhookKills)
#include "tst_webhook_kills.moc"
