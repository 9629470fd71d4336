#pragma once

#include "engine/api/result.h"
#include "engine/api/shop.h"

/// Working hours as people type them: "09:00-12:00, 13:00-19:00"; empty for a day off. Pure.
namespace trato::hours {

/// The spans of one weekday (1 Monday … 7 Sunday). Hours alone ("9-19"), "h" and "–" are understood, 24:00 is the end of
/// the day. Invalid "hours.format" or "hours.order".
Result<QList<OpenSpan>> fromText(const QString &text, int weekday);
QString toText(const QList<OpenSpan> &spans, int weekday);

} // namespace trato::hours
