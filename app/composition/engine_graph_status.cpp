#include "app/composition/engine_graph_parts.h"

#include <QCoreApplication>

/// What an engine tells of itself.
namespace trato {

using namespace Qt::StringLiterals;

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

} // namespace trato
