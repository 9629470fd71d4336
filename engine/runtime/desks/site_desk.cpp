#include "engine/runtime/desks/site_desk.h"

#include "engine/stores/redis/bullmq_keys.h"
#include "engine/stores/redis/redis_health.h"
#include "engine/stores/redis/redis_watch.h"

#include <algorithm>
#include <map>

namespace trato {

using namespace Qt::StringLiterals;

SiteReport siteReport(const RedisFacts &facts, const QList<QueueName> &ours, const QMap<QueueName, QueueDuty> &chosen)
{
    SiteReport report;
    const QList<RedisFinding> findings = judgeRedis(facts);
    report.checks = redisHealth(findings);
    report.usable = std::ranges::none_of(findings, [](const RedisFinding &f) { return f.severity == RedisFinding::Severity::Problem; });
    report.durability = durabilityOf(redisDurability(facts));
    if (facts.fault != RedisFault::None)
        return report;
    std::map<QueueName, SiteQueue> queues;
    const auto queueOf = [&queues](const QueueName &name) -> SiteQueue & {
        SiteQueue &queue = queues[name];
        queue.name = name;
        return queue;
    };
    for (const RedisQueueFound &found : facts.queues)
        if (found.prefix == facts.prefix)
            queueOf({QString::fromUtf8(found.name)}).version = QString::fromUtf8(found.version);
    for (const QueueName &name : ours)
        queueOf(name).ours = true;
    const BullmqKeys keys(facts.prefix);
    for (const QByteArray &client : facts.clients) {
        const auto worker = keys.workerOf(client);
        if (!worker || facts.engines.contains(worker->worker.toUtf8()))
            continue;
        QStringList &workers = queueOf(worker->queue).workers;
        const QString name = worker->worker.isEmpty() ? u"BullMQ"_s : worker->worker;
        if (!workers.contains(name))
            workers.append(name);
    }
    for (auto &[name, queue] : queues) {
        queue.workersUnknown = facts.clientsRefused;
        const QueueDuty proposed = queue.ours && queue.workers.isEmpty() && !queue.workersUnknown ? QueueDuty::Work : QueueDuty::Watch;
        queue.duty = queue.ours ? chosen.value(name, proposed) : QueueDuty::Watch;
        report.queues.append(queue);
    }
    return report;
}

Result<RedisCheckOptions> SiteDesk::optionsFor(const SiteAddress &site) const
{
    auto address = redisAddressOf(site.url, UrlSecret::Refused);
    if (!address)
        return address.error();
    auto prefix = redisPrefixOf(site.prefix);
    if (!prefix)
        return prefix.error();
    RedisCheckOptions options;
    options.prefix = std::move(prefix).value();
    options.anyPrefix = false;
    options.address = std::move(address).value();
    if (!site.password.isEmpty()) {
        options.address.password = site.password.toUtf8();
        return options;
    }
    auto whole = withRedisSecrets(options.address, m_parts.environment);
    if (!whole)
        return whole.error();
    options.address = std::move(whole).value();
    // A kept password goes to the server it was kept for, to no other.
    if (options.address.password.isEmpty() && m_parts.present && m_parts.present->display() == options.address.display())
        options.address.password = m_parts.present->password;
    return options;
}

void SiteDesk::check(const SiteAddress &site, Reply<SiteReport> reply)
{
    const auto options = optionsFor(site);
    if (!options)
        return reply(options.error());
    checkRedis(options.value(), m_parts.clock, [this, reply = std::move(reply)](const Result<RedisFacts> &facts) {
        facts ? reply(siteReport(facts.value(), m_parts.ours, m_parts.shared.chosen())) : reply(facts.error());
    });
}

void SiteDesk::answer(const ask::CheckSite &question, Reply<SiteReport> reply)
{
    check(question.site, std::move(reply));
}

void SiteDesk::answer(const ask::ConnectSite &question, Reply<Done> reply)
{
    if (m_parts.isFixed)
        return reply(Error{Error::Code::Refused, u"site.fixed"_s});
    check(question.site, [this, question, reply = std::move(reply)](const Result<SiteReport> &report) {
        if (!report)
            return reply(report.error());
        if (!report.value().usable)
            return reply(Error{Error::Code::Refused, u"site.unsafe"_s});
        QMap<QueueName, QueueDuty> duties;
        for (auto it = question.duties.begin(); it != question.duties.end(); ++it) {
            const QueueName queue{it.key()};
            const auto duty = enumFromName<QueueDuty>(it.value());
            if (!duty || (*duty != QueueDuty::Watch && !m_parts.ours.contains(queue)))
                return reply(Error{Error::Code::Invalid, u"site.no_handler"_s});
            if (m_parts.ours.contains(queue)) // others are only watched anyway
                duties.insert(queue, *duty);
        }
        const QMap<QString, QString> values{{u"store/redis"_s, question.site.url},
                                            {u"store/prefix"_s, question.site.prefix},
                                            {u"store/duties"_s, dutiesText(duties)}};
        if (question.site.password.isEmpty())
            return reply(m_parts.change(values));
        m_parts.keepPassword(question.site.password.toUtf8(), [this, values, reply](const Result<Done> &kept) {
            kept ? reply(m_parts.change(values)) : reply(Error{Error::Code::Refused, u"site.keychain"_s});
        });
    });
}

void SiteDesk::answer(const ask::LeaveSite &, Reply<Done> reply)
{
    if (m_parts.isFixed)
        return reply(Error{Error::Code::Refused, u"site.fixed"_s});
    if (!m_parts.shared.isShared())
        return reply(Error{Error::Code::Refused, u"site.none"_s});
    reply(m_parts.change({{u"store/redis"_s, QString()}}));
}

void SiteDesk::answer(const ask::ChooseDuty &question, Reply<Done> reply)
{
    if (const Result<Done> chosen = m_parts.shared.choose(question.queue, question.duty); !chosen)
        return reply(chosen.error());
    reply(m_parts.change({{u"store/duties"_s, dutiesText(m_parts.shared.chosen())}}));
}

void SiteDesk::answer(const ask::TakeOver &, Reply<Done> reply)
{
    m_parts.shared.takeOver(std::move(reply));
}

} // namespace trato
