#pragma once

#include "engine/stores/redis/redis_work.h"

namespace trato::redis {

/// A place in the list of one state, as the script `page` takes and tells it.
struct ListSpot {
    qint64 index = 0;
    QByteArray score{"0"};
    QByteArray id{};            ///< empty: before the first job
    friend bool operator==(const ListSpot &, const ListSpot &) = default;
};

/// Arguments of the script `page`.
RedisCommand pageArguments(const RedisWork &work, const QueueName &queue, JobState state, bool reversed, qint64 offset, qint64 limit,
                           const ListSpot &after, bool rows);
/// The place of the last job that an answer of `page` looked at.
ListSpot spotIn(const RedisValue &answer, const ListSpot &before);

struct Walked {
    QList<QByteArray> ids{};
    ListSpot last{};
    bool complete = true;       ///< false: there are more than were asked for
};

/// Ids of a state in the order of its list, from a place on, at most `most`, in several short looks.
void walkIds(RedisWork &work, QueueName queue, JobState state, bool reversed, ListSpot after, qsizetype most, Reply<Walked> reply);

/// What a search looks at, of one job.
struct JobTexts {
    QByteArray id{};
    QString name{};
    QString reason{};
    qint64 timestamp = 0;
};
/// Texts of these jobs, in their order, in several short looks.
void readTexts(RedisWork &work, QueueName queue, QList<QByteArray> ids, Reply<QList<JobTexts>> reply);

} // namespace trato::redis
