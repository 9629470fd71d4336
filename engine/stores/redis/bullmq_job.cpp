#include "engine/stores/redis/bullmq_job.h"

#include "engine/queue/job_subject.h"
#include "engine/stores/redis/bullmq_options.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace trato::bullmq {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype shownReason = 200;
constexpr qsizetype longestError = 500;
constexpr qsizetype mostAttempts = 10;
constexpr double scoresPerMs = 4096; // bullmq-format B5

constexpr std::array<std::pair<QByteArrayView, JobState>, 9> places{{
    {"wait", JobState::Waiting},
    {"waiting", JobState::Waiting},
    {"paused", JobState::Waiting},
    {"prioritized", JobState::Prioritized},
    {"delayed", JobState::Delayed},
    {"active", JobState::Active},
    {"waiting-children", JobState::WaitingChildren},
    {"completed", JobState::Completed},
    {"failed", JobState::Failed},
}};

QByteArray kindWord(Settlement::Kind kind)
{
    switch (kind) {
    case Settlement::Kind::Complete: return "complete";
    case Settlement::Kind::Fail: return "fail";
    case Settlement::Kind::Retry: return "retry";
    case Settlement::Kind::Delay: return "delay";
    case Settlement::Kind::Return: return "return";
    }
    return {};
}

std::optional<Instant> instantAt(double ms)
{
    constexpr double farthest = 8.64e15; // JavaScript's Date ends there
    return std::abs(ms) <= farthest ? std::optional(fromMs(qint64(ms))) : std::nullopt; // not: infinite, no number
}

std::optional<Instant> instantOf(const QByteArray &text)
{
    bool good = false;
    const double ms = text.toDouble(&good);
    return good ? instantAt(ms) : std::nullopt;
}

QList<JobAttempt> endedTries(const QByteArray &json)
{
    QList<JobAttempt> tries;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : array) {
        const QJsonObject entry = value.toObject();
        JobAttempt one;
        one.number = int(entry.value(u"number"_s).toInteger(1));
        one.outcome = enumFromName<JobAttempt::Outcome>(entry.value(u"outcome"_s).toString()).value_or(JobAttempt::Outcome::Failed);
        one.readyAt = fromMs(entry.value(u"readyAt"_s).toInteger());
        one.startedAt = fromMs(entry.value(u"startedAt"_s).toInteger());
        one.endedAt = fromMs(entry.value(u"endedAt"_s).toInteger());
        one.error = entry.value(u"error"_s).toString().left(longestError);
        one.worker = entry.value(u"worker"_s).toString();
        tries.append(one);
    }
    return tries;
}

/// The running try, or the one that finished the job.
JobAttempt lastTry(const JobDetail &detail, Instant ready)
{
    const JobRow &row = detail.row;
    const Instant started = row.startedAt.value_or(ready);
    const bool failed = row.state == JobState::Failed;
    return {.number = std::max(1, detail.attemptsStarted),
            .outcome = !row.finishedAt ? JobAttempt::Outcome::Running : failed ? JobAttempt::Outcome::Failed : JobAttempt::Outcome::Completed,
            .readyAt = std::min(ready, started),
            .startedAt = started,
            .endedAt = row.finishedAt,
            .error = failed ? row.failedReason.left(longestError) : QString(),
            .worker = detail.worker};
}

/// Node prefers the field of versions before 5 (bullmq-format 2.4).
int attemptsMadeOf(const QByteArray &atm, const QByteArray &old)
{
    return old.isEmpty() ? atm.toInt() : old.toInt();
}

/// Why a claimed job cannot be run although its hash is there (broken JSON, E8); empty when it can.
QString unreadable(const ClaimedJob &job, const QByteArray &options)
{
    if (!codec::isJson(job.data))
        return u"the job's data is not JSON"_s;
    if (!options.isEmpty() && !codec::isJson(options))
        return u"the job's options are not JSON"_s;
    return {};
}

} // namespace

QStringList linesOf(const QByteArray &json)
{
    QStringList lines;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &line : array)
        lines.append(line.toString());
    return lines;
}

bool goesBeyond(const QByteArray &stacktrace, const QStringList &newest)
{
    const QStringList all = linesOf(stacktrace);
    return all.size() > tracesKept && all.last(tracesKept) == newest.last(std::min(tracesKept, newest.size()));
}

std::optional<Instant> dueOf(const RedisValue &score)
{
    const auto number = score.number();
    return number ? instantAt(*number / scoresPerMs) : std::nullopt;
}

void appendNewJob(RedisCommand &arguments, const NewJob &job, Instant now, const BullmqKeys &keys, bool waitsForChildren)
{
    const JobOptions &options = job.options;
    arguments.add(options.jobId.toUtf8());
    arguments.add(job.name.toUtf8());
    arguments.add(job.data.utf8);
    arguments.add(optionsText(options, keys));
    arguments.add(qint64(toMs(options.timestamp.value_or(now))));
    arguments.add(qint64(std::max(Millis(0), options.delay).count()));
    arguments.add(qint64(options.priority));
    arguments.add(options.lifo ? "1" : "0");
    arguments.add(extraText(options, waitsForChildren, keys));
}

const RedisValue &fieldOf(ClaimFields job, size_t field)
{
    static const RedisValue nil;
    return field < job.size() ? job[field] : nil;
}

std::vector<ClaimFields> claimsOf(const RedisValue &answer)
{
    std::vector<ClaimFields> claims;
    ClaimFields left = answer.items();
    claims.reserve(left.size() / ClaimField::usual + 1);
    while (!left.empty()) {
        const bool isList = left.front().kind() == RedisValue::Kind::Array;
        const size_t taken = isList ? 1 : std::min(ClaimField::usual, left.size());
        claims.push_back(isList ? ClaimFields(left.front().items()) : left.first(taken));
        left = left.subspan(taken);
    }
    return claims;
}

ClaimedJob claimedJobOf(const QueueName &queue, const QByteArray &token, ClaimFields fields)
{
    ClaimedJob job;
    job.queue = queue;
    job.name = QString::fromUtf8(fieldOf(fields, ClaimField::Name).bytes());
    const RedisValue &data = fieldOf(fields, ClaimField::Data);
    job.data = data.isNil() ? QByteArray("{}") : data.bytes();
    const QByteArray &options = fieldOf(fields, ClaimField::Options).bytes();
    job.options = optionsOf(options, int(fieldOf(fields, ClaimField::Priority).integerOr(0)));
    job.token = token;
    job.createdAt = instantOf(fieldOf(fields, ClaimField::Timestamp).bytes()).value_or(Instant{});
    job.attemptsMade = int(fieldOf(fields, ClaimField::AttemptsMade).integerOr(0));
    job.attemptsStarted = int(fieldOf(fields, ClaimField::AttemptsStarted).integerOr(1));
    job.stalledCount = int(fieldOf(fields, ClaimField::StalledCount).integerOr(0));
    job.failAtOnce = QString::fromUtf8(fieldOf(fields, ClaimField::DeferredFailure).bytes());
    job.id = {QString::fromUtf8(fieldOf(fields, ClaimField::Id).bytes())};
    if (job.failAtOnce.isEmpty())
        job.failAtOnce = unreadable(job, options);
    return job;
}

void appendSettlement(MessagePack &list, const Settlement &settlement, std::optional<Instant> sentAt)
{
    const bool completes = settlement.kind == Settlement::Kind::Complete;
    list.list(completes ? 7 : 11);
    list.text(settlement.id.value.toUtf8());
    list.text(settlement.token);
    list.text(kindWord(settlement.kind));
    list.text(completes ? settlement.result : settlement.reason.toUtf8());
    list.text(sentAt ? QByteArray::number(toMs(*sentAt)) : QByteArray());
    list.number(settlement.keep.count);
    list.number(settlement.keep.age.count());
    if (completes)
        return;
    QByteArray trace;
    if (!settlement.trace.isEmpty())
        codec::writeJsonString(trace, settlement.trace);
    list.number(std::max(Millis(0), settlement.delay).count());
    list.text(trace);
    list.number(tracesKept);
    list.text(settlement.reason.left(longestError).toUtf8());
}

SettleCode settleCodeOf(qint64 code)
{
    switch (code) {
    case 0: return SettleCode::Done;
    case -1: return SettleCode::Missing;
    case -2: return SettleCode::LeaseGone;
    case -4: return SettleCode::ChildrenWait;
    case -6: return SettleCode::LeaseTaken;
    case -9: return SettleCode::ChildFailed;
    default: return SettleCode::NotActive;
    }
}

ActCode actCodeOf(qint64 code)
{
    switch (code) {
    case 1: return ActCode::Done;
    case 0: return ActCode::Leased;
    case -1: return ActCode::Missing;
    default: return ActCode::WrongState;
    }
}

JobState stateOf(QByteArrayView place)
{
    for (const auto &[name, state] : places)
        if (name == place)
            return state;
    return JobState::Unknown;
}

QByteArray stateWord(JobState state)
{
    return nameOf(state).toLatin1();
}

QByteArray keyWord(JobState state)
{
    return state == JobState::Waiting ? QByteArray("wait") : stateWord(state);
}

JobRow rowOf(const QueueName &queue, const RedisValue &value)
{
    const auto text = [&](qsizetype index) { return value.at(index).bytes(); };
    JobRow row;
    row.id = {QString::fromUtf8(text(0))};
    row.queue = queue;
    row.state = stateOf(text(1));
    row.name = QString::fromUtf8(text(3));
    row.priority = text(4).toInt();
    row.attemptsMade = attemptsMadeOf(text(5), text(6));
    row.attempts = optionsOf(text(7), row.priority).attempts;
    row.createdAt = instantOf(text(8)).value_or(Instant{});
    const bool finished = row.state == JobState::Completed || row.state == JobState::Failed;
    if (row.state == JobState::Delayed)
        row.dueAt = dueOf(value.at(2));
    if (row.state == JobState::Active || finished)
        row.startedAt = instantOf(text(9));
    if (finished)
        row.finishedAt = instantOf(text(10));
    row.failedReason = QString::fromUtf8(text(11)).left(shownReason);
    const JobSubject subject = jobSubject(text(12));
    row.subject = subject.what;
    row.recipient = subject.recipient;
    return row;
}

Instant readySince(const QByteArray &timestamp, const QByteArray &options, const QByteArray &processedOn, const QByteArray &ready)
{
    Instant since = instantOf(timestamp).value_or(Instant{}) + optionsOf(options, 0).delay;
    if (const auto moved = instantOf(ready))
        since = *moved;
    // Another program may have given it back without telling when; it was not ready before it last began.
    if (const auto began = instantOf(processedOn))
        since = std::max(since, *began);
    return since;
}

JobDetail detailOf(const BullmqKeys &keys, const QueueName &queue, const JobId &id, const RedisValue &value, Instant now)
{
    const auto hash = value.at(4).pairs();
    JobDetail detail;
    JobRow &row = detail.row;
    row.id = id;
    row.queue = queue;
    row.state = stateOf(value.at(0).bytes());
    row.name = QString::fromUtf8(hash.value("name"));
    row.priority = hash.value("priority").toInt();
    row.attemptsMade = attemptsMadeOf(hash.value("atm"), hash.value("attemptsMade"));
    row.createdAt = instantOf(hash.value("timestamp")).value_or(Instant{});
    row.failedReason = QString::fromUtf8(hash.value("failedReason"));
    detail.options = optionsOf(hash.value("opts"), row.priority);
    row.attempts = detail.options.attempts;
    const bool finished = row.state == JobState::Completed || row.state == JobState::Failed;
    const bool active = row.state == JobState::Active;
    if (row.state == JobState::Delayed)
        row.dueAt = dueOf(value.at(1));
    if (active || finished)
        row.startedAt = instantOf(hash.value("processedOn"));
    if (finished)
        row.finishedAt = instantOf(hash.value("finishedOn"));
    detail.data.utf8 = hash.value("data", "{}");
    const JobSubject subject = jobSubject(detail.data.utf8);
    row.subject = subject.what;
    row.recipient = subject.recipient;
    if (hash.contains("progress"))
        detail.progress.utf8 = hash.value("progress");
    if (hash.contains("returnvalue"))
        detail.returnValue.utf8 = hash.value("returnvalue");
    detail.stacktrace = linesOf(hash.value("stacktrace"));
    for (const RedisValue &line : value.at(3).items())
        detail.logs.append(QString::fromUtf8(line.bytes()));
    detail.attemptsStarted = hash.value("ats").toInt();
    detail.stalledCount = hash.value("stc").toInt();
    detail.worker = QString::fromUtf8(hash.value("pb"));
    if (const qint64 left = value.at(2).integerOr(-2); active && left >= 0)
        detail.leaseUntil = now + Millis(left);
    if (hash.contains("parentKey"))
        detail.parent = keys.jobOf(hash.value("parentKey"));
    detail.children = value.at(5).integerOr(0);
    detail.attempts = endedTries(hash.value("trato:tries"));
    if (active || finished)
        detail.attempts.append(lastTry(detail, readySince(hash.value("timestamp"), hash.value("opts"), {}, hash.value("trato:ready"))));
    while (detail.attempts.size() > mostAttempts)
        detail.attempts.removeFirst();
    return detail;
}

} // namespace trato::bullmq
