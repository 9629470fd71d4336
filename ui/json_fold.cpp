#include "ui/json_fold.h"

#include "engine/api/codec.h"
#include "ui/format.h"

namespace trato::json_fold {
namespace {

using namespace Qt::StringLiterals;

/// Walks once over a text that is known to be JSON, at most 512 deep.
class Folder
{
public:
    Folder(QByteArrayView json, const Limits &limits) : m_json(json), m_limits(limits) {}

    QString run()
    {
        space();
        value(0);
        return m_out;
    }

private:
    bool full() const { return m_out.size() >= m_limits.text; }
    char here() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }
    void space()
    {
        while (m_at < m_json.size() && (here() == ' ' || here() == '\n' || here() == '\r' || here() == '\t'))
            ++m_at;
    }
    void newLine(int depth) { m_out += u'\n' + QString(depth * 4, u' '); }

    void value(int depth)
    {
        if (here() == '{')
            container(depth, '}', true);
        else if (here() == '[')
            container(depth, ']', false);
        else if (here() == '"')
            string();
        else
            scalar();
    }

    void container(int depth, char end, bool named)
    {
        const qsizetype begin = m_at;
        m_out += QLatin1Char(here());
        ++m_at;
        space();
        qint64 items = 0;
        qint64 hidden = 0;
        while (m_at < m_json.size() && here() != end) {
            if (items < m_limits.items && depth < m_limits.depth && !full()) {
                newLine(depth + 1);
                if (named) {
                    string();
                    space();
                    ++m_at;   // the colon
                    m_out += u": "_s;
                    space();
                }
                value(depth + 1);
            } else {
                if (named) {
                    skipString();
                    space();
                    ++m_at;
                    space();
                }
                skipValue();
                ++hidden;
            }
            ++items;
            space();
            if (here() == ',') {
                ++m_at;
                space();
                if (hidden == 0)
                    m_out += u',';
            }
        }
        ++m_at;
        if (hidden > 0) {
            newLine(depth + 1);
            m_out += u"… "_s + format::more(hidden) + u" ("_s + format::bytes(m_at - begin) + u')';
        }
        if (items > 0)
            newLine(depth);
        m_out += QLatin1Char(end);
    }

    void string()
    {
        const qsizetype begin = m_at;
        skipString();
        const QByteArrayView whole = m_json.sliced(begin, m_at - begin);
        // A character has at most four bytes, an escape at most twelve: what fits is decided on the text.
        const qsizetype most = std::min(m_limits.string, std::max<qsizetype>(m_limits.text - m_out.size(), 40));
        if (whole.size() <= most + 2) {
            m_out += QString::fromUtf8(whole);
            return;
        }
        QString text = QString::fromUtf8(whole.first(std::min(whole.size() - 1, most * 4)));
        if (text.size() <= most + 1 && whole.size() <= most * 4) {
            m_out += text + u'"';
            return;
        }
        text.truncate(most + 1);
        while (text.endsWith(u'\\') || text.endsWith(QChar::ReplacementCharacter) || text.back().isHighSurrogate())
            text.chop(1);
        m_out += text + u"…\" ("_s + format::bytes(whole.size()) + u')';
    }

    void scalar()
    {
        const qsizetype begin = m_at;
        skipScalar();
        m_out += QString::fromLatin1(m_json.sliced(begin, m_at - begin).first(std::min<qsizetype>(m_at - begin, m_limits.string)));
    }

    void skipString()
    {
        ++m_at;
        while (m_at < m_json.size() && here() != '"')
            m_at += here() == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_json.size());
    }
    void skipScalar()
    {
        while (m_at < m_json.size() && !QByteArrayView(",]} \n\r\t").contains(here()))
            ++m_at;
    }
    void skipValue()
    {
        if (here() == '"')
            return skipString();
        if (here() != '{' && here() != '[')
            return skipScalar();
        int depth = 0;
        do {
            const char c = here();
            if (c == '"') {
                skipString();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            ++m_at;
        } while (depth > 0 && m_at < m_json.size());
    }

    const QByteArrayView m_json;
    const Limits &m_limits;
    qsizetype m_at = 0;
    QString m_out;
};

} // namespace

QString fold(const QByteArray &json, const Limits &limits)
{
    if (codec::isJson(json))
        return Folder(json, limits).run();
    QString text = QString::fromUtf8(json.first(std::min(json.size(), limits.text * 4)));
    if (text.size() <= limits.text && json.size() <= limits.text * 4)
        return text;
    text.truncate(limits.text);
    return text + u"… ("_s + format::bytes(json.size()) + u')';
}

} // namespace trato::json_fold
