#include "ui/diary/slot_words.h"

#include "ui/format.h"

#include <QCoreApplication>

namespace trato {

using namespace Qt::StringLiterals;

QStringList slotWarnings(const SlotCheck &check)
{
    const auto tr = [](const char *source) { return QCoreApplication::translate("trato::slotWarnings", source); };
    QStringList warnings;
    if (!check.overlaps.isEmpty()) {
        const VisitView &first = check.overlaps.first();
        const QString whose = u"%1, %2–%3"_s.arg(first.clientName, format::time(first.start, first.zone), format::time(first.end, first.zone));
        warnings << (check.overlaps.size() == 1
                         ? tr(QT_TRANSLATE_NOOP("trato::slotWarnings", "Double booked: %1 already has %2.")).arg(first.professional, whose)
                         : tr(QT_TRANSLATE_NOOP("trato::slotWarnings", "Double booked: %1 already has %2 and %3 more."))
                               .arg(first.professional, whose)
                               .arg(check.overlaps.size() - 1));
    }
    if (!check.closedDay.isEmpty())
        warnings << tr(QT_TRANSLATE_NOOP("trato::slotWarnings", "The shop is closed on that day: %1.")).arg(format::holiday(check.closedDay));
    else if (check.outsideHours)
        warnings << tr(QT_TRANSLATE_NOOP("trato::slotWarnings", "That time is outside the working hours."));
    return warnings;
}

} // namespace trato
