#include "app/composition/engine_graph_parts.h"

#include "engine/api/words.h"

#include <QCoreApplication>

/// Start, work and end of an engine.
namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr Millis frameInterval{250};
constexpr Minutes planInterval{1};
constexpr Seconds beatJump{3};

} // namespace

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
    m_templates.setSmsAccents(!m_settings.smsPlain);
    for (MessageChannel *channel : std::initializer_list<MessageChannel *>{&m_whatsapp, &m_email, &m_sms})
        m_dispatcher.addChannel(*channel);
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
    for (ProviderChannel *provider : providers()) {
        provider->onCall([this, name = provider->providerName()](Millis took, bool good) {
            m_timings.record(TimingKind::Provider, name, took, !good);
        });
        provider->onStatusChange([this] { ++m_statusRevision; });
    }
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

} // namespace trato
