#include "engine/stores/redis/redis_health.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString areaOf(const QByteArray &key)
{
    static const QHash<QByteArray, QString> areas{
        {"replica", u"role"_s},           {"role-unknown", u"role"_s},   {"version", u"version"_s},
        {"version-old", u"version"_s},    {"version-unknown", u"version"_s}, {"eviction", u"memory"_s},
        {"workers-unknown", u"rights"_s}, {"saving-failed", u"writes"_s}, {"replicas-missing", u"writes"_s},
        {"write-refused", u"writes"_s},
        {"eviction-unknown", u"memory"_s}, {"memory-full", u"memory"_s}, {"clock", u"clock"_s},
        {"queues", u"queues"_s},          {"peers-old", u"queues"_s},    {"mixed-versions", u"queues"_s},
    };
    if (key.startsWith("durability-"))
        return u"durability"_s;
    if (key == "acl" || key.startsWith("acl-"))
        return u"rights"_s;
    return areas.value(key, u"connection"_s);
}

} // namespace

QList<HealthCheck> redisHealth(const QList<RedisFinding> &findings)
{
    using Severity = RedisFinding::Severity;
    QList<HealthCheck> checks;
    for (const RedisFinding &finding : findings) {
        QStringList detail{finding.detail, finding.fix};
        detail.removeAll(QString());
        const bool good = finding.severity == Severity::Good;
        checks.append({.name = u"redis."_s + areaOf(finding.key), .ok = finding.severity != Severity::Problem,
                       .warning = !good && finding.severity != Severity::Problem, .detail = detail.join(u"; "_s),
                       .way = good ? QString() : u"redis."_s + QString::fromLatin1(finding.key)});
    }
    return checks;
}

} // namespace trato
