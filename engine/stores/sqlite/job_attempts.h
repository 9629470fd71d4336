#pragma once

#include "engine/stores/sqlite/found_job.h"

/// The tries of a job that ended without finishing it, as `side` keeps them. Pure.
namespace trato::sqlite {

/// How the present try of an active job, or the last one of a finished job, ended at `end` (ms).
JobAttempt attemptOf(const FoundJob &job, JobAttempt::Outcome outcome, qint64 end, const QString &error);
/// The next list: `attempt` appended, the newest ten kept, its error cut.
QByteArray appendAttempt(const QByteArray &list, JobAttempt attempt);
QList<JobAttempt> attemptsIn(const QByteArray &list);

/// What is kept of one error; stack traces have the rest.
QString shortError(const QString &error);

} // namespace trato::sqlite
