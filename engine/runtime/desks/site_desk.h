#pragma once

#include "engine/api/questions/site.h"
#include "engine/api/settings.h"
#include "engine/runtime/shared_work.h"
#include "engine/stores/redis/redis_check.h"

namespace trato {

/// Answers the questions about the site's Redis. Engine thread.
class SiteDesk
{
public:
    struct Parts {
        SharedWork &shared;
        const Clock &clock;
        QList<QueueName> ours{};                        ///< queues that this program has a handler for
        std::optional<RedisAddress> present{};          ///< the server in use, with its password
        bool isFixed = false;                           ///< command line or environment say where the jobs are
        std::function<QString(const QString &)> environment{};
        /// Keeps the password where the next start finds it.
        std::function<void(const QByteArray &, Reply<Done>)> keepPassword{};
        /// Checks, stores and applies changed settings; a changed store starts the engine anew.
        std::function<Result<Done>(const QMap<QString, QString> &)> change{};
    };
    explicit SiteDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::CheckSite &question, Reply<SiteReport> reply);
    void answer(const ask::ConnectSite &question, Reply<Done> reply);
    void answer(const ask::LeaveSite &, Reply<Done> reply);
    void answer(const ask::ChooseDuty &question, Reply<Done> reply);
    void answer(const ask::TakeOver &, Reply<Done> reply);

private:
    Result<RedisCheckOptions> optionsFor(const SiteAddress &site) const;
    void check(const SiteAddress &site, Reply<SiteReport> reply);

    const Parts m_parts;
};

/// What the facts mean for who wants to share the queues: `ours` are queues that this program has a handler for. A queue that
/// others serve is proposed to be watched, one of ours that nobody serves to be worked on; where it is not told who serves them, all are
/// proposed to be watched. Pure.
SiteReport siteReport(const RedisFacts &facts, const QList<QueueName> &ours, const QMap<QueueName, QueueDuty> &chosen);

} // namespace trato
