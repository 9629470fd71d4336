#include "engine/api/redis_words.h"

#include "engine/api/word_table.h"

namespace trato::words {

namespace {

constexpr Entry redisWays[] = {
    {"redis.unavailable", QT_TRANSLATE_NOOP("trato::format", "The site's Redis cannot be reached. Nothing is lost; it reconnects by itself.")},
    {"redis.refused", QT_TRANSLATE_NOOP("trato::format", "Nobody listens at this address. Start Redis, or correct host and port.")},
    {"redis.host-unknown", QT_TRANSLATE_NOOP("trato::format", "There is no computer of this name. Correct the host.")},
    {"redis.unreachable", QT_TRANSLATE_NOOP("trato::format", "There is no way to this computer. Look at network and firewall.")},
    {"redis.timed-out", QT_TRANSLATE_NOOP("trato::format", "The server does not answer in time. Look at network, firewall and the server's load.")},
    {"redis.closed", QT_TRANSLATE_NOOP("trato::format", "The server ended the connection. Its log says why.")},
    {"redis.socket-missing", QT_TRANSLATE_NOOP("trato::format", "There is no such local socket. Correct the path, or start Redis.")},
    {"redis.socket-denied", QT_TRANSLATE_NOOP("trato::format", "This user may not open the local socket. Change its permissions.")},
    {"redis.tls-unknown-authority", QT_TRANSLATE_NOOP("trato::format", "The server's certificate is signed by nobody this computer knows. Name the authority's file in REDIS_TLS_CA_FILE.")},
    {"redis.tls-wrong-name", QT_TRANSLATE_NOOP("trato::format", "The server's certificate is for another name. Use that name, or set REDIS_TLS_SERVER_NAME.")},
    {"redis.tls-expired", QT_TRANSLATE_NOOP("trato::format", "The server's certificate is not valid today. Renew it, and look at this computer's clock.")},
    {"redis.tls-no-certificate", QT_TRANSLATE_NOOP("trato::format", "The server wants a certificate from us. Set REDIS_TLS_CERT_FILE and REDIS_TLS_KEY_FILE.")},
    {"redis.tls-on-plain-port", QT_TRANSLATE_NOOP("trato::format", "This port speaks without TLS. Use redis://, or the server's TLS port.")},
    {"redis.plain-on-tls-port", QT_TRANSLATE_NOOP("trato::format", "This port speaks TLS. Use rediss://.")},
    {"redis.tls-other", QT_TRANSLATE_NOOP("trato::format", "TLS could not be agreed on. The detail says more.")},
    {"redis.tls-files", QT_TRANSLATE_NOOP("trato::format", "A certificate file of ours cannot be read. Correct the path or the file.")},
    {"redis.needs-password", QT_TRANSLATE_NOOP("trato::format", "The server wants a password. Set REDIS_PASSWORD, and REDIS_USERNAME for an ACL user.")},
    {"redis.wrong-password", QT_TRANSLATE_NOOP("trato::format", "User or password is wrong. Correct REDIS_USERNAME and REDIS_PASSWORD.")},
    {"redis.protected-mode", QT_TRANSLATE_NOOP("trato::format", "The server takes only its own computer until it has a password. Set one there.")},
    {"redis.no-permission", QT_TRANSLATE_NOOP("trato::format", "This user may not choose a database. Allow SELECT, or use database 0.")},
    {"redis.no-such-database", QT_TRANSLATE_NOOP("trato::format", "The server has no database of this number. Use a smaller one.")},
    {"redis.cluster", QT_TRANSLATE_NOOP("trato::format", "This is a node of a cluster, which is not supported. Use one Redis server.")},
    {"redis.sentinel", QT_TRANSLATE_NOOP("trato::format", "This is a Sentinel. Use the address of the server that takes the writes.")},
    {"redis.read-only", QT_TRANSLATE_NOOP("trato::format", "This server is a copy that takes no writes. Use the address of its primary.")},
    {"redis.loading", QT_TRANSLATE_NOOP("trato::format", "The server still loads its data, or waits for its primary. Try again soon.")},
    {"redis.busy", QT_TRANSLATE_NOOP("trato::format", "A script has been running on the server for too long; nothing else is answered until it ends. Look who runs it, or end it.")},
    {"redis.saving-failed", QT_TRANSLATE_NOOP("trato::format", "The server could not save its data and takes no writes until it can. Look at its log, its disk and the permissions of its folder.")},
    {"redis.replicas-missing", QT_TRANSLATE_NOOP("trato::format", "The server takes no writes because too few of its copies are connected. Start them, or lower min-replicas-to-write.")},
    {"redis.write-refused", QT_TRANSLATE_NOOP("trato::format", "The server did not take a trial key. The detail says why.")},
    {"redis.too-many-clients", QT_TRANSLATE_NOOP("trato::format", "The server takes no more connections. Raise maxclients there, or end idle clients.")},
    {"redis.not-redis", QT_TRANSLATE_NOOP("trato::format", "What answers there is not Redis. Correct the port.")},
    {"redis.replica", QT_TRANSLATE_NOOP("trato::format", "This server is a copy that takes no writes. Use the address of its primary.")},
    {"redis.version-old", QT_TRANSLATE_NOOP("trato::format", "Update Redis to 6.2 or newer.")},
    {"redis.version", QT_TRANSLATE_NOOP("trato::format", "It works, but Redis 7.0.8 or newer wakes idle workers more exactly.")},
    {"redis.role-unknown", QT_TRANSLATE_NOOP("trato::format", "This user may not ask whether the server is a copy of another one. Allow it.")},
    {"redis.version-unknown", QT_TRANSLATE_NOOP("trato::format", "This user may not ask for the server's version; 6.2 or newer is needed. Allow it.")},
    {"redis.eviction-unknown", QT_TRANSLATE_NOOP("trato::format", "This user may not read maxmemory-policy. With any other than noeviction the server throws queue data away when memory is full. Allow the user to read it.")},
    {"redis.eviction", QT_TRANSLATE_NOOP("trato::format", "When memory is full, this server throws queue data away. Set maxmemory-policy to noeviction.")},
    {"redis.memory-full", QT_TRANSLATE_NOOP("trato::format", "The memory is nearly full; then nothing can be queued. Raise maxmemory, or keep fewer finished jobs.")},
    {"redis.durability-none", QT_TRANSLATE_NOOP("trato::format", "A restart of the server loses every job. Switch the append-only file on.")},
    {"redis.durability-snapshots", QT_TRANSLATE_NOOP("trato::format", "A crash of the server loses the jobs of the last minutes. Switch the append-only file on, with appendfsync everysec or always.")},
    {"redis.durability-unknown", QT_TRANSLATE_NOOP("trato::format", "This user may not read how the server is set up, so nobody knows what a crash would lose.")},
    {"redis.acl", QT_TRANSLATE_NOOP("trato::format", "This user lacks commands that the queues need. Allow them.")},
    {"redis.acl-keys", QT_TRANSLATE_NOOP("trato::format", "This user may not use the keys of the queues. Allow them.")},
    {"redis.acl-extras", QT_TRANSLATE_NOOP("trato::format", "Without these commands less is seen: who works on a queue, how the server is set up.")},
    {"redis.workers-unknown", QT_TRANSLATE_NOOP("trato::format", "This user may not see who is connected, so nobody knows which queues others work on: they are only watched unless you choose. Allow it.")},
    {"redis.acl-unknown", QT_TRANSLATE_NOOP("trato::format", "This user may not use MULTI: schedules do not run, and its other rights could not be tried. Allow it.")},
    {"redis.clock", QT_TRANSLATE_NOOP("trato::format", "The clocks of this computer and of the server differ. Set both by the network (NTP).")},
    {"redis.mixed-versions", QT_TRANSLATE_NOOP("trato::format", "BullMQ 5 and 6 work on these queues together. Do not pause queues before one of them is gone.")},
    {"redis.peers-old", QT_TRANSLATE_NOOP("trato::format", "A program with an old BullMQ uses these queues. Update it to 5.58.8 or newer.")},
};

constexpr Entry durabilities[] = {
    {"always", QT_TRANSLATE_NOOP("trato::format", "durable")},
    {"every-second", QT_TRANSLATE_NOOP("trato::format", "a crash may lose up to 1 s")},
    {"snapshots", QT_TRANSLATE_NOOP("trato::format", "a crash may lose minutes")},
    {"none", QT_TRANSLATE_NOOP("trato::format", "a restart loses everything")},
    {"unknown", QT_TRANSLATE_NOOP("trato::format", "durability unknown")},
};

} // namespace

QString redisWayOut(const QString &key) { return find(redisWays, key).value_or(QString()); }
QString durability(Durability durability) { return find(durabilities, nameOf(durability)).value_or(QString()); }

} // namespace trato::words
