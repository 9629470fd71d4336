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
constexpr Millis answerLead{100};

} // namespace

Result<Done> EngineGraph::start()
{
    if (!m_served.unknownHandler.isEmpty())
        return Error{Error::Code::Invalid, u"unknown handler: "_s + m_served.unknownHandler};
    for (const QString &key : m_settingsFile.ignored())
        m_log.warning("settings", u"%1 makes no sense and was ignored"_s.arg(key));
    tellRestore(m_restored, m_log);
    if (!m_options.http.isEmpty() && !listenAddressOf(m_options.http).value().isOwn && m_settings.httpCertificate.isEmpty())
        return Error{Error::Code::Refused, u"others than this computer reach the HTTP interface with TLS alone: set http/certificate and http/key"_s};
    if (m_options.works) { // an engine of one command is gone before anybody could use it
        if (const Result<Done> listening = m_server.listen(); !listening)
            return listening;
    }
    connectParts();
    if (m_options.works) {
        listenByHttp();
        m_intake.start();
    }
    m_templates.setSmsAccents(!m_settings.smsPlain);
    for (MessageChannel *channel : std::initializer_list<MessageChannel *>{&m_whatsapp, &m_email, &m_sms})
        m_dispatcher.addChannel(*channel);
    m_worker.serve(m_served.queues);
    m_archive.load();
    if (!m_sharedWork.isShared()) {
        m_recovery.start(); // before any job runs
    } else {
        applyDuties(); // nothing, until it is known who owns the shop
        startWorking();
        m_sharedWork.tick();
    }
    if (m_redisWatch)
        m_redisWatch->tick();
    if (m_options.works)
        m_copies.list([](const Result<BackupList> &) {}); // how old the newest one is
    m_frameTimer.start(frameInterval);
    if (m_options.works)
        m_resources.start();
    if (m_options.works && m_options.schedules)
        m_planTimer.start(planInterval);
    if (m_options.works)
        m_shop.units([this](const Result<QList<Unit>> &units) { // a profile may have got its zone before schedules followed it
            if (units && !units.value().isEmpty())
                keepZone(units.value().first().zone);
        });
    if (plans()) {
        plan();
        m_watch.tick();
    }
    if (m_choice.redis)
        m_log.info("engine", u"jobs on %1, paused queues laid out as %2"_s.arg(m_choice.redis->display(), QString::fromLatin1(m_choice.pausedLayout)));
    m_log.info("engine", u"%1 %2 started on profile %3"_s.arg(m_name, QCoreApplication::applicationVersion(), m_profile.name()));
    return Done{};
}

/// Only the owner of the shop has the ledger that events are about.
void EngineGraph::askWays()
{
    const bool mayAsk = m_options.works && !m_stopping && m_sharedWork.owns();
    if (m_stream)
        m_stream->tick(mayAsk);
    if (!mayAsk)
        return;
    m_relay.tick();
    m_twilioWatch.tick();
}

void EngineGraph::listenByHttp()
{
    m_http.configure({.listen = m_options.http.isEmpty() ? m_settings.httpListen : m_options.http, .certificateFile = m_settings.httpCertificate,
                      .keyFile = m_settings.httpKey, .corsOrigin = m_settings.httpCorsOrigin,
                      .api = {m_settings.httpRateLimit, m_settings.httpPerMinute}});
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

/// What an earlier run, or an earlier owner, left of messages is settled, or cannot be.
void EngineGraph::onShopReady()
{
    if (m_stopping || !m_sharedWork.owns())
        return;
    const bool first = !std::exchange(m_shopReady, true);
    startWorking();
    applyDuties();
    if (first && m_sharedWork.isShared() && plans()) {
        plan();
        m_watch.tick();
    }
}

void EngineGraph::onOwner(bool owns)
{
    m_shopReady = false;
    m_scheduler.reload(); // the one before ran them
    if (owns && !m_stopping)
        m_recovery.start(); // what the one before left: its sends are uncertain
    else
        m_recovery.stop();
    applyDuties();
}

/// Tells the worker which of its queues to leave alone: those that others work on, and the shop's while it is not ours.
void EngineGraph::applyDuties()
{
    if (!m_sharedWork.isShared())
        return;
    QSet<QueueName> left = m_sharedWork.leftAlone();
    if (!m_shopReady)
        for (const ServedQueue &queue : m_served.queues)
            if (isShopHandler(queue.handlerName))
                left.insert(queue.queue);
    m_worker.hold(left);
}

/// The answer to whoever asked for it leaves first.
void EngineGraph::restartSoon()
{
    QTimer::singleShot(answerLead, this, [this] {
        if (!m_stopping)
            emit restartRequested();
    });
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
    connect(&m_http, &HttpFace::changed, this, [this] {
        ++m_statusRevision;
        m_http.trouble().isEmpty() ? m_log.info("http", m_http.address().isEmpty() ? u"not listening"_s : u"listening on "_s + m_http.address())
                                   : m_log.error("http", m_http.trouble());
    });
    m_scheduler.onChange([this] { ++m_statusRevision; });
    m_copies.onChange([this] { ++m_statusRevision; });
    connect(&m_recovery, &SendRecovery::done, this, &EngineGraph::onShopReady);
    connect(&m_recovery, &SendRecovery::inTrouble, this, [this] {
        if (const std::optional<Error> end = lostForGood(); end && m_options.headless)
            emit failed(*end);
        else
            onShopReady();
    });
    connect(&m_sharedWork, &SharedWork::ownerChanged, this, &EngineGraph::onOwner);
    connect(&m_sharedWork, &SharedWork::changed, this, [this] {
        applyDuties();
        ++m_statusRevision;
        m_frames.askAgain();
    });
    if (m_redisWatch)
        m_redisWatch->onChange([this] { ++m_statusRevision; });
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
    m_ledger.setCostRules([this] { return costRulesOf(m_settings); });
    m_ledger.onChange([this] { ++m_diaryRevision; });
    m_budget.onChange([this] { ++m_statusRevision; });
    m_templateOffice.onChange([this] { ++m_statusRevision; });
    m_planner.onPlanned([this] { ++m_diaryRevision; });
    connect(&m_frames, &FramePublisher::frameReady, this, &EngineCore::frameReady);
    connect(&m_frames, &FramePublisher::frameReady, &m_server, &LocalServer::publish);
    connect(&m_server, &LocalServer::watched, this, [this](const QList<QueueName> &queues) {
        m_watchedOutside = queues;
        m_frames.watch(m_watchedHere + queues);
    });
    connect(&m_frameTimer, &QTimer::timeout, this, &EngineGraph::beat);
    connect(&m_planTimer, &QTimer::timeout, this, [this] {
        if (m_sharedWork.isShared()) {
            m_scheduler.reload();
            m_overview.refresh({}); // what others did to a queue tells no event
        }
        if (!plans())
            return;
        plan();
        m_watch.tick();
    });
}

/// Makes jobs of what the diary and what happened in the shop ask for.
void EngineGraph::plan()
{
    m_planner.tick();
    m_wishPlanner.tick();
    m_offerPlanner.tick();
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
    if (!m_stopping) {
        m_sharedWork.tick();
        if (m_redisWatch) {
            if (const QString code = m_store->health().problemCode; std::exchange(m_storeProblem, code) != code) {
                m_redisWatch->lookSoon();
                ++m_statusRevision;
            }
            m_redisWatch->tick();
        }
    }
    if (plans() && !m_stopping)
        m_scheduler.tick();
    askWays();
    m_budget.tick();
    if (plans() && !m_stopping)
        m_templateOffice.tick();
    if (m_trouble.note(problems()) && plans())
        plan(); // what could not be planned meanwhile
    m_archive.tick();
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
        m_archive.save();
        m_sharedWork.leave([reply, stopped = std::move(stopped)] { reply(stopped); });
    });
}

void EngineGraph::stopWhenIdle()
{
    if (!m_sharedWork.isSettled() || (m_sharedWork.owns() && !m_shopReady)) { // it may yet get queues to work on
        if (!m_stopping)
            QTimer::singleShot(frameInterval, this, [this] { stopWhenIdle(); });
        return;
    }
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
