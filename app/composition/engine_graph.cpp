#include "app/composition/engine_graph.h"

#include "app/composition/handler_registry.h"
#include "app/composition/ordered_restore.h"
#include "app/composition/served_queues.h"
#include "app/composition/settings_file.h"
#include "app/composition/shop_schedules.h"
#include "engine/api/questions/engine.h"
#include "engine/api/words.h"
#include "engine/local/console_schema.h"
#include "engine/metrics/resource_sampler.h"
#include "engine/metrics/timing_archive.h"
#include "engine/notify/channels/whatsapp_cloud.h"
#include "engine/queue/scheduler.h"
#include "engine/notify/message_job.h"
#include "engine/notify/seen_previews.h"
#include "engine/notify/send_recovery.h"
#include "engine/queue/worker.h"
#include "engine/runtime/desks/backup_desk.h"
#include "engine/runtime/desks/diary_desk.h"
#include "engine/runtime/desks/engine_desk.h"
#include "engine/runtime/desks/job_desk.h"
#include "engine/runtime/desks/kind_desk.h"
#include "engine/runtime/desks/line_desk.h"
#include "engine/runtime/desks/message_desk.h"
#include "engine/runtime/desks/schedule_desk.h"
#include "engine/runtime/desks/shop_desk.h"
#include "engine/runtime/frame_publisher.h"
#include "engine/runtime/health_checks.h"
#include "engine/runtime/local_server.h"
#include "engine/runtime/question_router.h"
#include "engine/runtime/trouble_log.h"
#include "engine/secrets/secret_stores.h"
#include "engine/shop/diary_watch.h"
#include "engine/shop/planner.h"
#include "engine/shop/sqlite_message_wishes.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_till.h"
#include "engine/shop/sqlite_waiting_line.h"
#include "engine/shop/wish_planner.h"
#include "engine/stores/open_store.h"
#include "engine/tasks/send_message.h"
#include "engine/tasks/wish_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QTimer>
#include <QUuid>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr Millis frameInterval{250};
constexpr Minutes planInterval{1};
constexpr Seconds beatJump{3};
constexpr int poolThreads = 4;

QList<std::shared_ptr<SecretStore>> secretPlaces(const EngineSetup &setup)
{
    QList<std::shared_ptr<SecretStore>> places;
    places << std::make_shared<EnvironmentSecrets>(QProcessEnvironment::systemEnvironment(), setup.home);
    if (setup.keychain)
        places << setup.keychain;
    places << std::make_shared<CredentialFiles>(qEnvironmentVariable("CREDENTIALS_DIRECTORY"), setup.home);
    return places;
}

/// Everything that lives on the engine thread. Members stand in the order in which they are made; each names
/// what it stands on. They go in the opposite order.
class EngineGraph final : public EngineCore
{
public:
    EngineGraph(const EngineSetup &setup, std::unique_ptr<JobStore> store, RestoreOutcome restored)
        : m_profile(setup.profile), m_options(setup.options), m_home(setup.home), m_clock(setup.clock),
          m_restored(std::move(restored)), m_settingsFile(m_profile.settingsFile()), m_settings(m_settingsFile.read()),
          m_log({m_profile.logFolder(), m_options.logToConsole, LogLevel::Info}, *m_clock), m_store(std::move(store)),
          m_shop(m_profile.shopFile(), m_settings, m_home, *m_clock), m_book(m_shop.file()), m_line(m_shop.file()),
          m_till(m_shop.file()), m_wishes(m_shop.file()),
          m_console({u"console.db"_s, m_profile.consoleFile(), consoleMigrations()}, m_home), m_ledger(m_console, *m_clock),
          m_seenPreviews(m_console, *m_clock),
          m_templates(m_profile.templateFolder()),
          m_wishReader({m_wishes, m_shop, m_book, m_line, m_templates, *m_clock}), m_transport(*m_clock), m_secrets(secretPlaces(setup)),
          m_whatsapp(m_transport, m_secrets, m_settings, *m_clock, m_log),
          m_dispatcher({*m_store, m_ledger, m_settings, *m_clock, m_log, m_name, {}}),
          m_recovery({m_dispatcher, *m_store, m_ledger, m_log}), m_trouble(m_log),
          m_copies({m_profile.folder, m_profile.backupFolder()}, QCoreApplication::applicationVersion(), m_settings, m_home, *m_clock, m_log),
          m_handlers({m_shop, *m_store, m_console, m_templates, m_dispatcher, m_copies, m_settings, *m_clock, m_transport, m_profile,
                      m_wishReader}),
          m_pool(poolThreads), m_worker(*m_store, m_home, *m_clock, m_log, m_name, m_pool), m_timings(*m_clock),
          m_resources(m_profile.folder, m_home, *m_clock),
          m_timingArchive(m_timings, m_console, *m_clock),
          m_planner(m_shop, *m_store, m_ledger.lookup(), m_settings, *m_clock, m_log),
          m_wishPlanner(m_wishes, *m_store, *m_clock, m_log),
          m_scheduler(*m_store->schedules(), *m_store, m_settings, *m_clock, m_log, shopSchedules()),
          m_watch({m_shop, m_secrets, m_settings, *m_clock, m_log,
                   [this](const QString &path, const QString &seen, const QString &taken, Reply<WatchedFile> reply) {
                       m_pool.post([home = m_home, path, seen, taken, reply = std::move(reply)] {
                           home->post([reply, found = lookAtDiary(path, seen, taken)] { reply(found); });
                       });
                   },
                   [this](const HttpRequest &request, Reply<HttpResult> reply) { m_transport.send(request, std::move(reply)); }}),
          m_served(servedQueues(m_options.serve, m_settings, m_handlers)), m_overview(*m_store, *m_clock, servedNames(m_served.queues)),
          m_jobDesk({*m_store, m_overview, *m_clock, [this] { return m_worker.workers(); },
                     [](const JobDetail &job) { return messageKey(job.row.queue, job.row.id, job.data.utf8); },
                     {messageQueue()}}),
          m_diaryDesk({m_shop, *m_store, m_planner, m_ledger.lookup(), m_settings, *m_clock,
                       [this](const VisitRecord &visit, ReminderKind kind) -> Result<QString> {
                           // "today" and "tomorrow" are as the client reads them, when it arrives
                           const Instant due = planReminder(visit, kind, m_settings, {}, m_clock->now()).dueAt;
                           const auto rendered = m_templates.renderReminder(visit, kind, qMax(due, m_clock->now()));
                           return rendered ? Result<QString>(rendered.value().text) : Result<QString>(rendered.error());
                       },
                       [this](Reply<QString> reply) { m_seenPreviews.note(std::move(reply)); },
                       [this](Instant from, Instant to, Reply<QList<MessagePreview>> reply) {
                           m_kindDesk.wishesBetween(from, to, {}, std::move(reply));
                       },
                       m_till}),
          m_kindDesk({m_wishes, m_wishReader, m_book, m_templates, m_settings, *m_clock,
                      [this](Instant from, Instant to, Reply<QList<ReminderPreview>> reply) {
                          m_diaryDesk.remindersBetween(from, to, std::move(reply));
                      }}),
          m_messageDesk({m_ledger, m_dispatcher, m_templates, m_shop, *m_store, m_settings, *m_clock,
                         [this](const QString &token, Reply<bool> reply) { m_seenPreviews.isFresh(token, std::move(reply)); },
                         [this](const QMap<QString, QString> &values) { return change(values); },
                         [this] { ++m_statusRevision; }, &m_wishReader}),
          m_scheduleDesk({m_scheduler, *m_store->schedules(), m_settings, *m_clock,
                          [this](const QueueName &queue) { return servedNames(m_served.queues).contains(queue); }}),
          m_backupDesk(m_copies), m_engineDesk(engineDeskParts(), m_log, m_home), m_shopDesk({m_shop, m_book, *m_clock}),
          m_lineDesk({m_shop, m_book, m_line, *m_clock}),
          m_router(m_jobDesk, m_diaryDesk, m_messageDesk, m_scheduleDesk, m_backupDesk, m_engineDesk, m_shopDesk, m_lineDesk, m_kindDesk),
          m_frames(*m_store, m_overview, m_log, *m_clock,
                   {[this] { return problems(); }, [this] { return m_diaryRevision; }, [this] { return m_ledger.revision(); },
                    [this] { return m_statusRevision; }}),
          m_server(m_profile.folder, [this](Question question, Reply<std::any> reply) { ask(std::move(question), std::move(reply)); })
    {
    }

    ~EngineGraph() override { m_scope.close(); }

    Result<Done> start();
    void ask(Question question, Reply<std::any> reply) override;
    void watch(QList<QueueName> queues) override;
    void stop(Reply<Done> reply) override;

private:
    EngineDesk::Parts engineDeskParts();
    std::function<QList<HealthCheck>()> healthChecks() const;
    void whenFilesTried(std::function<void()> then);
    void connectParts();
    Result<Done> change(const QMap<QString, QString> &values);
    QList<Problem> problems() const;
    QList<ComponentView> components() const;
    QList<ThreadView> threads() const;
    void startWorking();
    std::optional<Error> lostForGood() const;
    void stopWhenIdle();
    void beat();
    void plan();
    bool plans() const { return m_options.works && m_options.schedules; }

    ReplyScope m_scope;   ///< first: no callback comes when the members go
    const QString m_name = u"%1-%2"_s.arg(QSysInfo::machineHostName().section(u'.', 0, 0),
                                          QUuid::createUuid().toString(QUuid::Id128).left(6));
    const Profile m_profile;
    const EngineOptions m_options;
    const std::shared_ptr<QtMailbox> m_home;
    const std::shared_ptr<const Clock> m_clock;
    const Instant m_startedAt = m_clock->now();
    const RestoreOutcome m_restored;
    SettingsFile m_settingsFile;
    EngineSettings m_settings;
    LogBook m_log;
    std::unique_ptr<JobStore> m_store;
    SqliteShopDatabase m_shop;
    SqliteShopBook m_book;
    SqliteWaitingLine m_line;
    SqliteTill m_till;
    SqliteMessageWishes m_wishes;
    SqlThread m_console;
    DeliveryLedger m_ledger;
    SeenPreviews m_seenPreviews;
    Templates m_templates;
    WishReader m_wishReader;
    HttpTransport m_transport;
    SecretChain m_secrets;
    WhatsAppCloud m_whatsapp;
    Dispatcher m_dispatcher;
    SendRecovery m_recovery;
    TroubleLog m_trouble;
    SafetyCopies m_copies;
    HandlerRegistry m_handlers;
    HandlerPool m_pool;
    Worker m_worker;
    TimingBook m_timings;
    ResourceSampler m_resources;
    TimingArchive m_timingArchive;
    Planner m_planner;
    WishPlanner m_wishPlanner;
    Scheduler m_scheduler;
    DiaryWatch m_watch;
    const ServedQueues m_served;
    QueueOverview m_overview;
    quint64 m_diaryRevision = 0;
    quint64 m_statusRevision = 0;
    JobDesk m_jobDesk;
    DiaryDesk m_diaryDesk;
    KindDesk m_kindDesk;
    MessageDesk m_messageDesk;
    ScheduleDesk m_scheduleDesk;
    BackupDesk m_backupDesk;
    EngineDesk m_engineDesk;
    ShopDesk m_shopDesk;
    LineDesk m_lineDesk;
    QuestionRouter<JobDesk, DiaryDesk, MessageDesk, ScheduleDesk, BackupDesk, EngineDesk, ShopDesk, LineDesk, KindDesk> m_router;
    FramePublisher m_frames;
    LocalServer m_server;
    QTimer m_frameTimer;
    QTimer m_planTimer;
    QList<QueueName> m_watchedHere;      ///< by the window of this process
    QList<QueueName> m_watchedOutside;   ///< through the local socket
    Instant m_lastBeat = m_startedAt;
    bool m_filesTried = false;
    bool m_working = false;
    bool m_stopping = false;
};

Result<Done> EngineGraph::start()
{
    if (!m_served.unknownHandler.isEmpty())
        return Error{Error::Code::Invalid, u"unknown handler: "_s + m_served.unknownHandler};
    for (const QString &key : m_settingsFile.ignored())
        m_log.warning("settings", u"%1 makes no sense and was ignored"_s.arg(key));
    tellRestore(m_restored, m_log);
    if (m_options.works) { // an engine of one command is gone before anybody could use it
        if (const Result<Done> listening = m_server.listen(); !listening)
            return listening;
    }
    connectParts();
    m_dispatcher.addChannel(m_whatsapp);
    m_worker.serve(m_served.queues);
    m_timingArchive.load();
    m_recovery.start(); // before any job runs
    if (m_options.works)
        m_copies.list([](const Result<BackupList> &) {}); // how old the newest one is
    m_frameTimer.start(frameInterval);
    if (m_options.works)
        m_resources.start();
    if (plans()) {
        m_planTimer.start(planInterval);
        plan();
        m_watch.tick();
    }
    m_log.info("engine", u"%1 %2 started on profile %3"_s.arg(m_name, QCoreApplication::applicationVersion(), m_profile.name()));
    return Done{};
}

/// Whether what an earlier run left is settled or not: a file in trouble does not keep the other queues from working.
void EngineGraph::startWorking()
{
    if (m_stopping || !m_options.works || std::exchange(m_working, true))
        return;
    m_worker.start();
    if (m_options.untilIdle)
        stopWhenIdle();
}

/// Set when the work store can never be used as it is: a newer program wrote it, or it is damaged.
std::optional<Error> EngineGraph::lostForGood() const
{
    const StoreHealth jobs = m_store->health();
    if (jobs.problemCode != u"store.newer" && jobs.problemCode != u"store.corrupt")
        return std::nullopt;
    const Problem problem{jobs.problemCode, jobs.name, jobs.detail, true, {}};
    return Error{Error::Code::Corrupt, jobs.detail + u'\n' + words::problem(problem)};
}

void EngineGraph::connectParts()
{
    connect(&m_worker, &Worker::jobFinished, this, [this](const FinishedJob &job) {
        m_timings.record(job);
        m_scheduler.onFinished(job);
    });
    m_scheduler.onChange([this] { ++m_statusRevision; });
    m_copies.onChange([this] { ++m_statusRevision; });
    connect(&m_recovery, &SendRecovery::done, this, &EngineGraph::startWorking);
    connect(&m_recovery, &SendRecovery::inTrouble, this, [this] {
        if (const std::optional<Error> end = lostForGood(); end && m_options.headless)
            emit failed(*end);
        else
            startWorking();
    });
    if (m_options.untilIdle)
        connect(&m_worker, &Worker::handsEmpty, this, &EngineGraph::stopWhenIdle);
    m_whatsapp.onCall([this](Millis took, bool good) { m_timings.record(TimingKind::Provider, u"whatsapp"_s, took, !good); });
    m_whatsapp.onStatusChange([this] { ++m_statusRevision; });
    m_shop.onChange([this] {
        ++m_diaryRevision;
        if (plans() && !m_stopping)
            plan();
    });
    m_ledger.onChange([this] { ++m_diaryRevision; });
    m_planner.onPlanned([this] { ++m_diaryRevision; });
    connect(&m_frames, &FramePublisher::frameReady, this, &EngineCore::frameReady);
    connect(&m_frames, &FramePublisher::frameReady, &m_server, &LocalServer::publish);
    connect(&m_server, &LocalServer::watched, this, [this](const QList<QueueName> &queues) {
        m_watchedOutside = queues;
        m_frames.watch(m_watchedHere + queues);
    });
    connect(&m_frameTimer, &QTimer::timeout, this, &EngineGraph::beat);
    connect(&m_planTimer, &QTimer::timeout, this, [this] {
        plan();
        m_watch.tick();
    });
}

/// Makes jobs of what the diary and what happened in the shop ask for.
void EngineGraph::plan()
{
    m_planner.tick();
    m_wishPlanner.tick();
}

/// Timers count the time the computer is awake. When it slept, or somebody set its clock, everything that waits
/// for a moment looks at the clock again.
void EngineGraph::beat()
{
    const Instant now = m_clock->now();
    const bool jumped = now < m_lastBeat || now - m_lastBeat > beatJump;
    m_lastBeat = now;
    if (jumped) {
        m_log.info("engine", u"the clock jumped, or the computer slept"_s);
        if (m_options.works)
            m_worker.tick();
        if (plans())
            plan();
    }
    if (plans() && !m_stopping)
        m_scheduler.tick();
    if (m_trouble.note(problems()) && plans())
        plan(); // what could not be planned meanwhile
    m_timingArchive.tick();
    m_frames.tick();
}

void EngineGraph::ask(Question question, Reply<std::any> reply)
{
    if (m_stopping)
        return reply(Error{Error::Code::Unavailable, u"the engine stops"_s});
    m_router.ask(question, reply);
}

void EngineGraph::watch(QList<QueueName> queues)
{
    m_watchedHere = std::move(queues);
    m_frames.watch(m_watchedHere + m_watchedOutside);
}

void EngineGraph::stop(Reply<Done> reply)
{
    m_stopping = true;
    m_frameTimer.stop();
    m_planTimer.stop();
    m_recovery.stop();
    m_log.info("engine", u"stopping"_s);
    m_worker.stop([this, reply](Result<Done> stopped) {
        m_timingArchive.save();
        reply(std::move(stopped));
    });
}

void EngineGraph::stopWhenIdle()
{
    m_worker.checkIdle([this](Result<bool> idle) {
        if (m_stopping)
            return;
        if (idle && idle.value())
            emit stopRequested();
        else // delayed jobs, or another worker has something in hand: look again
            QTimer::singleShot(frameInterval, this, [this] { stopWhenIdle(); });
    });
}

EngineDesk::Parts EngineGraph::engineDeskParts()
{
    EngineStatus identity{.version = QCoreApplication::applicationVersion(), .profile = m_profile.name(), .engine = m_name,
                          .pid = QCoreApplication::applicationPid(), .startedAt = m_startedAt,
                          .headless = m_options.headless, .schedules = m_options.schedules};
    return {identity,
            [this] { return components(); },
            [this] { return threads(); },
            [this] { return problems(); },
            [this](std::function<void()> then) { whenFilesTried(std::move(then)); },
            [this](int minutes, const QString &subject, Reply<TimingReport> reply) {
                m_timingArchive.whenLoaded([this, minutes, subject, reply] { reply(m_timings.report(minutes, subject)); });
            },
            [this](int minutes) { return m_resources.report(minutes); },
            [this] { return m_settings; },
            [this](const QMap<QString, QString> &values) { return change(values); },
            [this] { return healthChecks(); },
            [this] { emit stopRequested(); }};
}

void EngineGraph::whenFilesTried(std::function<void()> then)
{
    if (m_filesTried)
        return then();
    m_store->queues([this, then = std::move(then)](const Result<QList<QueueInfo>> &) {
        m_shop.freshness([this, then](const Result<DiaryFreshness> &) {
            m_ledger.byKeys({}, [this, then](const Result<QMap<QString, DeliveryView>> &) {
                m_filesTried = true;
                then();
            });
        });
    });
}

std::function<QList<HealthCheck>()> EngineGraph::healthChecks() const
{
    QList<HealthCheck> files;
    const QList<Problem> known = problems();
    for (const ComponentView &part : components())
        if (part.name.endsWith(u".db"))
            files << checkFile(part, known);
    return [files, folder = m_profile.folder, settings = m_settings, clock = m_clock, missing = m_whatsapp.missing()] {
        return checkHealth(folder, settings, *clock, missing) + files;
    };
}

Result<Done> EngineGraph::change(const QMap<QString, QString> &values)
{
    EngineSettings changed = m_settings;
    if (const Result<Done> valid = applyText(values, changed); !valid)
        return valid;
    if (const Result<Done> sane = checkTogether(changed); !sane)
        return sane;
    if (const Result<Done> written = m_settingsFile.write(values); !written)
        return written;
    m_settings = changed;
    ++m_statusRevision;
    m_whatsapp.changed();
    return Done{};
}

QList<Problem> EngineGraph::problems() const
{
    QList<Problem> found = m_whatsapp.problems() + m_watch.problems();
    const StoreHealth jobs = m_store->health();
    if (!jobs.problemCode.isEmpty())
        found << Problem{jobs.problemCode, jobs.name, jobs.detail, true, {}};
    for (const Problem &problem : {m_shop.problem(), m_console.problem(), m_copies.problem()})
        if (!problem.code.isEmpty())
            found << problem;
    return found;
}

QList<ComponentView> EngineGraph::components() const
{
    const StoreHealth jobs = m_store->health();
    QList<ComponentView> all{{u"jobs.db"_s, jobs.problemCode.isEmpty(), jobs.commitMs, jobs.detail, m_startedAt}};
    const std::pair<QString, Problem> files[] = {{u"shop.db"_s, m_shop.problem()}, {u"console.db"_s, m_console.problem()}};
    for (const auto &[name, problem] : files)
        all << ComponentView{name, problem.code.isEmpty(), {}, problem.detail, m_startedAt};
    all << ComponentView{u"whatsapp"_s, m_whatsapp.trouble().isEmpty(), {}, m_whatsapp.trouble(), m_startedAt};
    return all;
}

QList<ThreadView> EngineGraph::threads() const
{
    const StoreHealth jobs = m_store->health();
    return {{u"jobs.db"_s, jobs.handled, jobs.waiting, jobs.busyMs}, m_shop.statistics(), m_console.statistics()};
}

} // namespace

Result<std::unique_ptr<EngineCore>> makeEngine(const EngineSetup &setup)
{
    if (!QDir().mkpath(setup.profile.folder))
        return Error{Error::Code::ReadOnly, u"the profile folder cannot be made: "_s + setup.profile.folder};
    const RestoreOutcome restored = restoreIfOrdered(setup.profile, *setup.clock); // before anything is opened
    if (mustNotStart(restored, setup.profile))
        return restored.error();
    auto store = openStore({u"sqlite:"_s + setup.profile.jobsFile()}, setup.home, *setup.clock);
    if (!store)
        return store.error();
    auto graph = std::make_unique<EngineGraph>(setup, std::move(store).value(), restored);
    if (const Result<Done> started = graph->start(); !started)
        return started.error();
    return std::unique_ptr<EngineCore>(std::move(graph));
}

} // namespace trato
