#include "ui/message_format.h"

namespace trato::format {

using namespace Qt::StringLiterals;

namespace {

QString said(const char *text) { return QCoreApplication::translate("trato::format", text); }

} // namespace

QString cost(qint64 micros)
{
    constexpr qint64 aCent = 10'000;
    if (micros % aCent == 0)
        return money(micros / aCent);
    int digits = 6;
    for (qint64 rest = micros; digits > 3 && rest % 10 == 0; rest /= 10)
        --digits;
    return u"R$"_s + QChar(0xa0) + QLocale().toString(double(micros) / 1e6, 'f', digits);
}

QString category(const QString &name) { return name.isEmpty() ? u"—"_s : words::reason(name); }

QString monthName(const QString &month)
{
    const QDate first = QDate::fromString(month + u"-01"_s, Qt::ISODate);
    return first.isValid() ? QLocale().standaloneMonthName(first.month()) + u' ' + QString::number(first.year()) : month;
}

QString name(MoveSource source)
{
    switch (source) {
    case MoveSource::Engine: return said("this program");
    case MoveSource::Webhook: return said("the provider's report");
    case MoveSource::Poll: return said("asked at the provider");
    case MoveSource::Person: return said("a person");
    }
    return {};
}

Marked mark(const DeliveryView &delivery)
{
    if (delivery.state == DeliveryState::Skipped) {
        if (delivery.reason == u"expired" || delivery.reason.startsWith(u"expired, "))
            return {said("Too late"), Tone::Warn};
        if (delivery.reason == u"no_consent" || delivery.reason == u"budget")
            return {said("Held back"), Tone::Warn};
    }
    return mark(delivery.state);
}

QString spent(const CostReport &report)
{
    const QString sum = money(qRound64(double(report.micros) / 10'000));
    //: Money that was spent of a budget.
    return report.budgetMicros ? said("%1 of %2").arg(sum, money(*report.budgetMicros / 10'000)) : sum;
}

} // namespace trato::format
