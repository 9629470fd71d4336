#include "engine/local/console_schema.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/stores/sqlite/sqlite_job_store.h"
#include "engine/tasks/clean_up.h"
#include "engine/tasks/task_json.h"
#include "tests/support/fake_clock.h"
#include "tests/support/manual_mailbox.h"
#include "tests/support/send_doubles.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QueueName mail{u"whatsapp-notifications"_s};
constexpr Hours day{24};

} // namespace

/// The clean-up removes what is too old, nothing else, and says how much; dry, it only says.
class TestCleanUp : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    EngineSettings m_settings;
    std::shared_ptr<ManualMailbox> m_box;
    std::unique_ptr<SqliteJobStore> m_store;
    std::unique_ptr<SqlThread> m_console;
    std::unique_ptr<DeliveryLedger> m_ledger;
    std::unique_ptr<CleanUp> m_handler;

    void finishJobs(int count, bool failed)
    {
        QVERIFY(await<QList<Added>>(*m_box, [&](auto reply) { m_store->add(QList<NewJob>(count, NewJob{.queue = mail, .name = u"n"_s}), reply); }));
        const Want want{.queue = mail, .limit = count, .token = "t"};
        Exchange end;
        const auto claimed = await<Exchanged>(*m_box, [&](auto reply) { m_store->exchange({{}, {want}}, reply); });
        for (const ClaimedJob &job : claimed.value().claimed)
            end.settled.append({.queue = mail, .id = job.id, .token = "t", .kind = failed ? Settlement::Kind::Fail : Settlement::Kind::Complete});
        QVERIFY(await<Exchanged>(*m_box, [&](auto reply) { m_store->exchange(end, reply); }));
    }
    void deliver(const QString &key, DeliveryState state)
    {
        Notification message;
        message.dedupeKey = key;
        message.templateId = {u"t"_s};
        message.recipient = u"+5511990000000"_s;
        message.text = u"Olá!"_s;
        QVERIFY(await<DeliveryView>(*m_box, [&](auto reply) { m_ledger->record(message, {.state = state, .way = ChannelWay::Assisted}, reply); }));
    }
    void fence(const QString &key, bool settled)
    {
        QVERIFY(await<Fence>(*m_box, [&](auto reply) { m_store->fence(key, u"balcao"_s, "t", reply); }));
        if (settled)
            QVERIFY(await<Done>(*m_box, [&](auto reply) { m_store->settleFence(key, "t", Fence::State::Accepted, false, reply); }));
    }
    QList<DeliveryView> deliveries()
    {
        return await<DeliveryPage>(*m_box, [&](auto reply) { m_ledger->page({.limit = 100}, reply); }).value().rows;
    }
    DeliveryRecord record(const QString &key)
    {
        const auto found = await<QMap<QString, DeliveryView>>(*m_box, [&](auto reply) { m_ledger->byKeys({key}, reply); }).value();
        return await<DeliveryRecord>(*m_box, [&](auto reply) { m_ledger->byId(found.value(key).id, reply); }).value();
    }
    QJsonObject run(const QByteArray &data)
    {
        const JobOutcome outcome = runIn({u"system-cleanup"_s}, data);
        return outcome.kind == JobOutcome::Kind::Completed ? taskjson::object(outcome.result)->value(u"data"_s).toObject() : QJsonObject();
    }
    JobOutcome runIn(const QueueName &queue, const QByteArray &data)
    {
        auto context = std::make_shared<ContextDouble>();
        context->claimed.queue = queue;
        context->claimed.data = data;
        std::mutex mutex;
        std::optional<Result<JobOutcome>> outcome; // comes from the thread that removes files
        m_handler->run(context, Reply<JobOutcome>([&](const Result<JobOutcome> &answer) {
                           {
                               const std::lock_guard lock(mutex);
                               outcome = answer;
                           }
                           m_box->post([] {});
                       }));
        const bool ended = m_box->runUntil([&] {
            const std::lock_guard lock(mutex);
            return outcome.has_value();
        });
        return ended && *outcome ? outcome->value() : JobOutcome::failed(u"no outcome"_s);
    }
    QJsonObject removed(const QByteArray &data) { return run(data).value(u"removed"_s).toObject(); }
    void age(const QString &path, int days)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write("x");
        file.flush();
        QVERIFY(file.setFileTime(toUtc(m_clock.now() - day * days), QFileDevice::FileModificationTime));
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_box = std::make_shared<ManualMailbox>();
        SqliteJobStore::Options options;
        options.path = m_folder->filePath(u"jobs.db"_s);
        options.durability = SqliteJobStore::Durability::Normal;
        m_store = std::make_unique<SqliteJobStore>(options, m_box, m_clock);
        m_console = std::make_unique<SqlThread>(SqlThread::Options{u"console.db"_s, m_folder->filePath(u"console.db"_s), consoleMigrations()}, m_box);
        m_ledger = std::make_unique<DeliveryLedger>(*m_console, m_clock);
        m_handler = std::make_unique<CleanUp>(CleanUp::Parts{*m_store, *m_console, m_settings, m_clock, m_folder->path(),
                                                             m_folder->filePath(u"logs"_s), m_folder->filePath(u"backups"_s)});
        QVERIFY(QDir().mkpath(m_folder->filePath(u"logs"_s)));
    }
    void cleanup()
    {
        m_handler.reset();
        m_ledger.reset();
        m_console.reset();
        m_store.reset();
        m_box->drain();
    }

    void whatIsOldGoesAndIsTold()
    {
        finishJobs(3, false);
        finishJobs(2, true);
        deliver(u"old text"_s, DeliveryState::AwaitsPerson);
        deliver(u"old"_s, DeliveryState::WouldSend);
        fence(u"old"_s, true);
        fence(u"in flight"_s, false);
        m_clock.advance(day * 31);
        finishJobs(1, false);
        deliver(u"new text"_s, DeliveryState::AwaitsPerson);
        fence(u"new"_s, true);
        age(m_folder->filePath(u"logs/trato.log"_s), 40);
        age(m_folder->filePath(u"logs/trato.1.log"_s), 5);
        age(m_folder->filePath(u"logs/trato.2.log"_s), 31);

        const QJsonObject dry = removed(R"({"scope":"daily","dryRun":true})");
        QCOMPARE(dry.value(u"jobs"_s).toInt(), 5);
        QCOMPARE(dry.value(u"texts"_s).toInt(), 1);
        QCOMPARE(dry.value(u"logs"_s).toInt(), 1);
        QCOMPARE(deliveries().size(), 3);
        QVERIFY(QFile::exists(m_folder->filePath(u"logs/trato.2.log"_s)));

        QCOMPARE(removed(R"({"scope":"daily"})"), dry); // what was foretold is what happened
        const QJsonObject again = removed(R"({"scope":"daily"})");
        for (const QString &kind : again.keys())
            QCOMPARE(again.value(kind).toInt(), 0);
        QVERIFY(!QFile::exists(m_folder->filePath(u"logs/trato.2.log"_s)));
        QVERIFY(QFile::exists(m_folder->filePath(u"logs/trato.1.log"_s)));
        QVERIFY(QFile::exists(m_folder->filePath(u"logs/trato.log"_s)));
        QCOMPARE(record(u"old text"_s).openText, QString());
        QCOMPARE(record(u"old text"_s).view.state, DeliveryState::NotSent);
        QCOMPARE(record(u"new text"_s).view.state, DeliveryState::AwaitsPerson);
        QVERIFY(!record(u"new text"_s).openText.isEmpty());
        QCOMPARE(deliveries().size(), 3); // what became of messages stays for half a year
    }
    void theWeeklyOneForgetsOldMessages()
    {
        deliver(u"old"_s, DeliveryState::WouldSend);
        deliver(u"in flight"_s, DeliveryState::Sending);
        fence(u"old"_s, true);
        fence(u"in flight"_s, false);
        m_clock.advance(day * 181);
        deliver(u"new"_s, DeliveryState::WouldSend);
        fence(u"new"_s, true);
        QCOMPARE(removed(R"({"scope":"daily"})").value(u"deliveries"_s).toInt(), 0);
        const QJsonObject dry = removed(R"({"scope":"weekly","dryRun":true})");
        QCOMPARE(dry.value(u"deliveries"_s).toInt(), 1);
        QCOMPARE(dry.value(u"fences"_s).toInt(), 1);
        QCOMPARE(removed(R"({"scope":"weekly"})"), dry);
        QCOMPARE(deliveries().size(), 2);
        QCOMPARE(await<QList<Fence>>(*m_box, [&](auto reply) { m_store->fences({u"old"_s, u"in flight"_s, u"new"_s}, reply); }).value().size(), 2);
    }
    void settingsDecide()
    {
        finishJobs(4, false);
        m_clock.advance(day * 8);
        QCOMPARE(removed("{}").value(u"jobs"_s).toInt(), 0);
        m_settings.keepJobsDays = 7;
        QCOMPARE(removed("{}").value(u"jobs"_s).toInt(), 4);
    }
    void fencesOutliveKeptJobs()
    {
        m_settings.keepJobsDays = 300;
        m_settings.keepDeliveriesDays = 180;
        QCOMPARE(checkTogether(m_settings).error().detail, u"cleanup/deliveriesDays"_s);
        fence(u"old"_s, true);
        m_clock.advance(day * 200);
        QCOMPARE(removed(R"({"scope":"weekly"})").value(u"fences"_s).toInt(), 0);
        m_settings = {};
        QVERIFY(checkTogether(m_settings));
    }
    /// The queue `cleanup` of the site (domain 1.3.9).
    void theSitesOtherQueue()
    {
        const QueueName queue = siteCleanUpQueue();
        QCOMPARE(queue.value, u"cleanup"_s);
        const QString left = m_folder->filePath(u".restoring"_s);
        QVERIFY(QDir().mkpath(left));
        m_clock.advance(std::chrono::duration_cast<Millis>(fromMs(QDateTime::currentMSecsSinceEpoch()) - m_clock.now()) + day * 8);
        const JobOutcome young = runIn(queue, R"({"type":"temp_files","retentionDays":30})");
        QCOMPARE(young.result, QByteArray(R"({"result":{"deletedCount":0,"retentionDays":30,"type":"temp_files"},"success":true,"type":"temp_files"})"));
        QVERIFY(QDir(left).exists());
        const JobOutcome done = runIn(queue, R"({"type":"temp_files","retentionDays":7})");
        QCOMPARE(done.kind, JobOutcome::Kind::Completed);
        QCOMPARE(done.result, QByteArray(R"({"result":{"deletedCount":1,"retentionDays":7,"type":"temp_files"},"success":true,"type":"temp_files"})"));
        QVERIFY(!QDir(left).exists());
        finishJobs(1, false);
        m_clock.advance(day * 400);
        for (const QByteArray &data : {QByteArray(R"({"type":"audit_logs","retentionDays":90})"), QByteArray(R"({"type":"cache","retentionDays":1})"),
                                       QByteArray(R"({"type":"temp_files"})"), QByteArray(R"({"scope":"daily"})"), QByteArray("{}")}) {
            const JobOutcome refused = runIn(queue, data);
            QCOMPARE(refused.kind, JobOutcome::Kind::Unrecoverable);
            QVERIFY(!refused.reason.isEmpty());
        }
        QVERIFY(runIn(queue, R"({"type":"audit_logs","retentionDays":90})").reason.startsWith(u"audit_logs: "));
        QCOMPARE(removed(R"({"scope":"daily","dryRun":true})").value(u"jobs"_s).toInt(), 1); // nothing else went with it
        // The same words in the queue of the first layer (domain 1.3.6).
        QCOMPARE(run(R"({"type":"audit_logs","retentionDays":90})").value(u"itemsRemoved"_s).toInt(), 0);
    }
    void anUnknownScopeIsRefused() { QVERIFY(run(R"({"scope":"hourly"})").isEmpty()); }
};

QTEST_GUILESS_MAIN(TestCleanUp)
#include "tst_clean_up.moc"
