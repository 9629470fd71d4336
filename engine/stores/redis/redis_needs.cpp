#include "engine/stores/redis/redis_needs.h"

namespace trato {

QList<RedisNeed> redisNeeds(const QByteArray &prefix)
{
    // KEY stands for a key of ours, KEY2 for another one with the same hash slot.
    static constexpr const char *withKeys[] = {
        "GET KEY", "MGET KEY", "SET KEY 1 PX 1", "INCR KEY", "INCRBY KEY 1", "DEL KEY", "UNLINK KEY", "EXISTS KEY", "TYPE KEY",
        "PSETEX KEY 1 1", "EXPIRE KEY 1", "PEXPIRE KEY 1", "PERSIST KEY", "PTTL KEY", "RENAME KEY KEY2",
        "HGET KEY f", "HMGET KEY f", "HGETALL KEY", "HSET KEY f 1", "HSETNX KEY f 1", "HDEL KEY f", "HEXISTS KEY f",
        "HINCRBY KEY f 1", "HLEN KEY", "HKEYS KEY", "HVALS KEY", "HSCAN KEY 0", "HSTRLEN KEY f",
        "LPUSH KEY 1", "RPUSH KEY 1", "LPOP KEY", "RPOP KEY", "RPOPLPUSH KEY KEY2", "LMOVE KEY KEY2 RIGHT LEFT",
        "LLEN KEY", "LINDEX KEY 0", "LRANGE KEY 0 1", "LREM KEY 1 1", "LTRIM KEY 0 1", "LPOS KEY 1", "LSET KEY 0 1",
        "SADD KEY 1", "SREM KEY 1", "SCARD KEY", "SISMEMBER KEY 1", "SMEMBERS KEY", "SSCAN KEY 0",
        "ZADD KEY 1 1", "ZREM KEY 1", "ZCARD KEY", "ZCOUNT KEY 0 1", "ZSCORE KEY 1", "ZRANK KEY 1", "ZRANGE KEY 0 1",
        "ZRANGEBYSCORE KEY 0 1", "ZREVRANGE KEY 0 1", "ZREVRANGEBYSCORE KEY 1 0", "ZPOPMIN KEY", "BZPOPMIN KEY 0.01",
        "ZREMRANGEBYSCORE KEY 0 1", "ZREMRANGEBYRANK KEY 0 1", "ZSCAN KEY 0",
        "XADD KEY * f 1", "XTRIM KEY MAXLEN 1", "XLEN KEY", "XRANGE KEY - +", "XREVRANGE KEY + -", "XREAD STREAMS KEY 0", "XINFO STREAM KEY",
        "EVALSHA 0000000000000000000000000000000000000000 1 KEY",
    };
    static constexpr const char *withoutKeys[] = {"SCRIPT LOAD return", "SCAN 0", "TIME", "PING"};
    static constexpr const char *extras[] = {"CLIENT SETNAME x", "CLIENT LIST", "CLIENT UNBLOCK 1", "INFO", "CONFIG GET x"};

    const QByteArray key = prefix + ":trato-check:1";
    const QByteArray other = prefix + ":trato-check:2";
    QList<RedisNeed> needs;
    const auto addAll = [&](const auto &texts, bool needed, bool hasKeys) {
        for (const char *text : texts) {
            RedisCommand command;
            for (const QByteArray &word : QByteArray(text).split(' '))
                command.add(word == "KEY" ? key : word == "KEY2" ? other : word);
            needs.append({std::move(command), needed, hasKeys});
        }
    };
    addAll(withKeys, true, true);
    addAll(withoutKeys, true, false);
    addAll(extras, false, false);
    return needs;
}

} // namespace trato
