#include "engine/api/costs.h"

#include <QRegularExpression>

namespace trato {

std::optional<qint64> microsOf(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(R"(^\s*(?:R\$)?\s*(\d{1,6})(?:[.,](\d{1,6}))?\s*$)"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 micros = match.captured(1).toLongLong() * 1'000'000 + match.captured(2).leftJustified(6, u'0').toLongLong();
    return micros <= 100'000LL * 1'000'000 ? std::optional(micros) : std::nullopt;
}

} // namespace trato
