#include "engine/stores/redis/bullmq_keys.h"

#include <array>

namespace trato {
namespace {

constexpr std::array<std::pair<QByteArrayView, QByteArrayView>, 6> spellings{{
    {"waitingChildren", "waiting-children"},
    {"stalledCheck", "stalled-check"},
    {"metricsCompleted", "metrics:completed"},
    {"metricsCompletedData", "metrics:completed:data"},
    {"metricsFailed", "metrics:failed"},
    {"metricsFailedData", "metrics:failed:data"},
}};

/// A text that SCAN takes as it is.
QByteArray literally(const QByteArray &text)
{
    QByteArray pattern;
    for (const char c : text) {
        if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

} // namespace

QByteArray BullmqKeys::suffix(QByteArrayView part)
{
    for (const auto &[name, spelt] : spellings)
        if (name == part)
            return spelt.toByteArray();
    return part.toByteArray();
}

QByteArray BullmqKeys::metaPattern() const { return literally(m_prefix) + ":*:meta"; }

QByteArray BullmqKeys::patternIn(const QueueName &queueName, const QByteArray &begin) const
{
    return literally(queue(queueName) + begin) + '*';
}

QueueName BullmqKeys::queueOfMeta(const QByteArray &key) const
{
    if (!key.startsWith(m_prefix + ':') || !key.endsWith(":meta"))
        return {};
    const QByteArray name = key.mid(m_prefix.size() + 1, key.size() - m_prefix.size() - 6);
    return name.contains(':') ? QueueName{} : QueueName{QString::fromUtf8(name)};
}

std::optional<JobRef> BullmqKeys::jobOf(const QByteArray &key) const
{
    const bool ours = key.startsWith(m_prefix + ':');
    const qsizetype begin = ours ? m_prefix.size() + 1 : 0;
    const qsizetype colon = ours ? key.indexOf(':', begin) : key.lastIndexOf(':');
    if (colon <= begin)
        return std::nullopt;
    const qsizetype from = ours ? begin : key.lastIndexOf(':', colon - 1) + 1; // of a longer prefix only the queue counts
    return JobRef{{QString::fromUtf8(key.sliced(from, colon - from))}, {QString::fromUtf8(key.sliced(colon + 1))}};
}

QByteArray BullmqKeys::workerName(const QueueName &queue, const QString &worker) const
{
    const QByteArray name = m_prefix + ':' + queue.value.toUtf8().toBase64();
    return worker.isEmpty() ? name : name + ":w:" + worker.toUtf8();
}

std::optional<BullmqKeys::Named> BullmqKeys::workerOf(const QByteArray &connectionName) const
{
    if (!connectionName.startsWith(m_prefix + ':'))
        return std::nullopt;
    const QByteArray rest = connectionName.mid(m_prefix.size() + 1);
    const qsizetype colon = rest.indexOf(':');
    const QByteArray encoded = colon < 0 ? rest : rest.left(colon);
    if (colon >= 0 && !rest.mid(colon).startsWith(":w:"))
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return std::nullopt;
    return Named{{QString::fromUtf8(decoded.decoded)}, colon < 0 ? QString() : QString::fromUtf8(rest.mid(colon + 3))};
}

} // namespace trato
