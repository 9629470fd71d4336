#include "engine/api/codec.h"

#include <QVarLengthArray>

#include <cmath>

namespace trato::codec {
namespace {

/// A recogniser of RFC 8259 with a depth limit; builds nothing, and takes no more of the thread's stack for deep values.
class JsonCheck
{
public:
    explicit JsonCheck(QByteArrayView text) : m_at(text.begin()), m_end(text.end()) {}

    JsonFault whole()
    {
        while (value()) {
            if (m_open.isEmpty()) {
                skipSpace();
                return m_at == m_end ? JsonFault::None : JsonFault::NotJson;
            }
            if (m_open.size() > deepest)
                return JsonFault::TooDeep;
        }
        return JsonFault::NotJson;
    }

private:
    static constexpr qsizetype deepest = 10'000;

    /// To the end of a value that holds none, and of what ends with it, or to where the next value begins.
    bool value()
    {
        skipSpace();
        if (m_at == m_end)
            return false;
        if (*m_at == '{' || *m_at == '[') {
            m_open.append(*m_at++ == '{' ? '}' : ']');
            skipSpace();
            if (m_at == m_end || *m_at != m_open.back())
                return name();
        } else if (!plain()) {
            return false;
        }
        return after();
    }
    bool after()
    {
        while (!m_open.isEmpty()) {
            skipSpace();
            if (take(','))
                return name();
            if (!take(m_open.back()))
                return false;
            m_open.removeLast();
        }
        return true;
    }
    /// What stands before a member of an object.
    bool name()
    {
        if (m_open.back() != '}')
            return true;
        skipSpace();
        return string() && (skipSpace(), take(':'));
    }
    bool plain()
    {
        switch (*m_at) {
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }
    bool string()
    {
        if (!take('"'))
            return false;
        while (m_at != m_end) {
            const auto c = uchar(*m_at++);
            if (c == '"')
                return true;
            if (c < 0x20)
                return false;
            if (c == '\\' && !escape())
                return false;
        }
        return false;
    }
    bool escape()
    {
        if (m_at == m_end)
            return false;
        const char c = *m_at++;
        if (c != 'u')
            return QByteArrayView("\"\\/bfnrt").contains(c);
        for (int i = 0; i < 4; ++i)
            if (m_at == m_end || !std::isxdigit(uchar(*m_at++)))
                return false;
        return true;
    }
    bool number()
    {
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (m_at != m_end && (*m_at == 'e' || *m_at == 'E')) {
            ++m_at;
            if (!take('+'))
                take('-');
            return digits();
        }
        return true;
    }
    bool digits()
    {
        const char *start = m_at;
        while (m_at != m_end && *m_at >= '0' && *m_at <= '9')
            ++m_at;
        return m_at != start;
    }
    bool word(QByteArrayView expected)
    {
        if (!QByteArrayView(m_at, m_end - m_at).startsWith(expected))
            return false;
        m_at += expected.size();
        return true;
    }
    bool take(char c) { return m_at != m_end && *m_at == c && (++m_at, true); }
    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
            ++m_at;
    }

    const char *m_at;
    const char *m_end;
    QVarLengthArray<char, 128> m_open{};   ///< what closes the values that are open, the innermost last
};

} // namespace

JsonFault jsonFault(QByteArrayView utf8)
{
    return utf8.isValidUtf8() ? JsonCheck(utf8).whole() : JsonFault::NotJson;
}

bool isJson(QByteArrayView utf8)
{
    return jsonFault(utf8) == JsonFault::None;
}

void writeJsonString(QByteArray &out, QStringView text)
{
    out += '"';
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (uchar(c) < 0x20)
                out += "\\u" + QByteArray::number(uchar(c), 16).rightJustified(4, '0');
            else
                out += c;
        }
    }
    out += '"';
}

void writeJsonText(QByteArray &out, const JsonText &json)
{
    if (isJson(json.utf8))
        out += json.utf8;
    else
        writeJsonString(out, QString::fromUtf8(json.utf8));
}

void writeJson(QByteArray &out, double v)
{
    out += std::isfinite(v) ? QByteArray::number(v, 'g', 15) : QByteArray("null");
}

void writeJson(QByteArray &out, Instant v)
{
    out += '"' + toUtc(v).toString(Qt::ISODateWithMs).toLatin1() + '"';
}

} // namespace trato::codec
