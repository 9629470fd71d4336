#include "engine/api/job_export.h"

#include "engine/api/mask.h"

namespace trato::job_export {
namespace {

using namespace Qt::StringLiterals;

QString isoText(const std::optional<Instant> &at)
{
    return at ? toUtc(*at).toString(Qt::ISODateWithMs) : QString();
}

QByteArray joined(const QStringList &cells, char separator)
{
    QByteArray line;
    for (const QString &cell : cells) {
        if (!line.isEmpty() || &cell != &cells.first())
            line += separator;
        line += csvCell(cell, separator);
    }
    return line + "\r\n";
}

} // namespace

QByteArray csvCell(const QString &text, char separator)
{
    // Also the full-width forms, which Excel reads as the plain ones, and control characters it skips at the start.
    static const QString formula = u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s;
    QString cell = text;
    cell.remove(QChar(u'\0'));
    if (!cell.isEmpty() && formula.contains(cell.front()))
        cell.prepend(u'\'');
    const bool quoted = cell.contains(QLatin1Char(separator)) || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r')
        || cell.startsWith(u' ') || cell.endsWith(u' ');
    if (quoted)
        cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
    return cell.toUtf8();
}

QByteArray head(Format format, const CsvStyle &style)
{
    if (format == Format::JsonLines)
        return {};
    return (style.byteOrderMark ? QByteArray("\xEF\xBB\xBF") : QByteArray())
        + joined({u"id"_s, u"queue"_s, u"name"_s, u"state"_s, u"subject"_s, u"recipient"_s, u"priority"_s, u"attemptsMade"_s, u"attempts"_s,
                  u"createdAt"_s, u"dueAt"_s, u"startedAt"_s, u"finishedAt"_s, u"error"_s},
                 style.separator);
}

QByteArray line(Format format, const JobRow &row, const CsvStyle &style)
{
    const QString error = maskText(row.failedReason);
    if (format == Format::JsonLines) {
        JobRow masked = row;
        masked.failedReason = error;
        return codec::toJson(masked) + '\n';
    }
    return joined({row.id.value, row.queue.value, row.name, nameOf(row.state), row.subject, row.recipient, QString::number(row.priority),
                   QString::number(row.attemptsMade), QString::number(row.attempts), isoText(row.createdAt), isoText(row.dueAt),
                   isoText(row.startedAt), isoText(row.finishedAt), error},
                  style.separator);
}

} // namespace trato::job_export
