#include "engine/stores/redis/redis_reader.h"

#include <hiredis/read.h>

#include <cstring>

namespace trato {

using namespace Qt::StringLiterals;

/// What hiredis calls to make values. A child is built in its place in the parent; only the outermost value is
/// allocated here. Null ends the reading with an error.
struct RedisReader::Maker {
    static RedisValue *place(const redisReadTask *task)
    {
        if (!task->parent)
            return new RedisValue;
        return &static_cast<RedisValue *>(task->parent->obj)->m_items[size_t(task->idx)];
    }
    static void *string(const redisReadTask *task, char *text, size_t size)
    {
        RedisValue *value = place(task);
        value->m_kind = task->type == REDIS_REPLY_ERROR    ? RedisValue::Kind::Error
                        : task->type == REDIS_REPLY_STATUS ? RedisValue::Kind::Status
                                                           : RedisValue::Kind::Bytes;
        value->m_bytes = QByteArray(text, qsizetype(size));
        return value;
    }
    static void *array(const redisReadTask *task, int size)
    {
        auto *reader = static_cast<RedisReader *>(task->privdata);
        reader->m_elements += size;
        if (reader->m_elements > reader->m_limits.elements)
            return nullptr;
        RedisValue *value = place(task);
        value->m_kind = RedisValue::Kind::Array;
        value->m_items.resize(size_t(size));
        return value;
    }
    static void *integer(const redisReadTask *task, long long number)
    {
        RedisValue *value = place(task);
        value->m_kind = RedisValue::Kind::Integer;
        value->m_integer = number;
        return value;
    }
    static void *nil(const redisReadTask *task) { return place(task); }
    static void release(void *value) { delete static_cast<RedisValue *>(value); }

    static redisReader *make(RedisReader *owner)
    {
        static redisReplyObjectFunctions functions{string, array, integer, nil, release};
        redisReader *reader = redisReaderCreateWithFunctions(&functions);
        Q_CHECK_PTR(reader);
        reader->privdata = owner;
        return reader;
    }
};

RedisReader::RedisReader(RedisLimits limits) : m_limits(limits), m_reader(Maker::make(this), redisReaderFree) {}

RedisReader::~RedisReader() = default;

void RedisReader::reset()
{
    m_reader.reset(Maker::make(this));
    m_elements = 0;
    m_replyBytes = 0;
    m_broken = false;
}

void RedisReader::feed(QByteArrayView bytes)
{
    if (m_broken)
        return;
    m_replyBytes += bytes.size();
    redisReaderFeed(m_reader.get(), bytes.data(), size_t(bytes.size()));
}

Result<std::optional<RedisValue>> RedisReader::next()
{
    const auto fail = [this](const QString &why) {
        m_broken = true;
        return Error{Error::Code::Corrupt, why};
    };
    if (m_broken)
        return fail(u"the answer broke off"_s);
    void *made = nullptr;
    if (redisReaderGetReply(m_reader.get(), &made) != REDIS_OK) {
        if (m_elements > m_limits.elements)
            return fail(u"an answer of more than %1 elements"_s.arg(m_limits.elements));
        return fail(QString::fromLatin1(m_reader->errstr));
    }
    const std::unique_ptr<RedisValue> value(static_cast<RedisValue *>(made));
    const auto rest = qint64(m_reader->len - m_reader->pos);
    if (value) {
        m_elements = 0;
        m_replyBytes = rest;
        return std::optional(std::move(*value));
    }
    if (m_replyBytes > m_limits.replyBytes)
        return fail(u"an answer of more than %1 bytes"_s.arg(m_limits.replyBytes));
    if (rest > m_limits.lineBytes && !std::memchr(m_reader->buf + m_reader->pos, '\n', size_t(m_limits.lineBytes)))
        return fail(u"a line of more than %1 bytes"_s.arg(m_limits.lineBytes));
    return std::optional<RedisValue>();
}

} // namespace trato
