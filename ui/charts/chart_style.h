#pragma once

#include "engine/api/time.h"
#include "ui/theme.h"

#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QValueAxis>

/// What our charts have in common: no frame, quiet lines, labels at round times. Pure helpers, main thread.
namespace trato::charts {

/// What a layout is told that a chart wants. Of itself it wants the size it has, or 640×480 while it was never shown, and a
/// row that is as high makes the whole page higher: layouts end around it (`widgets/layout_end`).
inline constexpr QSize wanted{300, 150};

/// A chart without title, legend, background and animation.
QChart *makeChart();
void styleAxis(QAbstractAxis &axis, const Theme &theme, bool grid);
/// Four steps from 0 to a round number that is not below `top`; two in a chart of less than 150 pixels, where Qt would
/// write "…" instead of labels that stand closer.
void fitValues(QValueAxis &axis, double top, int height);
/// Labels at round times of the computer's zone, at most about eight. The axis counts `unit`s from `from`.
void fitTimes(QCategoryAxis &axis, Instant from, Instant to, Millis unit, double shift);

} // namespace trato::charts
