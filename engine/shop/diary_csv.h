#pragma once

#include "engine/shop/shop_database.h"

namespace trato {

constexpr qsizetype largestDiary = 32 * 1024 * 1024;   ///< bytes of a diary file
constexpr qsizetype mostBadRows = 5'000;              ///< listed
constexpr Minutes usualVisitLength{30};                ///< where a file does not tell

/// What was understood of a diary file.
struct ParsedDiary {
    QString encoding{};                ///< "UTF-8", "UTF-16" or "Windows-1252"
    QString separator{};
    int rows = 0;                      ///< rows that are not empty, the header not counted
    QMap<QString, QString> columns{};  ///< our field → header of the file
    QList<BadRow> bad{};               ///< rows not taken, the first 5,000
    ImportedDiary diary{};             ///< the rows taken, and the period
};

/// Reads a diary exported by a booking system: `;`, `,`, tab or `|`, UTF-8, UTF-16 or Windows-1252, quoted as in
/// RFC 4180, headers in Portuguese or English in any order, date and time in one column or two, status words by
/// the vocabulary of domain 2.6. Rows that cannot be understood are listed, the others taken. Wall-clock times
/// are of `zone`. Invalid, with a key as detail, when the file as a whole cannot be used: "file.empty",
/// "file.too_large" (32 MiB), "file.too_many_rows" (200,000), "file.binary", "file.no_header", "zone". Pure.
Result<ParsedDiary> parseDiary(const QByteArray &content, const QString &fileName, const QString &zone);

} // namespace trato
