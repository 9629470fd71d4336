#include "engine/api/questions/jobs.h"
#include "engine/api/questions/messages.h"
#include "engine/runtime/local_client.h"
#include "tests/support/fake_provider_process.h"
#include "tests/support/serve_process.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// A client beside the engine: keeps adding jobs and messages through the local socket and remembers only what
/// was acknowledged.
class BusyClient : public QObject
{
public:
    BusyClient(EngineApi &engine, int cycle) : m_engine(engine), m_cycle(cycle) {}

    void start()
    {
        for (int i = 0; i < 8; ++i)
            addJobs();
        for (int i = 0; i < 2; ++i)
            send();
    }

    QSet<JobId> acknowledgedJobs;
    QHash<JobId, QString> acknowledgedSends; ///< job → phone

private:
    template <typename Answer>
    void whenDone(QFuture<Result<Answer>> future, std::function<void(const Result<Answer> &)> then)
    {
        auto *watcher = new QFutureWatcher<Result<Answer>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [watcher, then] {
            watcher->deleteLater();
            if (watcher->future().resultCount() > 0)
                then(watcher->result());
        });
        watcher->setFuture(future);
    }

    void addJobs()
    {
        ask::AddJobs question;
        for (int i = 0; i < 5; ++i)
            question.jobs.append({.queue = {u"load"_s}, .name = u"echo"_s, .data = {R"({"n":1})"},
                                  .options = {.jobId = u"c%1-%2"_s.arg(m_cycle).arg(m_next++)}});
        whenDone<QList<Added>>(m_engine.ask(question), [this](const Result<QList<Added>> &added) {
            if (!added)
                return; // the engine is gone; the next cycle has its own client
            for (const Added &one : added.value())
                acknowledgedJobs.insert(one.id);
            addJobs();
        });
    }

    void send()
    {
        const QString phone = u"+55119%1"_s.arg(10'000'000 + m_cycle * 20'000 + m_next++, 8, 10, QLatin1Char('0'));
        ask::SendMessage question{.to = phone, .templateId = {u"queue_position"_s},
                                  .variables = {{u"clientName"_s, u"Cliente Exemplo"_s}, {u"unidadeName"_s, u"Unidade Exemplo"_s},
                                                {u"position"_s, u"3"_s}, {u"total"_s, u"5"_s}, {u"estimatedTime"_s, u"20 min"_s}}};
        whenDone<DeliveryView>(m_engine.ask(question), [this, phone](const Result<DeliveryView> &sent) {
            if (!sent) {
                if (sent.error().code == Error::Code::Invalid || sent.error().code == Error::Code::Refused)
                    QFAIL(qPrintable(sent.error().detail));
                return;
            }
            acknowledgedSends.insert({sent.value().jobId}, phone);
            send();
        });
    }

    EngineApi &m_engine;
    const int m_cycle;
    int m_next = 0;
};

} // namespace

/// The engine is killed at random points with clients beside it. Promise 1: what was acknowledged is never lost.
/// Promise 2: nobody gets a message twice, and each doubtful one says so.
class TestKillLoop : public QObject
{
    Q_OBJECT
private slots:
    void nothingIsLostAndNothingIsSentTwice()
    {
        const int cycles = qEnvironmentVariable("TRATO_SOAK_CYCLES", u"12"_s).toInt();
        QTemporaryDir folder;
        FakeProviderProcess provider(folder.filePath(u"record.jsonl"_s));
        QVERIFY(provider.start());
        ServeProcess serve(folder.filePath(u"profile"_s), provider.url());
        QVERIFY(serve.prepare(ChannelWay::Live));

        QRandomGenerator dice(quint32(20261123));
        QSet<JobId> jobs;
        QHash<JobId, QString> sends;
        for (int cycle = 0; cycle < cycles; ++cycle) {
            QVERIFY2(serve.start(), qPrintable(serve.output()));
            std::unique_ptr<EngineApi> engine = serve.connectClient();
            QVERIFY2(engine, qPrintable(serve.output()));
            BusyClient client(*engine, cycle);
            client.start();
            QTimer later;
            QSignalSpy over(&later, &QTimer::timeout);
            later.setSingleShot(true);
            later.start(int(dice.bounded(5, 250)));
            QVERIFY(over.wait(5000));
            serve.kill();
            jobs.unite(client.acknowledgedJobs);
            sends.insert(client.acknowledgedSends);
        }
        QVERIFY2(jobs.size() > cycles && sends.size() > cycles / 2, "the clients did not get anything done");

        QVERIFY(serve.start());
        std::unique_ptr<EngineApi> engine = serve.connectClient();
        QVERIFY(engine);
        QVERIFY2(serve.waitUntilIdle(*engine), "the engine did not finish its work");
        checkJobs(*engine, jobs);
        checkSends(*engine, sends, provider.countByRecipient());
        QVERIFY(serve.stopInOrder(*engine));
        qInfo("%d kills, %lld jobs and %lld messages acknowledged, %d messages uncertain", cycles, qlonglong(jobs.size()),
              qlonglong(sends.size()), m_uncertain);
    }

private:
    static void checkJobs(EngineApi &engine, const QSet<JobId> &jobs)
    {
        QSet<JobId> completed;
        for (qint64 offset = 0;; offset += 1000) {
            const auto page = ServeProcess::ask(engine, ask::ListJobs{{.queue = {u"load"_s}, .state = JobState::Completed,
                                                                      .limit = 1000, .offset = offset}});
            QVERIFY2(page, qPrintable(page ? QString() : page.error().detail));
            for (const JobRow &row : page.value().rows)
                completed.insert(row.id);
            if (page.value().rows.isEmpty())
                break;
        }
        // A job whose worker died more often than allowed fails, and says so: that is not lost.
        const auto failed = ServeProcess::ask(engine, ask::ListJobs{{.queue = {u"load"_s}, .state = JobState::Failed, .limit = 1000}});
        QVERIFY(failed);
        for (const JobRow &row : failed.value().rows) {
            QCOMPARE(row.failedReason, u"job stalled more than allowable limit"_s);
            completed.insert(row.id);
        }
        const QSet<JobId> lost = QSet<JobId>(jobs).subtract(completed);
        QVERIFY2(lost.isEmpty(), qPrintable(u"lost: %1, first %2"_s.arg(lost.size()).arg(lost.isEmpty() ? QString() : lost.begin()->value)));
    }

    void checkSends(EngineApi &engine, const QHash<JobId, QString> &sends, const QHash<QString, int> &received)
    {
        for (auto it = received.begin(); it != received.end(); ++it)
            QVERIFY2(it.value() == 1, qPrintable(u"%1 got %2 messages"_s.arg(it.key()).arg(it.value())));
        QHash<QString, DeliveryState> ledger;
        for (qint64 offset = 0;; offset += 500) {
            const auto page = ServeProcess::ask(engine, ask::ListDeliveries{.limit = 500, .offset = offset});
            QVERIFY2(page, qPrintable(page ? QString() : page.error().detail));
            for (const DeliveryView &delivery : page.value().rows)
                ledger.insert(delivery.jobId, delivery.state);
            if (page.value().rows.isEmpty())
                break;
        }
        for (auto it = sends.begin(); it != sends.end(); ++it) {
            const QString about = u"job %1, phone ending %2"_s.arg(it.key().value, it.value().right(4));
            QVERIFY2(ledger.contains(it.key().value), qPrintable(u"not in the ledger: "_s + about));
            const DeliveryState state = ledger.value(it.key().value);
            const int arrived = received.value(it.value());
            if (state == DeliveryState::Accepted)
                QVERIFY2(arrived == 1, qPrintable(u"accepted but not at the provider: "_s + about));
            else
                QVERIFY2(state == DeliveryState::Uncertain, qPrintable(nameOf(state) + u": "_s + about));
            m_uncertain += state == DeliveryState::Uncertain;
        }
    }

    int m_uncertain = 0;
};

QTEST_GUILESS_MAIN(TestKillLoop)
#include "tst_kill_loop.moc"
