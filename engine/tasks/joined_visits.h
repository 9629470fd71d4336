#pragma once

#include "engine/api/settings.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// Several visits of one client on one local day are one reminder: the first one speaks for the others.
struct DayVisits {
    QList<VisitRecord> before{};   ///< of that day, with a reminder of this kind that is due or was; they speak first
    QList<VisitRecord> after{};    ///< that this one may speak for, by start
};
/// `around` are the shop's visits of the day. Pure.
DayVisits sameDayVisits(const VisitRecord &visit, const QList<VisitRecord> &around, ReminderKind kind, const EngineSettings &settings,
                        const DiaryFreshness &freshness, Instant now);
/// Times, professionals and services of all of them, as one sentence takes them: "10:00 e 11:00", "Beto e Caio". `variables` are
/// those of the first one. Pure.
QMap<QString, QString> joinedVariables(QMap<QString, QString> variables, const QList<QMap<QString, QString>> &others);

} // namespace trato
