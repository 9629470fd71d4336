#pragma once

#include "engine/api/job.h"

#include <QByteArray>

#include <optional>

namespace trato {

/// Names of keys and connections under one prefix (bullmq-format 2.1, 2.9, 3.15). Pure.
class BullmqKeys
{
public:
    explicit BullmqKeys(QByteArray prefix) : m_prefix(std::move(prefix)) {}

    /// "<prefix>:<queue>:", what every key of a queue begins with; with an id behind it, a job's hash.
    QByteArray queue(const QueueName &queue) const { return m_prefix + ':' + queue.value.toUtf8() + ':'; }
    /// "<prefix>:<queue>", as options of jobs name a queue.
    QByteArray qualified(const QueueName &queue) const { return m_prefix + ':' + queue.value.toUtf8(); }
    /// A key of a queue by the name that scripts use for it: "waitingChildren" → "…:waiting-children".
    QByteArray of(const QueueName &queueName, QByteArrayView part) const { return queue(queueName) + suffix(part); }
    /// Ours, where no queue can be: "<prefix>::trato:<name>".
    QByteArray own(const QByteArray &name) const { return m_prefix + "::trato:" + name; }
    QByteArray fence(const QString &key) const { return fenceBegin() + key.toUtf8() + ":fence"; }
    QByteArray fenceBegin() const { return own("fence:"); }
    /// Matches the `meta` key of every queue, for SCAN.
    QByteArray metaPattern() const;
    /// Matches what begins with `begin` among the keys of a queue, for SCAN.
    QByteArray patternIn(const QueueName &queueName, const QByteArray &begin) const;
    /// The job whose hash has this key; not set when it is none. An id may have colons, a queue's name has none; under another
    /// prefix the id is taken to have none, too.
    std::optional<JobRef> jobOf(const QByteArray &key) const;
    /// The queue whose `meta` key this is; empty when it is none.
    QueueName queueOfMeta(const QByteArray &key) const;

    /// Name of the connection that waits for a queue's work: what BullMQ's getWorkers looks for.
    QByteArray workerName(const QueueName &queue, const QString &worker) const;
    struct Named {
        QueueName queue{};
        QString worker{};
    };
    /// The worker that a connection's name tells of; not set for others, and for names of other prefixes.
    std::optional<Named> workerOf(const QByteArray &connectionName) const;

    /// How the format spells a part ("stalledCheck" → "stalled-check").
    static QByteArray suffix(QByteArrayView part);

private:
    const QByteArray m_prefix;
};

} // namespace trato
