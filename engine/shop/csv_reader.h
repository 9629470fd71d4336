#pragma once

#include <QStringList>

#include <optional>

namespace trato {

/// One record of a CSV text.
struct CsvRecord {
    int line = 0;              ///< of its first character, from 1
    QStringList fields{};
    bool tooLong = false;      ///< a field had more than 1 MiB; it is cut
    bool openQuote = false;    ///< a quote was never closed
};

/// Reads records one by one: quotes as in RFC 4180 (doubled inside, line breaks allowed), any line ending, a quote
/// in the middle of an unquoted field is a plain character. When a quote stays open up to the end of the text, the
/// record ends with its line, and quotes no longer span lines from there on. Linear in the text's length. Pure.
class CsvReader
{
public:
    /// `text` must live as long as the reader.
    CsvReader(QStringView text, QChar separator) : m_text(text), m_separator(separator) {}
    std::optional<CsvRecord> next();

private:
    bool read(CsvRecord &record, bool acrossLines);

    QStringView m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_acrossLines = true;
};

/// Text of a file, and the name of its encoding. UTF-8 when it is valid UTF-8, UTF-16 by its mark, else
/// Windows-1252. Pure.
struct DecodedText {
    QString text{};
    QString encoding{};
};
DecodedText decodeText(const QByteArray &content);

} // namespace trato
