#include "app/composition/engine_graph_parts.h"

#include <QCoreApplication>

#include <algorithm>

/// What an engine tells of itself.
namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// Trouble of a store, in the words for a server.
QString serverProblem(const QString &code)
{
    return code == u"store.full" ? u"redis.memory-full"_s : code == u"store.readonly" ? u"redis.read-only"_s : u"redis.unavailable"_s;
}

} // namespace

EngineDesk::Parts EngineGraph::engineDeskParts()
{
    EngineStatus identity{.version = QCoreApplication::applicationVersion(), .profile = m_profile.name(), .engine = m_name,
                          .pid = QCoreApplication::applicationPid(), .startedAt = m_startedAt,
                          .headless = m_options.headless, .schedules = m_options.schedules};
    return {identity,
            [this](EngineStatus &status) {
                status.store = storeView();
                status.owner = m_sharedWork.owns();
                status.engines = m_sharedWork.engines();
            },
            [this] { return components(); },
            [this] { return threads(); },
            [this] { return problems(); },
            [this](std::function<void()> then) { whenFilesTried(std::move(then)); },
            [this](int minutes, const QString &subject, Reply<TimingReport> reply) {
                m_archive.timings(minutes, subject, std::move(reply));
            },
            [this](int minutes, Reply<ResourceReport> reply) { m_archive.resources(minutes, std::move(reply)); },
            [this] { return m_settings; },
            [this](const QMap<QString, QString> &values) { return change(values); },
            [this] { return healthChecks(); },
            [this] { emit stopRequested(); }};
}

void EngineGraph::whenFilesTried(std::function<void()> then)
{
    if (m_filesTried)
        return then();
    m_overview.refresh([this, then = std::move(then)](const Result<QList<QueueView>> &) {
        m_shop.freshness([this, then](const Result<DiaryFreshness> &) {
            m_ledger.byKeys({}, [this, then](const Result<QMap<QString, DeliveryView>> &) {
                const auto tried = [this, then] {
                    m_filesTried = true;
                    then();
                };
                const auto looked = [this, tried] { m_redisWatch ? m_redisWatch->whenLooked(tried) : tried(); };
                m_sharedWork.whenSettled(looked);
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
    if (m_redisWatch)
        files << m_redisWatch->checks();
    const QList<ChannelNeeds> needs{{Channel::WhatsApp, m_whatsapp.missing()}, {Channel::Email, m_email.missing()}, {Channel::Sms, m_sms.missing()}};
    return [files, folder = m_profile.folder, settings = m_settings, clock = m_clock, needs] {
        return checkHealth(folder, settings, *clock, needs) + files;
    };
}

Result<Done> EngineGraph::change(const QMap<QString, QString> &values)
{
    EngineSettings changed = m_settings;
    if (const Result<Done> valid = applyText(values, changed); !valid)
        return valid;
    if (const Result<Done> sane = checkTogether(changed); !sane)
        return sane;
    const bool moved = changed.storeRedis != m_settings.storeRedis || changed.storePrefix != m_settings.storePrefix
        || (m_choice.redis && changed.storePausedLayout != m_settings.storePausedLayout);
    if (moved)
        if (const auto choice = chooseStore({}, changed, [](const QString &) { return QString(); }); !choice)
            return choice.error();
    if (const Result<Done> written = m_settingsFile.write(values); !written)
        return written;
    m_settings = changed;
    m_sharedWork.setChosen(dutiesOf(changed.storeDuties));
    if (moved && !m_choice.isFixed)
        restartSoon();
    ++m_statusRevision;
    if (m_options.works)
        listenByHttp();
    m_templates.setSmsAccents(!m_settings.smsPlain);
    for (ProviderChannel *provider : providers())
        provider->changed();
    return Done{};
}

void EngineGraph::keepZone(const QString &zone)
{
    if (zone == m_settings.zone)
        return;
    if (const Result<Done> kept = change({{u"unit/zone"_s, zone}}); !kept)
        m_log.warning("settings", u"unit/zone was not kept: "_s + kept.error().detail);
}

const ProviderChannel &EngineGraph::mailProvider() const
{
    return m_settings.emailProvider == MailProvider::Smtp ? static_cast<const ProviderChannel &>(m_smtp) : m_sendGrid;
}

QList<Problem> EngineGraph::problems() const
{
    QList<Problem> found = m_whatsapp.problems() + mailProvider().problems() + m_sms.problems() + m_watch.problems() + m_budget.problems();
    const StoreHealth jobs = m_store->health();
    const QList<Problem> server = m_redisWatch ? m_redisWatch->problems() : QList<Problem>();
    found << server;
    // The watch says more exactly why a server cannot be used.
    const bool told = std::ranges::any_of(server, &Problem::critical);
    if (!jobs.problemCode.isEmpty() && !told)
        found << Problem{m_redisWatch ? serverProblem(jobs.problemCode) : jobs.problemCode, jobs.name, jobs.detail, true, {}};
    found << m_overview.problems();
    if (!m_http.trouble().isEmpty())
        found << Problem{m_http.trouble(), u"http"_s, {}, false, {}};
    for (const Problem &problem : {m_shop.problem(), m_console.problem(), m_copies.problem()})
        if (!problem.code.isEmpty())
            found << problem;
    return found;
}

QList<ComponentView> EngineGraph::components() const
{
    const StoreHealth jobs = m_store->health();
    QList<ComponentView> all{{jobs.name, jobs.problemCode.isEmpty(), jobs.commitMs, jobs.detail, m_startedAt}};
    if (m_redisWatch) {
        const QList<Problem> server = m_redisWatch->problems();
        const auto grave = std::ranges::find_if(server, &Problem::critical);
        QStringList detail{jobs.name, m_redisWatch->server(), grave != server.end() ? grave->detail : jobs.detail};
        detail.removeAll(QString());
        all.first().name = u"redis"_s;
        all.first().healthy = all.first().healthy && grave == server.end();
        all.first().detail = detail.join(u" · "_s);
    }
    const std::pair<QString, Problem> files[] = {{u"shop.db"_s, m_shop.problem()}, {u"console.db"_s, m_console.problem()}};
    for (const auto &[name, problem] : files)
        all << ComponentView{name, problem.code.isEmpty(), {}, problem.detail, m_startedAt};
    all << ComponentView{u"whatsapp"_s, m_whatsapp.trouble().isEmpty(), {}, m_whatsapp.trouble(), m_startedAt};
    if (m_settings.emailWay == ChannelWay::Live) // what nobody uses is no part of the house
        all << ComponentView{u"email"_s, m_email.trouble().isEmpty(), {}, m_email.trouble(), m_startedAt};
    if (m_settings.smsWay == ChannelWay::Live)
        all << ComponentView{u"sms"_s, m_sms.trouble().isEmpty(), {}, m_sms.trouble(), m_startedAt};
    if (!m_http.address().isEmpty() || !m_http.trouble().isEmpty())
        all << ComponentView{u"http"_s, m_http.trouble().isEmpty(), {}, m_http.trouble().isEmpty() ? m_http.address() : m_http.trouble(), m_startedAt};
    return all;
}

QList<ThreadView> EngineGraph::threads() const
{
    const StoreHealth jobs = m_store->health();
    return {{m_redisWatch ? u"redis"_s : jobs.name, jobs.handled, jobs.waiting, jobs.busyMs}, m_shop.statistics(), m_console.statistics()};
}

StoreView EngineGraph::storeView() const
{
    if (!m_redisWatch) // every commit is on the disk before it is answered
        return {.address = m_store->health().name, .durability = Durability::Always};
    return {.address = m_choice.redis->display(), .shared = true, .prefix = QString::fromUtf8(m_choice.prefix), .server = m_redisWatch->server(),
            .durability = m_redisWatch->durability()};
}

QList<WorkerView> EngineGraph::workers() const
{
    return m_worker.workers() + m_sharedWork.workersElsewhere();
}

QString EngineGraph::wayTrouble(const QString &way) const
{
    if (way == u"stream")
        return m_stream ? m_stream->trouble() : QString();
    return way == u"pull" ? m_relay.trouble() : m_twilioWatch.trouble();
}

WayDesk::Parts EngineGraph::wayDeskParts()
{
    return {m_door, m_tokens, m_eventBook, m_secrets, m_settings, [this] { return m_choice.redis.has_value(); }, [this](const QString &way) { return wayTrouble(way); },
            [this] { return std::pair(m_http.address(), m_http.trouble()); }};
}

SharedWork::Parts EngineGraph::sharedWorkParts()
{
    QSet<QueueName> served;
    QSet<QueueName> ownerOnly;
    for (const ServedQueue &queue : m_served.queues) {
        served.insert(queue.queue);
        if (isShopHandler(queue.handlerName))
            ownerOnly.insert(queue.queue);
    }
    const bool ordered = !m_options.serve.isEmpty();
    return {*m_store, *m_clock, m_log, m_name, m_startedAt, m_options.works, m_options.schedules && (!ordered || !ownerOnly.isEmpty()), ordered,
            served, ownerOnly, dutiesOf(m_settings.storeDuties)};
}

} // namespace trato
