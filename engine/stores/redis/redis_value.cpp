#include "engine/stores/redis/redis_value.h"

#include <cctype>
#include <charconv>
#include <cmath>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

template <typename N>
std::optional<N> wholeNumber(const QByteArray &text)
{
    N number{};
    const char *end = text.constData() + text.size();
    const auto [stop, problem] = std::from_chars(text.constData(), end, number);
    return problem == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

/// The server's own words, so that a person finds them in its manual; what stands in quotes may be a key or an argument.
QString wordsOfRefusal(const RedisValue &refusal)
{
    constexpr qsizetype most = 200;
    QByteArray text = refusal.bytes();
    if (const qsizetype code = text.indexOf(refusal.errorCode()); code > 0) // as 6.2 wraps what a script met
        text = text.mid(code);
    for (const char *end : {" script: ", ", with args beginning", "\r", "\n"})
        if (const qsizetype at = text.indexOf(end); at >= 0)
            text.truncate(at);
    QString words;
    char open = 0;
    char last = 0;
    for (const char c : text) {
        const bool inWord = c == '\'' && std::isalpha(static_cast<unsigned char>(last)); // can't, it's
        last = c;
        if (open) {
            if (c == open)
                open = 0;
        } else if ((c == '\'' && !inWord) || c == '"' || c == '`') {
            open = c;
            words += u'…';
        } else if (c >= ' ' && c <= '~') {
            words += QLatin1Char(c);
        }
    }
    return words.size() > most ? words.left(most) + u'…' : words;
}

} // namespace

RedisValue RedisValue::ofInteger(qint64 number)
{
    RedisValue value;
    value.m_kind = Kind::Integer;
    value.m_integer = number;
    return value;
}

RedisValue RedisValue::ofBytes(QByteArray bytes)
{
    RedisValue value;
    value.m_kind = Kind::Bytes;
    value.m_bytes = std::move(bytes);
    return value;
}

RedisValue RedisValue::ofStatus(QByteArray text)
{
    RedisValue value = ofBytes(std::move(text));
    value.m_kind = Kind::Status;
    return value;
}

RedisValue RedisValue::ofError(QByteArray text)
{
    RedisValue value = ofBytes(std::move(text));
    value.m_kind = Kind::Error;
    return value;
}

RedisValue RedisValue::ofItems(Items items)
{
    RedisValue value;
    value.m_kind = Kind::Array;
    value.m_items = std::move(items);
    return value;
}

std::optional<qint64> RedisValue::integer() const
{
    if (m_kind == Kind::Integer)
        return m_integer;
    return m_kind == Kind::Bytes ? wholeNumber<qint64>(m_bytes) : std::nullopt;
}

std::optional<double> RedisValue::number() const
{
    if (m_kind == Kind::Integer)
        return double(m_integer);
    const auto number = m_kind == Kind::Bytes ? wholeNumber<double>(m_bytes) : std::nullopt;
    return number && !std::isnan(*number) ? number : std::nullopt;
}

const RedisValue &RedisValue::at(qsizetype index) const
{
    static const RedisValue nil;
    return index >= 0 && index < size() ? m_items[size_t(index)] : nil;
}

QHash<QByteArray, QByteArray> RedisValue::pairs() const
{
    QHash<QByteArray, QByteArray> found;
    found.reserve(size() / 2);
    for (qsizetype i = 0; i + 1 < size(); i += 2)
        found.insert(at(i).bytes(), at(i + 1).bytes());
    return found;
}

QByteArray RedisValue::errorCode() const
{
    if (!isError())
        return {};
    // Before 7.0 a script that met a refusal hides it: "ERR Error running script (…): @user_script:1: -OOM command …"
    if (m_bytes.startsWith("ERR Error running script")) {
        const qsizetype inner = m_bytes.indexOf(": -");
        if (inner > 0 && inner + 3 < m_bytes.size() && m_bytes[inner + 3] >= 'A' && m_bytes[inner + 3] <= 'Z') {
            const QByteArray rest = m_bytes.mid(inner + 3);
            return rest.left(rest.indexOf(' '));
        }
    }
    return m_bytes.left(m_bytes.indexOf(' '));
}

Error redisError(const RedisValue &refusal)
{
    using Code = Error::Code;
    static const QHash<QByteArray, Code> known{
        {"OOM", Code::Full},          {"READONLY", Code::ReadOnly},        {"NOPERM", Code::Refused},
        {"NOAUTH", Code::Refused},    {"WRONGPASS", Code::Refused},        {"DENIED", Code::Refused},
        {"LOADING", Code::Unavailable}, {"BUSY", Code::Unavailable},       {"MASTERDOWN", Code::Unavailable},
        {"TRYAGAIN", Code::Unavailable}, {"CLUSTERDOWN", Code::Unavailable}, {"MOVED", Code::Unavailable},
        {"UNBLOCKED", Code::Unavailable}, {"WRONGTYPE", Code::Conflict},   {"MISCONF", Code::Unavailable},
        {"NOREPLICAS", Code::Unavailable},
    };
    const bool isRight = refusal.bytes().contains("access at least one of the keys"); // of a script's command; it comes as ERR
    return {isRight ? Code::Refused : known.value(refusal.errorCode(), Code::Invalid), u"Redis refused: "_s + wordsOfRefusal(refusal)};
}

bool concernsWholeServer(const Error &error)
{
    using Code = Error::Code;
    return error.code == Code::Unavailable || error.code == Code::Timeout || error.code == Code::Cancelled || error.code == Code::Full
           || error.code == Code::ReadOnly;
}

} // namespace trato
