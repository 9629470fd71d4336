#pragma once

#include "engine/notify/ways/relayed_call.h"
#include "engine/stores/redis/redis_connection.h"

namespace trato {

/// Reads what the site's route writes into a stream of its Redis, `<prefix>::trato:events`: one field `event` an entry, the same JSON
/// that a relay keeps. What was written durably here is deleted there; how far it has got is kept with the events, so that an
/// entry whose deletion was lost is not taken twice. A connection of its own, which waits for entries.
/// Lives on the engine thread; the parts outlive it.
class SiteStream
{
public:
    struct Parts {
        WebhookDoor &door;
        EventIntake &intake;
        EventBook &book;
        const EngineSettings &settings;
        const Clock &clock;
        LogBook &log;
    };
    SiteStream(RedisAddress address, const QByteArray &prefix, Parts parts);

    /// Starts or ends reading as the settings say; called now and then.
    void tick(bool mayRead);
    /// "ways.stream"; empty: fine.
    const QString &trouble() const { return m_trouble; }

private:
    void readNext();
    void ask(const QString &cursor);
    void take(const RedisValue &answer);
    void drop(const QList<QByteArray> &ids);
    void rest(const QString &trouble);

    const Parts m_parts;
    const QByteArray m_key;
    std::chrono::nanoseconds m_next{0};   ///< steady
    bool m_reading = false;
    bool m_busy = false;
    QString m_trouble;
    RedisConnection m_connection;         ///< last: it answers what is on its way when it goes
};

} // namespace trato
