#pragma once

#include "engine/queue/job_store.h"
#include "engine/stores/redis/bullmq_keys.h"
#include "engine/stores/redis/message_pack.h"
#include "engine/stores/redis/redis_command.h"
#include "engine/stores/redis/redis_value.h"

#include <span>

/// Job hashes as values and back (bullmq-format 2.4 and 2.8). Pure.
namespace trato::bullmq {

/// Appends the nine arguments that `add` takes for one job; `waitsForChildren`: it is a parent of a flow.
void appendNewJob(RedisCommand &arguments, const NewJob &job, Instant now, const BullmqKeys &keys, bool waitsForChildren = false);
/// What `exchange` answers of one claimed job; shorter for one that was only added.
using ClaimFields = std::span<const RedisValue>;
/// Where the fields stand.
struct ClaimField {
    enum : size_t { Name, Data, Options, Timestamp, Priority, Id, AttemptsMade, AttemptsStarted, StalledCount, DeferredFailure, Scheduler };
    static constexpr size_t usual = Id + 1;   ///< fields of a job that was only added
};
/// The jobs of `exchange`'s second or fourth answer, which must outlive them: the usual fields one job after the other, and
/// in between jobs with more of them as lists.
std::vector<ClaimFields> claimsOf(const RedisValue &answer);
/// Nil where a job has less.
const RedisValue &fieldOf(ClaimFields job, size_t field);
/// `createdAt` is none (Instant{}) when it does not say when it was added (bullmq-format V8).
ClaimedJob claimedJobOf(const QueueName &queue, const QByteArray &token, ClaimFields job);
/// Appends the list that `exchange` takes for one settlement; `sentAt`: when it was sent before and no answer came.
void appendSettlement(MessagePack &list, const Settlement &settlement, std::optional<Instant> sentAt);
/// Arguments that a new job takes.
inline constexpr int newJobArguments = 9;

SettleCode settleCodeOf(qint64 code);
ActCode actCodeOf(qint64 code);

/// The state by its name in the format; "wait" and "paused" are both waiting.
JobState stateOf(QByteArrayView place);
/// As the scripts `page` and `remove_slice` take it.
QByteArray stateWord(JobState state);
QByteArray keyWord(JobState state);

/// One row of the scripts `page` and `rows`.
JobRow rowOf(const QueueName &queue, const RedisValue &value);
/// Answer of the script `job`.
JobDetail detailOf(const BullmqKeys &keys, const QueueName &queue, const JobId &id, const RedisValue &value, Instant now);

/// The lists of traces that other stores keep end here (bullmq-format E18).
inline constexpr qsizetype tracesKept = 10;
/// A list of texts in JSON.
QStringList linesOf(const QByteArray &json);
/// Whether the field `stacktrace` holds more than other stores keep, and these are its newest: none was added since.
bool goesBeyond(const QByteArray &stacktrace, const QStringList &newest);

/// When a job that waits became ready, from timestamp, opts, processedOn and `trato:ready`.
Instant readySince(const QByteArray &timestamp, const QByteArray &options, const QByteArray &processedOn, const QByteArray &ready);
/// The due time that a score of `delayed` stands for.
std::optional<Instant> dueOf(const RedisValue &score);

} // namespace trato::bullmq
