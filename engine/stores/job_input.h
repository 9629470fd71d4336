#pragma once

#include "engine/queue/job_store.h"

/// What a job may look like before it is stored. Pure.
namespace trato {

inline constexpr qsizetype largestJobData = 16 * 1024 * 1024;
inline constexpr int highestPriority = 2097151;

/// The rule that is broken, or nothing (bullmq-format 2.5).
std::optional<Error> badQueue(const QueueName &queue);
std::optional<Error> badJson(const QByteArray &json);
std::optional<Error> badPriority(int priority);
/// Everything `JobStore::add` refuses.
std::optional<Error> badJob(const NewJob &job);

} // namespace trato
