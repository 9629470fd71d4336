#include "app/cli/output.h"

#include <QTimeZone>

namespace trato::cli {

using namespace Qt::StringLiterals;

QString printable(QString text)
{
    for (QChar &c : text)
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    return text;
}

namespace {

constexpr int usualWidth = 120;
constexpr qsizetype leastProse = 20;

QDateTime localOf(Instant at, const QString &zone)
{
    const QTimeZone named(zone.toLatin1());
    return toUtc(at).toTimeZone(named.isValid() ? named : QTimeZone::systemTimeZone());
}

QString cut(const QString &text, qsizetype width)
{
    return text.size() > width ? text.left(width - 1).trimmed() + u'…' : text;
}

} // namespace

QString timeText(Instant at, const QString &zone)
{
    const QDateTime local = localOf(at, zone);
    const int minutes = local.offsetFromUtc() / 60;
    const QString offset = u"%1%2:%3"_s.arg(QChar(minutes < 0 ? u'-' : u'+')).arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
    return local.toString(u"yyyy-MM-dd HH:mm:ss "_s) + offset;
}

QString timeText(const std::optional<Instant> &at, const QString &zone)
{
    return at ? timeText(*at, zone) : u"-"_s;
}

QString minuteText(Instant at, const QString &zone)
{
    return localOf(at, zone).toString(u"yyyy-MM-dd HH:mm"_s);
}

QString dayText(Instant at, const QString &zone)
{
    return localOf(at, zone).toString(u"yyyy-MM-dd"_s);
}

int terminalWidth()
{
    const int columns = qEnvironmentVariableIntValue("COLUMNS");
    return columns > 0 ? columns : usualWidth;
}

QString priceText(qint64 cents)
{
    return QString::number(double(cents) / 100, 'f', 2);
}

QString amountText(qint64 micros)
{
    QString text = QString::number(double(micros) / 1e6, 'f', 6);
    while (text.endsWith(u'0') && text.size() - text.indexOf(u'.') > 3)
        text.chop(1);
    return text;
}

QString yesNo(bool yes)
{
    return yes ? u"yes"_s : u"no"_s;
}

void Table::addColumn(const QString &title, bool number, bool prose)
{
    m_titles.append(title);
    m_numbers.append(number);
    m_prose.append(prose);
}

void Table::addRow(const QStringList &cells)
{
    QStringList row;
    for (const QString &cell : cells)
        row.append(cell.isEmpty() ? u"-"_s : printable(cell));
    m_rows.append(row);
}

QString Table::text(int limit) const
{
    QList<qsizetype> widths;
    for (qsizetype i = 0; i < m_titles.size(); ++i) {
        qsizetype width = m_titles[i].size();
        for (const QStringList &row : m_rows)
            width = std::max(width, row[i].size());
        widths.append(width);
    }
    qsizetype total = 2 * (widths.size() - 1);
    for (const qsizetype width : widths)
        total += width;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        if (!m_prose[i] || total <= limit)
            continue;
        const qsizetype fitting = std::min(widths[i], std::max(leastProse, widths[i] - (total - limit)));
        total -= widths[i] - fitting;
        widths[i] = fitting;
    }
    QString out;
    const auto add = [&](const QStringList &cells) {
        QString line;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            line += m_numbers[i] ? cells[i].rightJustified(widths[i]) : cut(cells[i], widths[i]).leftJustified(widths[i]);
            line += u"  "_s;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        out += line + u'\n';
    };
    add(m_titles);
    for (const QStringList &row : m_rows)
        add(row);
    return out;
}

QString factsText(const Facts &facts)
{
    qsizetype width = 0;
    for (const auto &[name, value] : facts)
        width = std::max(width, name.size());
    QString out;
    for (const auto &[name, value] : facts)
        out += name.leftJustified(width) + u"  "_s + (value.isEmpty() ? u"-"_s : printable(value)) + u'\n';
    return out;
}

} // namespace trato::cli
