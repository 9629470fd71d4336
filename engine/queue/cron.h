#pragma once

#include "engine/api/result.h"
#include "engine/api/schedule.h"
#include "engine/shop/local_time.h"

/// Cron rules: reading them, and the instants they name in a zone. Same results as the parsers BullMQ uses
/// (bullmq-format 8.1). Pure.
namespace trato::cron {

/// Six fields (second minute hour day month weekday) or fewer, then the leading ones take their defaults; names,
/// ranges, steps, lists, "?", "L", "5L", "1#2", and @yearly … @secondly. Invalid names the field and what is wrong:
/// "hour: cron.range".
Result<CronRule> parse(const QString &text);

/// The first instant after `after`. A wall-clock time that the zone skips counts as if the clocks had not jumped (02:30
/// becomes 03:30); one that comes twice counts the first time, unless the rule runs in every hour. Nothing when the rule
/// names no instant within 45 years.
std::optional<Instant> next(const CronRule &rule, Instant after, const LocalZone &zone);
/// The last instant before `before`.
std::optional<Instant> previous(const CronRule &rule, Instant before, const LocalZone &zone);
/// At most `count` instants after `after`.
QList<Instant> nextFew(const CronRule &rule, Instant after, const LocalZone &zone, int count);

} // namespace trato::cron
