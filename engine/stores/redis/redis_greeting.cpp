#include "engine/stores/redis/redis_greeting.h"

#include <QVersionNumber>

namespace trato {

using namespace Qt::StringLiterals;
using Fault = RedisFault;
using What = RedisGreetingStep::What;

bool RedisServerInfo::atLeast(int major, int minor, int patch) const
{
    return !version.isEmpty()
           && QVersionNumber::fromString(QString::fromLatin1(version)) >= QVersionNumber(major, minor, patch);
}

QList<RedisGreetingStep> redisGreeting(const RedisAddress &address, const QByteArray &clientName)
{
    QList<RedisGreetingStep> steps;
    if (!address.password.isEmpty()) {
        RedisCommand authenticate("AUTH");
        if (!address.user.isEmpty())
            authenticate.add(address.user);
        steps.append({What::Authenticate, authenticate.add(address.password)});
    }
    if (address.database != 0)
        steps.append({What::Select, RedisCommand("SELECT").add(qint64(address.database))});
    if (!clientName.isEmpty())
        steps.append({What::Name, RedisCommand{"CLIENT", "SETNAME", redisClientName(clientName)}});
    steps.append({What::AskId, RedisCommand{"CLIENT", "ID"}});
    steps.append({What::Info, RedisCommand{"INFO", "server"}});
    // Refused while the server still loads or has lost its primary; the others are not.
    steps.append({What::Ping, RedisCommand{"PING"}});
    return steps;
}

RedisGreeted redisGreeted(const QList<RedisGreetingStep> &steps, const QList<RedisValue> &answers)
{
    RedisGreeted out;
    const auto fault = [&out](Fault found, const QString &detail = {}) {
        if (out.fault == Fault::None) {
            out.fault = found;
            out.detail = detail;
        }
    };
    for (qsizetype i = 0; i < qMin(steps.size(), answers.size()); ++i) {
        const RedisValue &answer = answers[i];
        const bool refused = answer.isError();
        switch (steps[i].what) {
        case What::Authenticate:
            if (refused && redisFaultOf(answer) == Fault::None)
                fault(answer.errorCode() == "NOPERM" ? Fault::NoPermission : Fault::WrongPassword);
            break;
        case What::Select:
            if (refused && redisFaultOf(answer) == Fault::None)
                fault(answer.errorCode() == "NOPERM" ? Fault::NoPermission : Fault::NoSuchDatabase, u"SELECT"_s);
            break;
        case What::Info: {
            const auto info = redisInfoOf(answer.bytes());
            if (!refused) {
                out.server.version = info.value("redis_version");
                out.server.mode = info.value("redis_mode");
                out.server.runId = info.value("run_id");
            }
            break;
        }
        case What::AskId:
            out.server.clientId = answer.integerOr(0);
            break;
        case What::Name: // some clouds allow no CLIENT command (bullmq-format E34): unseen, but working
            break;
        case What::Ping:
            if (answer.errorCode() == "BUSY")
                fault(Fault::Busy);
            else if (!refused && answer.bytes() != "PONG")
                fault(Fault::NotRedis, u"PING is not answered with PONG"_s);
            break;
        }
        fault(redisFaultOf(answer));
    }
    // Both refuse SELECT too: that is not what has to be mended.
    if (out.server.mode == "cluster" || out.server.mode == "sentinel") {
        out.fault = out.server.mode == "cluster" ? Fault::Cluster : Fault::Sentinel;
        out.detail = u"not supported: name the one Redis server that takes the writes"_s;
    }
    return out;
}

QByteArray redisClientName(const QByteArray &wished)
{
    QByteArray name = wished;
    for (char &c : name)
        if (c < '!' || c > '~')
            c = '_';
    return name;
}

QHash<QByteArray, QByteArray> redisInfoOf(const QByteArray &text)
{
    QHash<QByteArray, QByteArray> found;
    const auto lines = text.split('\n');
    for (const QByteArray &line : lines)
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            found.insert(line.left(colon), line.mid(colon + 1).trimmed());
    return found;
}

} // namespace trato
