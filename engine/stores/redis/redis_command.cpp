#include "engine/stores/redis/redis_command.h"

#include <QCryptographicHash>

#include <charconv>

namespace trato {

namespace {

/// "$5" CRLF or "*5" CRLF.
void appendHead(QByteArray &wire, char kind, qsizetype number)
{
    char text[24];
    text[0] = kind;
    char *end = std::to_chars(text + 1, text + sizeof text - 2, qint64(number)).ptr;
    *end++ = '\r';
    *end++ = '\n';
    wire.append(text, end - text);
}

} // namespace

RedisCommand::RedisCommand(std::initializer_list<QByteArrayView> arguments)
{
    for (QByteArrayView argument : arguments)
        add(argument);
}

RedisCommand &RedisCommand::add(QByteArrayView argument)
{
    appendHead(m_body, '$', argument.size());
    m_body.append(argument);
    m_body.append("\r\n", 2);
    ++m_count;
    return *this;
}

RedisCommand &RedisCommand::add(qint64 number)
{
    char text[24];
    const char *end = std::to_chars(text, text + sizeof text, number).ptr;
    return add(QByteArrayView(text, end));
}

RedisCommand &RedisCommand::addAll(const QList<QByteArray> &arguments)
{
    for (const QByteArray &argument : arguments)
        add(argument);
    return *this;
}

RedisCommand &RedisCommand::addAll(const RedisCommand &arguments)
{
    m_body.append(arguments.m_body);
    m_count += arguments.m_count;
    return *this;
}

RedisCommand &RedisCommand::reserve(qsizetype bytes)
{
    m_body.reserve(bytes);
    return *this;
}

QByteArrayView RedisCommand::name() const
{
    const qsizetype start = m_body.indexOf('\n') + 1;
    const qsizetype end = m_body.indexOf('\r', start);
    return start > 0 && end > start ? QByteArrayView(m_body).sliced(start, end - start) : QByteArrayView();
}

qsizetype RedisCommand::wireSize() const
{
    qsizetype digits = 1;
    for (int rest = m_count; rest >= 10; rest /= 10)
        ++digits;
    return 1 + digits + 2 + m_body.size();
}

void RedisCommand::appendTo(QByteArray &wire) const
{
    appendHead(wire, '*', m_count);
    wire.append(m_body);
}

QList<QByteArray> RedisCommand::arguments() const
{
    QList<QByteArray> found;
    for (qsizetype at = 0; at < m_body.size();) {
        const qsizetype line = m_body.indexOf('\r', at);
        const qsizetype size = m_body.sliced(at + 1, line - at - 1).toLongLong();
        found.append(m_body.sliced(line + 2, size));
        at = line + 2 + size + 2;
    }
    return found;
}

RedisScript::RedisScript(QByteArray scriptName, QByteArray luaSource, int numberOfKeys)
    : name(std::move(scriptName)), source(std::move(luaSource)),
      sha1(QCryptographicHash::hash(source, QCryptographicHash::Sha1).toHex()), keys(numberOfKeys)
{
}

} // namespace trato
