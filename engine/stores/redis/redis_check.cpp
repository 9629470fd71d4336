#include "engine/stores/redis/redis_check.h"

#include "engine/stores/redis/redis_value.h"

#include <QSet>
#include <QVersionNumber>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;
using Fault = RedisFault;
using Severity = RedisFinding::Severity;

namespace {

constexpr Millis clockTolerance{500};      // bullmq-format E12
constexpr qint64 fullPercent = 90;
const QVersionNumber serverFloor(6, 2);    // bullmq-format 1.1
const QVersionNumber serverGood(7, 0, 8);  // blocking waits of 1 ms
const QVersionNumber peerFloor(5, 58, 8);  // bullmq-format 1.2

QVersionNumber versionOf(const QByteArray &text)
{
    return QVersionNumber::fromString(QString::fromLatin1(text));
}

/// The number in "bullmq:5.81.5"; null for other libraries, which count in their own way.
QVersionNumber bullmqVersionOf(const QByteArray &text)
{
    return text.startsWith("bullmq:") ? versionOf(text.mid(7)) : QVersionNumber();
}

QString aclUser(const RedisFacts &facts)
{
    return facts.address.user.isEmpty() ? u"default"_s : QString::fromUtf8(facts.address.user);
}

/// A command or setting that mends what keeps us out.
QString fixOf(const RedisFacts &facts)
{
    switch (facts.fault) {
    case Fault::TlsUnknownAuthority:
        return u"REDIS_TLS_CA_FILE=ca.pem"_s;
    case Fault::TlsWrongName:
        return u"REDIS_TLS_SERVER_NAME=…"_s;
    case Fault::TlsNoCertificate:
        return u"REDIS_TLS_CERT_FILE=client.pem REDIS_TLS_KEY_FILE=client.key"_s;
    case Fault::TlsOnPlainPort:
        return u"redis://"_s;
    case Fault::PlainOnTlsPort:
        return u"rediss://"_s;
    case Fault::NeedsPassword:
    case Fault::WrongPassword:
        return u"REDIS_USERNAME=… REDIS_PASSWORD=…"_s;
    case Fault::ProtectedMode:
        return u"ACL SETUSER default >…"_s;
    case Fault::NoPermission:
        return u"ACL SETUSER %1 +select"_s.arg(aclUser(facts));
    case Fault::Busy:
        return u"SCRIPT KILL"_s;
    case Fault::TooManyClients:
        return u"CONFIG SET maxclients 10000"_s;
    default:
        return {};
    }
}

/// The rights with which the server says how it is set up.
QString allowAsking(const RedisFacts &facts, const QString &rights)
{
    return u"ACL SETUSER %1 %2"_s.arg(aclUser(facts), rights);
}

void judgeServer(const RedisFacts &facts, QList<RedisFinding> &out)
{
    const QString version = QString::fromLatin1(facts.version);
    const QString name = version.isEmpty() ? u"Redis"_s : u"Redis "_s + version;
    out.append({"connected", Severity::Good, facts.roundTrip ? u"%1, %2 ms"_s.arg(name).arg(facts.roundTrip->count()) : name});
    if (facts.mode == "cluster" || facts.clusterOn.value_or(false))
        out.append({"cluster", Severity::Problem, {}, u"cluster-enabled no"_s});
    if (facts.mode == "sentinel")
        out.append({"sentinel", Severity::Problem});
    if (facts.role == "slave")
        out.append({"replica", facts.replicaReadOnly.value_or(true) ? Severity::Problem : Severity::Warning,
                    QString::fromLatin1(facts.primary),
                    facts.primary.isEmpty() ? QString() : u"redis://"_s + QString::fromLatin1(facts.primary)});
    if (facts.role.isEmpty())
        out.append({"role-unknown", Severity::Warning, {}, allowAsking(facts, u"+info"_s)});
    if (facts.version.isEmpty())
        out.append({"version-unknown", Severity::Warning, {}, allowAsking(facts, u"+info"_s)});
    if (const QVersionNumber number = versionOf(facts.version); !number.isNull()) {
        if (number < serverFloor)
            out.append({"version-old", Severity::Problem, version, u"≥ "_s + serverFloor.toString()});
        else if (number < serverGood)
            out.append({"version", Severity::Hint, version, u"≥ "_s + serverGood.toString()});
    }
}

void judgeMemory(const RedisFacts &facts, QList<RedisFinding> &out)
{
    // Nothing shows an eviction before it happens, so a policy that cannot be read is as bad as a wrong one.
    if (facts.evictionPolicy.isEmpty())
        out.append({"eviction-unknown", Severity::Problem, u"maxmemory-policy ?"_s,
                    allowAsking(facts, facts.infoRefused ? u"+info"_s : u"+config|get"_s)});
    else if (facts.evictionPolicy != "noeviction")
        out.append({"eviction", Severity::Problem, QString::fromLatin1(facts.evictionPolicy),
                    u"CONFIG SET maxmemory-policy noeviction"_s});
    const qint64 most = facts.maxMemory.value_or(0);
    if (facts.writeRefused.startsWith("OOM"))
        return; // told by judgeWrites
    if (most > 0 && facts.usedMemory.value_or(0) >= most / 100 * fullPercent)
        out.append({"memory-full", Severity::Warning, u"%1 / %2"_s.arg(facts.usedMemory.value_or(0)).arg(most),
                    u"CONFIG SET maxmemory %1"_s.arg(most * 2)});
}

void judgeDurability(const RedisFacts &facts, QList<RedisFinding> &out)
{
    switch (redisDurability(facts)) {
    case RedisDurability::Unknown:
        return out.append({"durability-unknown", facts.appendOnly ? Severity::Hint : Severity::Warning, {},
                           allowAsking(facts, facts.appendOnly ? u"+config|get"_s : u"+info +config|get"_s)});
    case RedisDurability::None:
        return out.append({"durability-none", Severity::Warning, {}, u"CONFIG SET appendonly yes"_s});
    case RedisDurability::Snapshots:
        return out.append({"durability-snapshots", Severity::Warning, {}, u"CONFIG SET appendonly yes"_s});
    case RedisDurability::EverySecond:
        return out.append({"durability-second", Severity::Good, u"appendfsync everysec"_s});
    case RedisDurability::Always:
        return out.append({"durability-always", Severity::Good, u"appendfsync always"_s});
    }
}

void judgeAcl(const RedisFacts &facts, QList<RedisFinding> &out)
{
    const auto grant = [&facts](const QStringList &what) {
        return u"ACL SETUSER %1 %2"_s.arg(aclUser(facts), what.join(u' '));
    };
    const auto plus = [](const QStringList &commands) {
        QStringList words;
        for (const QString &command : commands)
            words.append(u'+' + command);
        return words;
    };
    if (!facts.refusedCommands)
        out.append({"acl-unknown", Severity::Problem, u"multi"_s, grant({u"+multi"_s, u"+exec"_s, u"+discard"_s})});
    else if (!facts.refusedCommands->isEmpty())
        out.append({"acl", Severity::Problem, facts.refusedCommands->join(u' '), grant(plus(*facts.refusedCommands))});
    if (!facts.refusedKeys.isEmpty()) {
        QStringList patterns;
        for (const QString &pattern : facts.refusedKeys)
            patterns.append(u'~' + pattern);
        out.append({"acl-keys", Severity::Problem, facts.refusedKeys.join(u' '), grant(patterns)});
    }
    if (facts.clientsRefused)
        out.append({"workers-unknown", Severity::Warning, u"CLIENT LIST"_s, grant({u"+client|list"_s})});
    if (!facts.refusedExtras.isEmpty())
        out.append({"acl-extras", Severity::Hint, facts.refusedExtras.join(u' '), grant(plus(facts.refusedExtras))});
}

/// What holds the writes back, whatever else is well.
void judgeWrites(const RedisFacts &facts, QList<RedisFinding> &out)
{
    const QByteArray code = RedisValue::ofError(facts.writeRefused).errorCode();
    const QString words = redisError(RedisValue::ofError(facts.writeRefused)).detail;
    if (facts.writeRefused.isEmpty())
        return;
    if (code == "MISCONF")
        out.append({"saving-failed", Severity::Problem, words, u"INFO persistence"_s});
    else if (code == "NOREPLICAS")
        out.append({"replicas-missing", Severity::Problem, words, u"CONFIG SET min-replicas-to-write 0"_s});
    else if (code == "OOM")
        out.append({"memory-full", Severity::Problem, words,
                    facts.maxMemory.value_or(0) > 0 ? u"CONFIG SET maxmemory %1"_s.arg(*facts.maxMemory * 2) : QString()});
    else
        out.append({"write-refused", Severity::Problem, words});
}

void judgeClock(const RedisFacts &facts, QList<RedisFinding> &out)
{
    if (!facts.clockOffset)
        return;
    const Millis offset = *facts.clockOffset;
    const Millis doubt = facts.roundTrip.value_or(Millis(0)) / 2;
    if (std::chrono::abs(offset) - doubt > clockTolerance)
        out.append({"clock", Severity::Warning, u"%1 ms"_s.arg(offset.count()), u"NTP"_s});
}

void judgePeers(const RedisFacts &facts, QList<RedisFinding> &out)
{
    out.append({"queues", Severity::Good,
                u"%1%2"_s.arg(facts.queues.size()).arg(facts.queuesCut ? u"+"_s : QString())});
    QSet<int> lines;
    QVersionNumber oldest;
    QStringList versions;
    for (const RedisQueueFound &queue : facts.queues) {
        const QVersionNumber version = bullmqVersionOf(queue.version);
        if (version.isNull())
            continue;
        lines.insert(version.majorVersion());
        if (oldest.isNull() || version < oldest)
            oldest = version;
        if (const QString text = QString::fromLatin1(queue.version); !versions.contains(text))
            versions.append(text);
    }
    versions.sort();
    if (lines.size() > 1)
        out.append({"mixed-versions", Severity::Warning, versions.join(u' ')});
    if (!oldest.isNull() && oldest < peerFloor)
        out.append({"peers-old", Severity::Warning, oldest.toString(), u"bullmq ≥ "_s + peerFloor.toString()});
}

} // namespace

RedisDurability redisDurability(const RedisFacts &facts)
{
    if (!facts.appendOnly)
        return RedisDurability::Unknown;
    if (*facts.appendOnly)
        return facts.appendFsync == "always"     ? RedisDurability::Always
               : facts.appendFsync == "everysec" ? RedisDurability::EverySecond
               : facts.appendFsync.isEmpty()     ? RedisDurability::Unknown
                                                 : RedisDurability::Snapshots; // "no": when the system likes, minutes
    return !facts.snapshots ? RedisDurability::Unknown : *facts.snapshots ? RedisDurability::Snapshots : RedisDurability::None;
}

QByteArray redisDurabilityWord(RedisDurability durability)
{
    switch (durability) {
    case RedisDurability::Unknown:
        return "unknown";
    case RedisDurability::None:
        return "none";
    case RedisDurability::Snapshots:
        return "snapshots";
    case RedisDurability::EverySecond:
        return "every-second";
    case RedisDurability::Always:
        return "always";
    }
    Q_UNREACHABLE();
}

QList<RedisFinding> judgeRedis(const RedisFacts &facts)
{
    if (facts.fault != Fault::None)
        return {{redisFaultWord(facts.fault), Severity::Problem, facts.faultDetail, fixOf(facts)}};
    QList<RedisFinding> out;
    judgeServer(facts, out);
    judgeMemory(facts, out);
    judgeDurability(facts, out);
    judgeAcl(facts, out);
    judgeWrites(facts, out);
    judgeClock(facts, out);
    judgePeers(facts, out);
    std::ranges::stable_sort(out, std::ranges::greater(), &RedisFinding::severity);
    return out;
}

} // namespace trato
