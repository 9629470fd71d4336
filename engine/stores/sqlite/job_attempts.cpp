#include "engine/stores/sqlite/job_attempts.h"

namespace trato::sqlite {
namespace {

constexpr qsizetype mostAttempts = 10;
constexpr qsizetype longestError = 500;

} // namespace

QString shortError(const QString &error)
{
    return error.left(longestError);
}

JobAttempt attemptOf(const FoundJob &job, JobAttempt::Outcome outcome, qint64 end, const QString &error)
{
    const bool finished = job.state == JobState::Completed || job.state == JobState::Failed;
    JobAttempt attempt;
    attempt.number = finished ? std::max(1, job.side.starts) : job.side.starts + 1;
    attempt.outcome = outcome;
    attempt.readyAt = fromMs(std::min(job.side.since.value_or(job.due), job.started));
    attempt.startedAt = fromMs(job.started);
    attempt.endedAt = fromMs(end);
    attempt.error = error;
    attempt.worker = job.worker;
    return attempt;
}

QByteArray appendAttempt(const QByteArray &list, JobAttempt attempt)
{
    attempt.error = shortError(attempt.error);
    QCborArray kept = QCborValue::fromCbor(list).toArray();
    while (kept.size() >= mostAttempts)
        kept.removeFirst();
    kept.append(codec::encode(attempt));
    return QCborValue(kept).toCbor();
}

QList<JobAttempt> attemptsIn(const QByteArray &list)
{
    QList<JobAttempt> attempts;
    (void)codec::decode(QCborValue::fromCbor(list), attempts);
    return attempts;
}

} // namespace trato::sqlite
