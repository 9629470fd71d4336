#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/site.h"
#include "engine/notify/send_step.h"
#include "tests/support/fake_whatsapp.h"
#include "tests/support/redis_server.h"
#include "tests/support/serve_process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QString atProvider = u"at the provider"_s;

/// A place to die, and how the message stands when the next engine is through with it.
struct Death {
    QString step{};
    int arrived = 0;
    DeliveryState state = DeliveryState::Uncertain;
};

const QList<Death> deaths{
    {nameOf(SendStep::Admitted), 1, DeliveryState::Accepted},
    {nameOf(SendStep::Fenced), 0, DeliveryState::Uncertain},
    {nameOf(SendStep::Noted), 0, DeliveryState::Uncertain},
    {atProvider, 1, DeliveryState::Uncertain},
    {nameOf(SendStep::Answered), 1, DeliveryState::Uncertain},
    {nameOf(SendStep::Settled), 1, DeliveryState::Accepted},
    {nameOf(SendStep::Recorded), 1, DeliveryState::Accepted},
};

} // namespace

/// An engine dies after each step of a send, and while the provider holds the request. In half of the cycles it starts again on its
/// own file; in the others an engine with a profile of its own goes on, on one Redis. Nobody gets a message twice, none is lost, and
/// the ledger doubts exactly what nobody can know. TRATO_SOAK_CYCLES=1000 is the long form.
class TestSendSteps : public QObject
{
    Q_OBJECT
private slots:
    void theSameEngineStartsAgain_data()
    {
        QTest::addColumn<int>("death");
        for (qsizetype i = 0; i < deaths.size(); ++i)
            QTest::newRow(qPrintable(deaths[i].step)) << int(i);
    }

    void theSameEngineStartsAgain()
    {
        QFETCH(int, death);
        const Death &how = deaths[death];
        FakeWhatsApp whatsapp;
        QTemporaryDir folder;
        ServeProcess engine(folder.filePath(u"profile"_s), whatsapp.url());
        QVERIFY(engine.prepare(ChannelWay::Live, settings));
        const int cycles = rounds(2);
        for (int cycle = 0; cycle < cycles; ++cycle) {
            JobId job;
            dieWith(engine, whatsapp, how.step, phoneOf(cycle), false, job);
            if (QTest::currentTestFailed())
                return;
            QVERIFY2(engine.start(), qPrintable(engine.output()));
            const std::unique_ptr<EngineApi> client = engine.connectClient();
            QVERIFY2(client && engine.waitUntilIdle(*client), qPrintable(engine.output()));
            check(*client, job, how);
            QCOMPARE(arrivedAt(whatsapp, phoneOf(cycle)), how.arrived);
            QVERIFY(engine.stopInOrder(*client));
        }
    }

    /// One after the other dies before the leases of the first have ended; then another one takes over what all of them left.
    void anotherEngineGoesOn()
    {
        RedisServer redis;
        QVERIFY2(redis.start(), qPrintable(redis.problem()));
        QMap<QString, QString> shared = settings;
        shared.insert(u"store/redis"_s, redis.url());
        FakeWhatsApp whatsapp;
        QTemporaryDir folder;
        ServeProcess heir(folder.filePath(u"heir"_s), whatsapp.url());
        QVERIFY(heir.prepare(ChannelWay::Live, shared));
        std::vector<std::unique_ptr<ServeProcess>> victims;
        for (qsizetype i = 0; i < deaths.size(); ++i) {
            victims.push_back(std::make_unique<ServeProcess>(folder.filePath(QString::number(i)), whatsapp.url()));
            QVERIFY(victims.back()->prepare(ChannelWay::Live, shared));
        }
        int next = 0;
        const int all = rounds(1);
        for (int round = 0; round < all; ++round) {
            QList<JobId> jobs(deaths.size());
            const int first = next;
            for (qsizetype i = 0; i < deaths.size(); ++i) {
                dieWith(*victims[i], whatsapp, deaths[i].step, phoneOf(next++), true, jobs[i]);
                if (QTest::currentTestFailed())
                    return;
            }
            QVERIFY2(heir.start(), qPrintable(heir.output()));
            const std::unique_ptr<EngineApi> client = heir.connectClient();
            QTRY_VERIFY_WITH_TIMEOUT(client && ServeProcess::ask(*client, ask::TakeOver{}), 10'000);
            QVERIFY2(heir.waitUntilIdle(*client), qPrintable(heir.output())); // as BullMQ does, it looks for stalled jobs every 30 s
            for (qsizetype i = 0; i < deaths.size(); ++i) {
                check(*client, jobs[i], deaths[i]);
                QVERIFY2(arrivedAt(whatsapp, phoneOf(first + int(i))) == deaths[i].arrived, qPrintable(deaths[i].step));
            }
            QVERIFY(heir.stopInOrder(*client));
        }
        for (const auto &victim : victims) { // the dead ones' own ledgers come to rest once they have the shop again
            QVERIFY2(victim->start(), qPrintable(victim->output()));
            const std::unique_ptr<EngineApi> client = victim->connectClient();
            QVERIFY2(client, qPrintable(victim->output()));
            QTRY_VERIFY_WITH_TIMEOUT(ServeProcess::ask(*client, ask::TakeOver{}), 10'000);
            QTRY_VERIFY_WITH_TIMEOUT(isAtRest(*client), 20'000);
            QVERIFY(victim->stopInOrder(*client));
        }
    }

private:
    static inline const QueueName whatsappQueue{u"whatsapp-notifications"_s};
    static inline const QMap<QString, QString> settings{{u"contact/perDay"_s, u"0"_s}};

    /// Each is one cycle for each of the deaths.
    static int rounds(int usual)
    {
        return qEnvironmentVariableIsSet("TRATO_SOAK_CYCLES") ? qEnvironmentVariable("TRATO_SOAK_CYCLES").toInt() / int(2 * deaths.size()) + 1 : usual;
    }

    static QString phoneOf(int cycle) { return u"+55119%1"_s.arg(10'000'000 + cycle); }

    static int arrivedAt(const FakeWhatsApp &whatsapp, const QString &phone)
    {
        return int(std::ranges::count_if(whatsapp.accepted(), [&](const auto &message) { return u'+' + message.to == phone; }));
    }

    /// Sends one message through an engine that does not survive `step` of it.
    static void dieWith(ServeProcess &victim, FakeWhatsApp &whatsapp, const QString &step, const QString &phone, bool isShared, JobId &job)
    {
        const bool provider = step == atProvider;
        victim.setVariable(u"TRATO_CRASH_AFTER"_s, provider ? QString() : step);
        whatsapp.onAccepted(provider ? [&victim](const FakeWhatsApp::Accepted &) { victim.kill(); }
                                     : std::function<void(const FakeWhatsApp::Accepted &)>());
        QVERIFY2(victim.start(), qPrintable(victim.output()));
        const std::unique_ptr<EngineApi> client = victim.connectClient();
        QVERIFY2(client, qPrintable(victim.output()));
        if (isShared)
            QTRY_VERIFY_WITH_TIMEOUT(ServeProcess::ask(*client, ask::TakeOver{}), 10'000); // the dead one may seem to have it still
        // Held until the client has its answer: then the message counts as acknowledged.
        QVERIFY(ServeProcess::ask(*client, ask::PauseQueue{whatsappQueue, true}));
        const auto sent = ServeProcess::ask(*client, ask::SendMessage{.to = phone, .templateId = {u"queue_position"_s},
                                                                      .variables = {{u"clientName"_s, u"Cliente Exemplo"_s},
                                                                                    {u"unidadeName"_s, u"Unidade Exemplo"_s},
                                                                                    {u"position"_s, u"3"_s},
                                                                                    {u"total"_s, u"5"_s},
                                                                                    {u"estimatedTime"_s, u"20 min"_s}}});
        QVERIFY2(sent, qPrintable(sent ? QString() : sent.error().detail));
        job = {sent.value().jobId};
        QFuture<Result<Done>> resumed = client->ask(ask::PauseQueue{whatsappQueue, false}); // may not be answered any more
        QTRY_VERIFY2_WITH_TIMEOUT(victim.pid() == 0, qPrintable(u"not killed after: "_s + step), 20'000);
        whatsapp.onAccepted({});
        victim.setVariable(u"TRATO_CRASH_AFTER"_s, {});
    }

    static QList<DeliveryView> ledgerOf(EngineApi &engine)
    {
        const auto page = ServeProcess::ask(engine, ask::ListDeliveries{.limit = 500});
        return page ? page.value().rows : QList<DeliveryView>();
    }

    static bool isAtRest(EngineApi &engine)
    {
        return std::ranges::none_of(ledgerOf(engine), [](const DeliveryView &row) { return row.state == DeliveryState::Sending; });
    }

    /// What the engine that went on says of the message.
    static void check(EngineApi &engine, const JobId &job, const Death &how)
    {
        int found = 0;
        for (const DeliveryView &row : ledgerOf(engine)) {
            QVERIFY2(row.state != DeliveryState::Sending, qPrintable(u"still on its way: job "_s + row.jobId));
            if (row.jobId != job.value)
                continue;
            ++found;
            QVERIFY2(row.state == how.state, qPrintable(how.step + u": "_s + nameOf(row.state)));
        }
        QVERIFY2(found == 1, qPrintable(u"%1: %2 rows"_s.arg(how.step).arg(found)));
    }
};

QTEST_GUILESS_MAIN(TestSendSteps)
#include "tst_send_steps.moc"
