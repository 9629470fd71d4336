#pragma once

#include "engine/metrics/resource_book.h"
#include "engine/metrics/timing_book.h"

class QSqlDatabase;

/// The tables of console.db that hold timings and resources. Runs on that file's thread, inside its transactions.
/// Minutes and hours are counted since 1970.
namespace trato::tables {

struct KeptMetrics {
    KeptTimings timings{};
    QList<ResourceBook::Kept> resources{};
};

/// The last day by minute, the last hour by subject, the running hour.
Result<KeptMetrics> readMetrics(QSqlDatabase &db, qint64 nowMinute);
/// Minutes, steps and hours stand in for what was kept of them; what is older than a day (hours: 366 days) is removed.
Result<Done> writeMetrics(QSqlDatabase &db, const KeptMetrics &kept, qint64 nowMinute);

/// Width of a step: hours up to 31 days, beyond them quarters of a day, so that a year has 1,464.
Minutes longStep(int minutes);
/// The last `minutes` in long steps, of one subject or of all together (empty); one a kind that has values. Quantiles are those of
/// all values of a step. What was not written yet, a minute at most, is missing.
Result<QList<TimingSeries>> timingHours(QSqlDatabase &db, int minutes, const QString &subject, qint64 nowMinute);
/// Fills `report`, whose newest figures stay, with the last `minutes` in long steps.
Result<ResourceReport> resourceHours(QSqlDatabase &db, int minutes, ResourceReport report, qint64 nowMinute);

} // namespace trato::tables
