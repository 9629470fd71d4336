#include "engine/shop/csv_reader.h"

#include <QStringDecoder>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

constexpr qsizetype fieldLimit = 1024 * 1024;

/// Windows-1252 differs from Latin-1 in 0x80…0x9F only.
constexpr char16_t windows1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

} // namespace

DecodedText decodeText(const QByteArray &content)
{
    if (content.startsWith("\xFF\xFE") || content.startsWith("\xFE\xFF")) {
        QStringDecoder utf16(QStringDecoder::Utf16);
        return {utf16.decode(content), u"UTF-16"_s};
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8.decode(content);
    if (!utf8.hasError())
        return {text.startsWith(QChar(0xFEFF)) ? text.mid(1) : text, u"UTF-8"_s};
    QString latin = QString::fromLatin1(content);
    for (QChar &c : latin)
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0)
            c = QChar(windows1252[c.unicode() - 0x80]);
    return {latin, u"Windows-1252"_s};
}

std::optional<CsvRecord> CsvReader::next()
{
    if (m_at >= m_text.size())
        return std::nullopt;
    const qsizetype begin = m_at;
    const int line = m_line;
    CsvRecord record;
    record.line = line;
    if (read(record, m_acrossLines))
        return record;
    // The quote of this record is never closed: read its first line alone, and no later quote spans lines.
    m_acrossLines = false;
    m_at = begin;
    m_line = line;
    CsvRecord again;
    again.line = line;
    read(again, false);
    again.openQuote = true;
    return again;
}

/// False when the text ended inside a quote that may span lines.
bool CsvReader::read(CsvRecord &record, bool acrossLines)
{
    QString field;
    bool quoted = false;
    bool fieldBegins = true;
    const auto put = [&](QChar c) {
        if (field.size() < fieldLimit)
            field += c;
        else
            record.tooLong = true;
        fieldBegins = false;
    };
    const auto endField = [&] {
        record.fields.append(field);
        field.clear();
        fieldBegins = true;
    };
    while (m_at < m_text.size()) {
        const QChar c = m_text[m_at++];
        const bool lineEnd = c == u'\n' || c == u'\r';
        if (lineEnd) {
            if (c == u'\r' && m_at < m_text.size() && m_text[m_at] == u'\n')
                ++m_at;
            ++m_line;
        }
        if (quoted && !(lineEnd && !acrossLines)) {
            if (c != u'"')
                put(lineEnd ? QChar(u'\n') : c);
            else if (m_at < m_text.size() && m_text[m_at] == u'"')
                put(m_text[m_at++]);
            else
                quoted = false;
        } else if (lineEnd) {
            record.openQuote = quoted;
            endField();
            return true;
        } else if (c == u'"' && fieldBegins) {
            quoted = true;
            fieldBegins = false;
        } else if (c == m_separator) {
            endField();
        } else {
            put(c);
        }
    }
    record.openQuote = quoted;
    endField();
    return !(quoted && acrossLines);
}

} // namespace trato
