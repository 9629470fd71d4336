#pragma once

#include "engine/stores/redis/redis_value.h"

#include <memory>

struct redisReader;

namespace trato {

/// What a server may make us hold; beyond it the connection ends.
struct RedisLimits {
    qint64 replyBytes = 128 << 20;  ///< of one answer, as it comes over the wire
    qint64 elements = 1'000'000;    ///< of one answer, nested ones counted
    qint64 lineBytes = 64 << 10;    ///< of a line without its end: status, error, length
};

/// hiredis' reply reader making RedisValues, with limits. Nesting is at most 7 deep. Fed by one owner; no thread.
class RedisReader
{
public:
    explicit RedisReader(RedisLimits limits = {});
    ~RedisReader();
    RedisReader(const RedisReader &) = delete;
    RedisReader &operator=(const RedisReader &) = delete;

    /// Forgets what was fed: for a new connection.
    void reset();
    void feed(QByteArrayView bytes);
    /// The next whole answer; not set when more bytes are needed. Corrupt: not RESP, or beyond a limit; final.
    Result<std::optional<RedisValue>> next();

private:
    struct Maker;

    const RedisLimits m_limits;
    std::unique_ptr<redisReader, void (*)(redisReader *)> m_reader;
    qint64 m_elements = 0;
    qint64 m_replyBytes = 0; ///< fed since the last whole answer
    bool m_broken = false;
};

} // namespace trato
