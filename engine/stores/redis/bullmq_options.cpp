#include "engine/stores/redis/bullmq_options.h"

#include <QJsonDocument>

namespace trato::bullmq {
namespace {

using namespace Qt::StringLiterals;

constexpr int tracesOfNode = 10; // bullmq-format E18: Node keeps all of them by default

QJsonValue keepValue(const KeepRule &rule)
{
    if (rule.count == 0)
        return true;
    if (rule.age <= Seconds(0))
        return rule.count < 0 ? QJsonValue(false) : QJsonValue(rule.count);
    QJsonObject object{{u"age"_s, qint64(rule.age.count())}};
    if (rule.count > 0)
        object.insert(u"count"_s, rule.count);
    return object;
}

std::optional<KeepRule> keepOf(const QJsonValue &value)
{
    if (value.isBool())
        return KeepRule{value.toBool() ? 0 : -1};
    if (value.isDouble())
        return KeepRule{value.toInteger()};
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject object = value.toObject();
    return KeepRule{object.value(u"count"_s).toInteger(-1), Seconds(object.value(u"age"_s).toInteger())};
}

QJsonObject backoffObject(const Backoff &backoff)
{
    QJsonObject object{{u"type"_s, nameOf(backoff.kind)}, {u"delay"_s, qint64(backoff.delay.count())}};
    if (backoff.jitter > 0)
        object.insert(u"jitter"_s, backoff.jitter);
    return object;
}

Backoff backoffOf(const QJsonValue &value)
{
    if (value.isDouble() && value.toDouble() > 0)
        return {Backoff::Kind::Fixed, Millis(value.toInteger()), 0};
    if (!value.isObject())
        return {};
    const QJsonObject object = value.toObject();
    const bool doubling = object.value(u"type"_s).toString() == u"exponential";
    return {doubling ? Backoff::Kind::Exponential : Backoff::Kind::Fixed, Millis(object.value(u"delay"_s).toInteger()),
            std::clamp(object.value(u"jitter"_s).toDouble(), 0.0, 1.0)};
}

QByteArray textOf(const JobOptions &options)
{
    QJsonObject object{{u"attempts"_s, options.attempts}, {u"stackTraceLimit"_s, tracesOfNode}};
    if (options.backoff.kind != Backoff::Kind::None)
        object.insert(u"backoff"_s, backoffObject(options.backoff));
    if (options.delay > Millis(0))
        object.insert(u"delay"_s, qint64(options.delay.count()));
    if (options.priority > 0)
        object.insert(u"priority"_s, options.priority);
    if (options.lifo)
        object.insert(u"lifo"_s, true);
    if (!options.jobId.isEmpty())
        object.insert(u"jobId"_s, options.jobId);
    if (options.timestamp)
        object.insert(u"timestamp"_s, toMs(*options.timestamp));
    if (options.keepCompleted)
        object.insert(u"removeOnComplete"_s, keepValue(*options.keepCompleted));
    if (options.keepFailed)
        object.insert(u"removeOnFail"_s, keepValue(*options.keepFailed));
    if (options.keepLogs > 0)
        object.insert(u"kl"_s, options.keepLogs);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray optionsText(const JobOptions &options)
{
    static const JobOptions usual;
    static const QByteArray usualText = textOf(usual);
    return options == usual ? usualText : textOf(options);
}

JobOptions optionsOf(const QByteArray &text, int priority)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    JobOptions options;
    options.delay = Millis(std::max<qint64>(0, object.value(u"delay"_s).toInteger()));
    options.priority = priority;
    options.attempts = std::max(1, int(object.value(u"attempts"_s).toInteger(1)));
    options.backoff = backoffOf(object.value(u"backoff"_s));
    options.lifo = object.value(u"lifo"_s).toBool();
    options.jobId = object.value(u"jobId"_s).toString();
    if (const QJsonValue at = object.value(u"timestamp"_s); at.isDouble())
        options.timestamp = fromMs(at.toInteger());
    options.keepCompleted = keepOf(object.value(u"removeOnComplete"_s));
    options.keepFailed = keepOf(object.value(u"removeOnFail"_s));
    options.keepLogs = int(object.value(u"kl"_s).toInteger());
    return options;
}

} // namespace trato::bullmq
