#pragma once

#include "engine/queue/job_schedulers.h"
#include "engine/queue/job_store.h"

#include <QSet>

/// What a job may look like before it is stored. Pure.
namespace trato {

inline constexpr qsizetype largestJobData = 16 * 1024 * 1024;

/// The rule that is broken, or nothing (bullmq-format 2.5).
std::optional<Error> badQueue(const QueueName &queue);
std::optional<Error> badJson(const QByteArray &json);
std::optional<Error> badPriority(int priority);
/// Everything `JobStore::add` refuses.
std::optional<Error> badJob(const NewJob &job);
/// What `JobSchedulers::upsert` refuses of its form.
std::optional<Error> badScheduler(const JobScheduler &scheduler);

/// A flow as stores take it: every job has an id, and names its parent in its options.
struct PreparedFlow {
    QList<NewJob> jobs{};          ///< parents before their children
    QSet<qsizetype> parents{};     ///< places of those that wait for children
};
/// Invalid for what `JobStore::addFlow` refuses.
Result<PreparedFlow> prepareFlow(const QList<FlowJob> &jobs);
/// The rule for limits that is broken, or nothing.
std::optional<Error> badLimits(const QueueLimits &limits);

/// Why jobs with parents are refused.
Error missingParent();
Error otherParent();

} // namespace trato
