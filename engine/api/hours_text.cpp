#include "engine/api/hours_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace trato::hours {

using namespace Qt::StringLiterals;

namespace {

constexpr int dayMinutes = 24 * 60;

QString timeText(int minute)
{
    return u"%1:%2"_s.arg(minute / 60, 2, 10, QChar(u'0')).arg(minute % 60, 2, 10, QChar(u'0'));
}

} // namespace

Result<QList<OpenSpan>> fromText(const QString &text, int weekday)
{
    static const QRegularExpression span(
        uR"(^\s*(\d{1,2})(?:[:h](\d{2})|h)?\s*[-–—]\s*(\d{1,2})(?:[:h](\d{2})|h)?\s*$)"_s);
    QList<OpenSpan> spans;
    if (text.trimmed().isEmpty())
        return spans;
    for (const QString &part : text.split(u',')) {
        const QRegularExpressionMatch match = span.match(part);
        if (!match.hasMatch())
            return Error{Error::Code::Invalid, u"hours: hours.format"_s};
        const int from = match.captured(1).toInt() * 60 + match.captured(2).toInt();
        const int to = match.captured(3).toInt() * 60 + match.captured(4).toInt();
        const bool clock = match.captured(2).toInt() < 60 && match.captured(4).toInt() < 60 && to <= dayMinutes;
        if (!clock || from >= to)
            return Error{Error::Code::Invalid, u"hours: hours.order"_s};
        spans.append({weekday, from, to});
    }
    return spans;
}

QString toText(const QList<OpenSpan> &spans, int weekday)
{
    QList<OpenSpan> day;
    for (const OpenSpan &span : spans)
        if (span.weekday == weekday)
            day.append(span);
    std::ranges::sort(day, {}, &OpenSpan::from);
    QStringList parts;
    for (const OpenSpan &span : std::as_const(day))
        parts << timeText(span.from) + u'-' + timeText(span.to);
    return parts.join(u", "_s);
}

} // namespace trato::hours
