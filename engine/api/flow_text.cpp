#include "engine/api/flow_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostJobs = 10'000;
constexpr int deepest = 64;

Error wrong(const QString &where, const QString &what)
{
    return {Error::Code::Invalid, where.isEmpty() ? what : where + u": "_s + what};
}

QByteArray textOf(const QJsonValue &value)
{
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return text.sliced(1, text.size() - 2); // without the brackets: any value may stand alone
}

bool isCount(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() >= 0 && value.toDouble() == double(value.toInteger(-1));
}

/// A number of milliseconds, or an object of type, delay and jitter.
std::optional<Backoff> backoffOf(const QJsonValue &value)
{
    if (isCount(value))
        return Backoff{Backoff::Kind::Fixed, Millis(value.toInteger()), 0};
    const QJsonObject object = value.toObject();
    const auto kind = enumFromName<Backoff::Kind>(object.value(u"type"_s).toString());
    const double jitter = object.value(u"jitter"_s).toDouble();
    if (!kind || !isCount(object.value(u"delay"_s)) || jitter < 0 || jitter > 1)
        return std::nullopt;
    return Backoff{*kind, Millis(object.value(u"delay"_s).toInteger()), jitter};
}

std::optional<KeepRule> keepOf(const QJsonValue &value)
{
    if (value.isBool())
        return KeepRule{value.toBool() ? 0 : -1};
    if (isCount(value))
        return KeepRule{value.toInteger()};
    const QJsonObject object = value.toObject();
    const bool hasCount = isCount(object.value(u"count"_s));
    const bool hasAge = isCount(object.value(u"age"_s));
    if (!hasCount && !hasAge)
        return std::nullopt;
    return KeepRule{hasCount ? object.value(u"count"_s).toInteger() : -1, Seconds(object.value(u"age"_s).toInteger())};
}

std::optional<Deduplication> deduplicationOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const QJsonValue ttl = object.value(u"ttl"_s);
    if (object.value(u"id"_s).toString().isEmpty() || !(ttl.isUndefined() || isCount(ttl)))
        return std::nullopt;
    return Deduplication{object.value(u"id"_s).toString(), Millis(ttl.toInteger()), object.value(u"extend"_s).toBool(),
                         object.value(u"replace"_s).toBool(), object.value(u"keepLastIfActive"_s).toBool()};
}

/// Takes one option; false for a value that does not fit, or a name that is not known.
bool take(JobOptions &options, const QString &name, const QJsonValue &value)
{
    const auto count = [&](auto &into) {
        using T = std::remove_cvref_t<decltype(into)>;
        if (!isCount(value) || value.toInteger() > std::numeric_limits<int>::max())
            return false;
        into = T(value.toInteger());
        return true;
    };
    const auto into = [](auto &member, auto parsed) {
        if (!parsed)
            return false;
        member = *parsed;
        return true;
    };
    static const QHash<QString, ChildFailure> failures{{u"failParentOnFailure"_s, ChildFailure::Fail},
                                                       {u"continueParentOnFailure"_s, ChildFailure::Continue},
                                                       {u"ignoreDependencyOnFailure"_s, ChildFailure::Ignore},
                                                       {u"removeDependencyOnFailure"_s, ChildFailure::Remove}};
    if (const auto rule = failures.constFind(name); rule != failures.cend()) {
        if (!value.isBool() || (value.toBool() && options.onFailure != ChildFailure::Wait))
            return false; // they exclude each other
        if (value.toBool())
            options.onFailure = *rule;
        return true;
    }
    if (name == u"delay")
        return count(options.delay);
    if (name == u"priority")
        return count(options.priority);
    if (name == u"attempts")
        return count(options.attempts);
    if (name == u"keepLogs")
        return count(options.keepLogs);
    if (name == u"lifo")
        return value.isBool() && (options.lifo = value.toBool(), true);
    if (name == u"jobId")
        return value.isString() && (options.jobId = value.toString(), true);
    if (name == u"backoff")
        return into(options.backoff, backoffOf(value));
    if (name == u"removeOnComplete")
        return into(options.keepCompleted, keepOf(value));
    if (name == u"removeOnFail")
        return into(options.keepFailed, keepOf(value));
    if (name == u"deduplication")
        return into(options.deduplication, deduplicationOf(value));
    return false;
}

Result<NewJob> jobOf(const QJsonObject &node, const QString &where)
{
    NewJob job{.queue = {node.value(u"queueName"_s).toString()}, .name = node.value(u"name"_s).toString()};
    if (job.queue.isEmpty() || job.name.isEmpty())
        return wrong(where, u"a job needs \"name\" and \"queueName\""_s);
    for (auto it = node.constBegin(); it != node.constEnd(); ++it)
        if (it.key() != u"name" && it.key() != u"queueName" && it.key() != u"data" && it.key() != u"opts" && it.key() != u"children")
            return wrong(where, u"\"%1\" is not known"_s.arg(it.key()));
    if (node.contains(u"data"_s))
        job.data.utf8 = textOf(node.value(u"data"_s));
    const QJsonValue options = node.value(u"opts"_s);
    if (!options.isUndefined() && !options.isObject())
        return wrong(where, u"\"opts\" is an object"_s);
    const QJsonObject members = options.toObject();
    for (auto it = members.constBegin(); it != members.constEnd(); ++it)
        if (!take(job.options, it.key(), it.value()))
            return wrong(where + (where.isEmpty() ? u"opts"_s : u".opts"_s), u"\"%1\" is not known or its value does not fit"_s.arg(it.key()));
    return job;
}

std::optional<Error> appendNode(QList<FlowJob> &jobs, const QJsonValue &node, int parent, const QString &where, int depth)
{
    if (!node.isObject())
        return wrong(where, u"a job is an object"_s);
    if (depth > deepest || jobs.size() >= mostJobs)
        return wrong(where, u"a flow has at most %1 jobs, %2 below each other"_s.arg(mostJobs).arg(deepest));
    const Result<NewJob> job = jobOf(node.toObject(), where);
    if (!job)
        return job.error();
    const int mine = int(jobs.size());
    jobs.append({job.value(), parent});
    const QJsonValue children = node.toObject().value(u"children"_s);
    if (!children.isUndefined() && !children.isArray())
        return wrong(where, u"\"children\" is a list"_s);
    const QJsonArray list = children.toArray();
    for (qsizetype i = 0; i < list.size(); ++i)
        if (auto error = appendNode(jobs, list[i], mine, u"%1children[%2]"_s.arg(where.isEmpty() ? QString() : where + u'.').arg(i), depth + 1))
            return error;
    return std::nullopt;
}

} // namespace

Result<QList<FlowJob>> flowFromJson(const QByteArray &json)
{
    QJsonParseError trouble;
    const QJsonDocument document = QJsonDocument::fromJson(json, &trouble);
    if (document.isNull())
        return wrong({}, u"no JSON: "_s + trouble.errorString());
    QList<FlowJob> jobs;
    if (const auto error = appendNode(jobs, document.object().isEmpty() ? QJsonValue() : QJsonValue(document.object()), -1, {}, 1))
        return *error;
    return jobs;
}

} // namespace trato
