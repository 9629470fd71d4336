#include "engine/runtime/desks/engine_desk.h"

#include <QTimer>

namespace trato {
namespace {

constexpr int logLimit = 2000;
constexpr int timingLimit = 366 * 24 * 60;
constexpr std::chrono::milliseconds answerLead{100};

} // namespace

EngineDesk::EngineDesk(Parts parts, const LogBook &log, std::shared_ptr<Mailbox> home)
    : m_parts(std::move(parts)), m_log(log), m_home(std::move(home))
{
    m_pool.setMaxThreadCount(1);
}

EngineDesk::~EngineDesk()
{
    m_pool.waitForDone();
}

void EngineDesk::answer(const ask::ShowStatus &, Reply<EngineStatus> reply)
{
    m_parts.whenFilesTried([this, reply] {
        EngineStatus status = m_parts.identity;
        m_parts.standing(status);
        status.components = m_parts.components();
        status.threads = m_parts.threads();
        status.problems = m_parts.problems();
        reply(status);
    });
}

void EngineDesk::answer(const ask::ListLog &question, Reply<QList<LogLine>> reply)
{
    reply(m_log.newest(question.level, qBound(1, question.limit, logLimit), question.text));
}

void EngineDesk::answer(const ask::ShowTimings &question, Reply<TimingReport> reply)
{
    m_parts.timings(qBound(1, question.minutes, timingLimit), question.subject, std::move(reply));
}

void EngineDesk::answer(const ask::ShowResources &question, Reply<ResourceReport> reply)
{
    m_parts.resources(qBound(1, question.minutes, timingLimit), std::move(reply));
}

void EngineDesk::answer(const ask::ReadSettings &, Reply<QMap<QString, QString>> reply)
{
    reply(toText(m_parts.settings()));
}

void EngineDesk::answer(const ask::ChangeSettings &question, Reply<Done> reply)
{
    // Live is switched on after a look at what would go out, never as one setting among others (promise 7).
    for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms})
        if (question.values.value(wayKey(channel)) == nameOf(ChannelWay::Live))
            return reply(Error{Error::Code::Refused, wayKey(channel) + QStringLiteral(": live is switched on with a preview (channels live)")});
    reply(m_parts.change(question.values));
}

void EngineDesk::answer(const ask::CheckHealth &, Reply<QList<HealthCheck>> reply)
{
    m_parts.whenFilesTried([this, reply] {
        m_pool.start([checks = m_parts.checks(), home = m_home, reply] {
            home->post([reply, found = checks()] { reply(found); });
        });
    });
}

void EngineDesk::answer(const ask::StopEngine &, Reply<Done> reply)
{
    reply(Done{});
    QTimer::singleShot(answerLead, this, m_parts.stop); // the answer leaves before the socket closes
}

} // namespace trato
