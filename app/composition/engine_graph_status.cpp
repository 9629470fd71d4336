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
    if (const Result<Done> written = m_settingsFile.write(values); !written)
        return written;
    m_settings = changed;
    ++m_statusRevision;
    m_templates.setSmsAccents(!m_settings.smsPlain);
    for (ProviderChannel *provider : providers())
        provider->changed();
    return Done{};
}

const ProviderChannel &EngineGraph::mailProvider() const
{
    return m_settings.emailProvider == MailProvider::Smtp ? static_cast<const ProviderChannel &>(m_smtp) : m_sendGrid;
}

QList<Problem> EngineGraph::problems() const
{
    QList<Problem> found = m_whatsapp.problems() + mailProvider().problems() + m_sms.problems() + m_watch.problems();
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
    if (m_settings.emailWay == ChannelWay::Live) // what nobody uses is no part of the house
        all << ComponentView{u"email"_s, m_email.trouble().isEmpty(), {}, m_email.trouble(), m_startedAt};
    if (m_settings.smsWay == ChannelWay::Live)
        all << ComponentView{u"sms"_s, m_sms.trouble().isEmpty(), {}, m_sms.trouble(), m_startedAt};
    return all;
}

QList<ThreadView> EngineGraph::threads() const
{
    const StoreHealth jobs = m_store->health();
    return {{u"jobs.db"_s, jobs.handled, jobs.waiting, jobs.busyMs}, m_shop.statistics(), m_console.statistics()};
}

} // namespace trato
