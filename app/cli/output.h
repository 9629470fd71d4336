#pragma once

#include "engine/api/codec.h"

#include <functional>

/// How values look for people on a terminal. Pure, but for the terminal's width.
namespace trato::cli {

/// Without control characters: what comes from files and jobs must not steer the terminal.
QString printable(QString text);
/// "2026-11-23 14:05:09" with the zone's offset, in `zone` (IANA) or the computer's own.
QString timeText(Instant at, const QString &zone = {});
QString timeText(const std::optional<Instant> &at, const QString &zone = {});
/// "2026-11-23 14:05"
QString minuteText(Instant at, const QString &zone);
/// "2026-11-23"
QString dayText(Instant at, const QString &zone);
/// "45.00"
QString priceText(qint64 cents);
/// "0.0425" from millionths: no more digits than needed, but two
QString amountText(qint64 micros);
QString yesNo(bool yes);

/// One column of a list of T.
template <typename T>
struct Column {
    QString title{};
    std::function<QString(const T &)> text{};
    bool number = false;      ///< right-aligned
    bool prose = false;       ///< cut when the line would be too long; a list should have one of them
};

/// The width people see: COLUMNS, else 120.
int terminalWidth();

/// Rows of texts under titles, aligned.
class Table
{
public:
    void addColumn(const QString &title, bool number, bool prose = false);
    void addRow(const QStringList &cells);
    /// Prose is cut with "…" so that lines fit into `limit`, but to no less than 20 characters.
    QString text(int limit) const;

private:
    QStringList m_titles;
    QList<bool> m_numbers;
    QList<bool> m_prose;
    QList<QStringList> m_rows;
};

/// "name  value" lines, values aligned.
using Facts = QList<std::pair<QString, QString>>;
QString factsText(const Facts &facts);

} // namespace trato::cli
