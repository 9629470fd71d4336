#include "engine/stores/redis/redis_clients.h"

namespace trato {
namespace {

/// "10.0.0.7:51234", "[::1]:51234", "/run/redis.sock:0".
QString hostOf(const QByteArray &address)
{
    if (address.startsWith('/'))
        return {};
    QByteArray host = address.left(address.lastIndexOf(':'));
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    return QString::fromLatin1(host);
}

} // namespace

QList<RedisClient> redisClientsOf(const QByteArray &list)
{
    QList<RedisClient> clients;
    for (const QByteArray &line : list.split('\n')) {
        RedisClient client;
        for (const QByteArray &word : line.trimmed().split(' ')) {
            if (word.startsWith("name="))
                client.name = word.mid(5);
            else if (word.startsWith("addr="))
                client.host = hostOf(word.mid(5));
        }
        if (!client.name.isEmpty())
            clients.append(client);
    }
    return clients;
}

} // namespace trato
