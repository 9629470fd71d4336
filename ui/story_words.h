#pragma once

#include "engine/api/visit_story.h"
#include "ui/timeline.h"

/// Words for what happened to a visit. Pure, as `format`.
namespace trato::format {

/// Who did it; empty for this program.
QString name(VisitMoment::By by);
/// What happened. Times of the visit in `zone`. A message leads to itself by its id.
TimelineLine line(const VisitMoment &moment, const QString &zone);
/// A reminder that did not go out, or not yet; at the time when it is due.
TimelineLine line(const ReminderView &reminder);

} // namespace trato::format
