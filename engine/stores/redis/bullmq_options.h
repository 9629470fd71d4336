#pragma once

#include "engine/api/job.h"
#include "engine/stores/redis/bullmq_keys.h"

#include <QJsonObject>

/// The field `opts` of a job hash (bullmq-format 2.5). Pure.
namespace trato::bullmq {

/// As Node writes it: absent members are those that were not asked for.
QByteArray optionsText(const JobOptions &options, const BullmqKeys &keys);
/// `raw`, a text that said the same as these options once: what it says besides stays, and so does all of it while they agree.
QByteArray optionsText(const JobOptions &options, const QByteArray &raw, const BullmqKeys &keys);
/// Whether JobOptions do not say all of this text, or say what it does not.
bool saysOther(const QByteArray &raw, const BullmqKeys &keys);
/// What JobOptions have no words for in this text, alike for equal JSON; empty: nothing. What a schedule writes into its run
/// is left out.
QByteArray foreignIn(const QByteArray &raw);
/// The field `parent` of a child (bullmq-format 2.6).
QByteArray parentText(const JobOptions &options, const BullmqKeys &keys);
/// What the script `add` must know besides, as JSON; empty for most jobs.
QByteArray extraText(const JobOptions &options, bool waitsForChildren, const BullmqKeys &keys);
/// Never fails: what is missing or of another type keeps its default; a backoff of an unknown kind counts as fixed
/// (3.9). `priority` is the hash field's, which changes after adding.
JobOptions optionsOf(const QByteArray &text, int priority);

} // namespace trato::bullmq
