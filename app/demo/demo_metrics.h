#pragma once

#include "engine/metrics/metric_tables.h"

namespace trato {

/// One message of the demo's past, and whether a reminder's job stood before it.
struct PastWork {
    Instant at{};
    bool reminder = false;
};

/// What an engine would have kept of its timings and of the computer, day by day from the first work to `now`, each with the minute it
/// was kept in. The times are thrown with dice, the program's own figures lie around those of this process. `work` by time. Pure but for
/// the look at the process.
QList<std::pair<qint64, tables::KeptMetrics>> pastMetrics(const QList<PastWork> &work, Instant now, qint64 diskNow, quint32 seed);

} // namespace trato
