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

constexpr std::array<std::pair<ChildFailure, const char *>, 4> failureFlags{{
    {ChildFailure::Fail, "fpof"}, {ChildFailure::Continue, "cpof"}, {ChildFailure::Ignore, "idof"}, {ChildFailure::Remove, "rdof"},
}};

QJsonObject deduplicationObject(const Deduplication &dedup)
{
    QJsonObject object{{u"id"_s, dedup.id}};
    if (dedup.ttl > Millis(0))
        object.insert(u"ttl"_s, qint64(dedup.ttl.count()));
    const std::pair<QString, bool> flags[] = {{u"extend"_s, dedup.extend}, {u"replace"_s, dedup.replace}, {u"keepLastIfActive"_s, dedup.keepLastIfActive}};
    for (const auto &[name, on] : flags)
        if (on)
            object.insert(name, true);
    return object;
}

std::optional<Deduplication> deduplicationOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const QString id = object.value(u"id"_s).toString();
    if (id.isEmpty())
        return std::nullopt;
    return Deduplication{id, Millis(object.value(u"ttl"_s).toInteger()), object.value(u"extend"_s).toBool(),
                         object.value(u"replace"_s).toBool(), object.value(u"keepLastIfActive"_s).toBool()};
}

/// The queue of a qualified name; a prefix may hold ':', a queue's name cannot.
QueueName queueIn(const QString &qualified)
{
    return {qualified.sliced(qualified.lastIndexOf(u':') + 1)};
}

std::optional<JobRef> parentIn(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const QString id = object.value(u"id"_s).toString();
    return id.isEmpty() ? std::nullopt : std::optional(JobRef{queueIn(object.value(u"queue"_s).toString()), {id}});
}

void insertFailureFlag(QJsonObject &object, ChildFailure rule)
{
    for (const auto &[value, flag] : failureFlags)
        if (value == rule)
            object.insert(QLatin1String(flag), true);
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

QByteArray textOf(const JobOptions &options, const BullmqKeys &keys)
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
    if (options.deduplication)
        object.insert(u"de"_s, deduplicationObject(*options.deduplication));
    if (options.parent)
        object.insert(u"parent"_s, QJsonObject{{u"id"_s, options.parent->id.value}, {u"queue"_s, QString::fromUtf8(keys.qualified(options.parent->queue))}});
    insertFailureFlag(object, options.onFailure);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What would be written for a text if it were all that is known.
QJsonObject knownOf(const QByteArray &raw, const BullmqKeys &keys)
{
    const QJsonObject object = QJsonDocument::fromJson(raw).object();
    return QJsonDocument::fromJson(textOf(optionsOf(raw, int(object.value(u"priority"_s).toInteger())), keys)).object();
}

bool isOfSchedule(const QString &member)
{
    static const QStringList members{u"repeat"_s, u"repeatJobKey"_s, u"prevMillis"_s, u"jobId"_s};
    return members.contains(member);
}

} // namespace

QByteArray optionsText(const JobOptions &options, const BullmqKeys &keys)
{
    static const JobOptions usual;
    static const QByteArray usualText = textOf(usual, keys); // names no queue, so it is the same under every prefix
    return options == usual ? usualText : textOf(options, keys);
}

QByteArray optionsText(const JobOptions &options, const QByteArray &raw, const BullmqKeys &keys)
{
    if (raw.isEmpty())
        return optionsText(options, keys);
    const QJsonObject before = QJsonDocument::fromJson(textOf(optionsOf(raw, options.priority), keys)).object();
    const QJsonObject after = QJsonDocument::fromJson(textOf(options, keys)).object();
    QJsonObject object = QJsonDocument::fromJson(raw).object();
    bool changed = false;
    QStringList members = before.keys() + after.keys();
    members.removeIf([](const QString &member) { return member == u"jobId" || member == u"parent"; });
    for (const QString &member : std::as_const(members)) {
        if (before.value(member) == after.value(member))
            continue;
        changed = true;
        after.contains(member) ? (void)object.insert(member, after.value(member)) : object.remove(member);
    }
    const auto queueOf = [](const QJsonObject &of) { return of.value(u"parent"_s).toObject().value(u"queue"_s); };
    if (object.contains(u"parent"_s) && after.contains(u"parent"_s) && queueOf(object) != queueOf(after)) { // under another prefix
        changed = true;
        object.insert(u"parent"_s, after.value(u"parent"_s));
    }
    return changed ? QJsonDocument(object).toJson(QJsonDocument::Compact) : raw;
}

bool saysOther(const QByteArray &raw, const BullmqKeys &keys)
{
    const QJsonDocument document = QJsonDocument::fromJson(raw);
    return !document.isObject() || document.object() != knownOf(raw, keys);
}

QByteArray foreignIn(const QByteArray &raw)
{
    const QJsonDocument document = QJsonDocument::fromJson(raw);
    if (!document.isObject())
        return raw;
    static const BullmqKeys anyKeys{"bull"}; // only a parent is named with them
    const QJsonObject known = knownOf(raw, anyKeys), object = document.object();
    QJsonObject foreign;
    for (auto it = object.begin(); it != object.end(); ++it)
        if (it.key() != u"parent" && !isOfSchedule(it.key()) && known.value(it.key()) != it.value())
            foreign.insert(it.key(), it.value());
    return foreign.isEmpty() ? QByteArray() : QJsonDocument(foreign).toJson(QJsonDocument::Compact);
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
    options.deduplication = deduplicationOf(object.value(object.contains(u"de"_s) ? u"de"_s : u"debounce"_s));
    options.parent = parentIn(object.value(u"parent"_s));
    for (const auto &[value, flag] : failureFlags)
        if (object.value(QLatin1String(flag)).toBool())
            options.onFailure = value;
    return options;
}

QByteArray parentText(const JobOptions &options, const BullmqKeys &keys)
{
    QJsonObject kept{{u"id"_s, options.parent->id.value}, {u"queueKey"_s, QString::fromUtf8(keys.qualified(options.parent->queue))}};
    insertFailureFlag(kept, options.onFailure);
    return QJsonDocument(kept).toJson(QJsonDocument::Compact);
}

QByteArray extraText(const JobOptions &options, bool waitsForChildren, const BullmqKeys &keys)
{
    if (!options.deduplication && !options.parent && !waitsForChildren)
        return {};
    QJsonObject object;
    if (options.deduplication)
        object.insert(u"de"_s, deduplicationObject(*options.deduplication));
    if (options.parent) {
        const JobRef &parent = *options.parent;
        object.insert(u"pk"_s, QString::fromUtf8(keys.queue(parent.queue)) + parent.id.value);
        object.insert(u"pd"_s, QString::fromUtf8(parentText(options, keys)));
    }
    if (waitsForChildren)
        object.insert(u"wc"_s, true);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace trato::bullmq
