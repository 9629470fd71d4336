#include "engine/shop/money.h"

#include <QRegularExpression>

namespace trato
{

using namespace Qt::StringLiterals;

std::optional<qint64> parseReais(const QString &text)
{
    static const QRegularExpression shape(
        uR"(^(?<minus>[-−]?)(?:R\$)?(?<minus2>[-−]?)(?:(?<plain>\d{1,12})|(?<dots>\d{1,3}(?:\.\d{3}){1,3})|(?<commas>\d{1,3}(?:,\d{3}){1,3}(?=\.)))(?:(?<sign>[.,])(?<cents>\d{1,2}))?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QString packed;
    for (const QChar c : text)
        if (!c.isSpace()) // U+00A0 counts as a space too
            packed += c;
    const auto match = shape.match(packed);
    if (!match.hasMatch())
        return std::nullopt;
    const QString sign = match.captured(u"sign"_s);
    const bool dots = !match.captured(u"dots"_s).isEmpty();
    if (dots && sign == u"."_s)
        return std::nullopt;
    QString whole = match.captured(u"plain"_s) + match.captured(u"dots"_s) + match.captured(u"commas"_s);
    whole.remove(u'.').remove(u',');
    const qint64 cents = match.captured(u"cents"_s).leftJustified(2, u'0').toLongLong();
    const qint64 value = whole.toLongLong() * 100 + cents;
    const bool minus = !match.captured(u"minus"_s).isEmpty() || !match.captured(u"minus2"_s).isEmpty();
    return minus ? -value : value;
}

} // namespace trato
