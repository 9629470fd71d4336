#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/next_runs.h"
#include "engine/stores/redis/redis_store_room.h"

namespace trato::redis {
namespace {

constexpr int mostClaimsAWant = 1000;
constexpr qsizetype mostSettlements = 1000;   ///< a script call
constexpr qsizetype eventsAJob = 2;

/// What goes to the server in one call: settlements of one queue, and at most one want for it. Empty when it was sent again in
/// pieces.
struct Part {
    QueueName queue{};
    QList<Settlement> settled{};
    QList<qsizetype> places{};      ///< of the settlements in the order
    std::optional<Want> want{};
    QByteArray lostToken{};         ///< of an earlier claim that was not answered
    Result<RedisValue> answer{};
};

/// One exchange on its way.
struct Call {
    RedisStoreRoom &room;
    Exchanged result{};
    QList<Part> parts{};
    QList<JobRef> unplanned{};   ///< runs of schedulers whose next run could not be planned
    qsizetype missing = 0;
    Instant now{};
    Reply<Exchanged> reply{};
};

Part &partFor(QList<Part> &parts, const QueueName &queue, bool forWant)
{
    for (Part &part : parts)
        if (part.queue == queue && (forWant ? !part.want : part.settled.size() < mostSettlements))
            return part;
    parts.append(Part{queue});
    return parts.last();
}

RedisCommand argumentsOf(RedisStoreRoom &room, const Part &part, Instant now)
{
    RedisCommand arguments = room.work.argumentsFor(RedisScripts::get("exchange"), part.queue, now);
    const Want want = part.want.value_or(Want{part.queue});
    arguments.add(qint64(room.work.options.metricPoints));
    arguments.add(part.lostToken);
    arguments.add(qint64(std::clamp(want.limit, 0, mostClaimsAWant)));
    arguments.add(want.token);
    arguments.add(qint64(std::max(want.lease, Millis(1)).count()));
    arguments.add(want.worker.toUtf8());
    arguments.add(qint64(want.rate.max));
    arguments.add(qint64(want.rate.window.count()));
    MessagePack settled;
    settled.list(part.settled.size());
    for (const Settlement &settlement : part.settled)
        bullmq::appendSettlement(settled, settlement, room.memory.sentAt(settlement));
    arguments.add(settled.bytes());
    return arguments;
}

/// A code for each, or one number when all were taken.
QList<SettleCode> codesOf(const Part &part)
{
    const RedisValue &answer = part.answer.value().at(0);
    if (answer.kind() == RedisValue::Kind::Integer)
        return QList<SettleCode>(part.settled.size(), bullmq::settleCodeOf(answer.integerOr(-1)));
    QList<SettleCode> codes;
    for (const RedisValue &code : answer.items())
        codes.append(bullmq::settleCodeOf(code.integerOr(-1)));
    return codes;
}

/// Calls `each` with the fields of every job that the part brought and the token that holds it: those claimed now, and those of
/// a claim whose answer was lost.
template <typename Each>
void eachJob(const Part &part, Each each)
{
    if (!part.answer || !part.want)
        return;
    for (const bullmq::ClaimFields job : bullmq::claimsOf(part.answer.value().at(1)))
        each(job, part.want->token);
    for (const bullmq::ClaimFields job : bullmq::claimsOf(part.answer.value().at(3)))
        each(job, part.lostToken);
}

void take(RedisStoreRoom &room, Call &call, const Part &part)
{
    const RedisValue &answer = part.answer.value();
    const QList<SettleCode> codes = codesOf(part);
    for (qsizetype i = 0; i < part.places.size(); ++i)
        call.result.codes[part.places[i]] = codes.value(i, SettleCode::Missing);
    if (!part.want)
        return;
    eachJob(part, [&](bullmq::ClaimFields fields, const QByteArray &token) {
        ClaimedJob job = bullmq::claimedJobOf(part.queue, token, fields);
        if (!call.unplanned.contains({part.queue, job.id}))
            call.result.claimed.append(std::move(job));
    });
    if (answer.at(4).integerOr(0) == 1)
        call.result.crowded.append(part.queue);
    if (const auto wake = answer.at(2).integer()) {
        const Instant at = fromMs(*wake);
        call.result.nextWake = call.result.nextWake ? std::min(*call.result.nextWake, at) : at;
    }
    // None: the worker left the queue while the answer was on its way.
    if (const auto waiter = room.waiters.find(part.queue);
        waiter != room.waiters.end() && part.want->limit > 0 && qsizetype(bullmq::claimsOf(answer.at(1)).size()) < part.want->limit)
        waiter->second->drained();
}

bool isEmpty(const Part &part)
{
    return part.settled.isEmpty() && !part.want;
}

/// What may have been done is remembered until it is sent again.
void remember(Call &call, const Part &part)
{
    const Error &error = part.answer.error();
    if (outcomeUnknown(error) || !concernsWholeServer(error)) // a script may have been refused in its middle
        call.room.memory.unknown(part.settled, part.want ? &*part.want : nullptr, call.now);
    if (!part.lostToken.isEmpty())
        call.room.memory.stillLost(part.queue, part.lostToken);
}

/// The worker comes again for this queue.
void refuse(Call &call, const Part &part)
{
    remember(call, part);
    const QueueRefusal refusal{part.queue, part.answer.error(), part.want.has_value()};
    const auto same = [&](const QueueRefusal &told) { return told.queue == refusal.queue && told.ofClaims == refusal.ofClaims; };
    if (std::ranges::none_of(call.result.refused, same))
        call.result.refused.append(refusal);
}

/// Claimed jobs that schedulers of BullMQ made.
QList<SchedulerJob> schedulerJobsOf(const Call &call)
{
    using Field = bullmq::ClaimField;
    QList<SchedulerJob> jobs;
    for (const Part &part : call.parts)
        eachJob(part, [&](bullmq::ClaimFields job, const QByteArray &) {
            if (const QByteArray &scheduler = bullmq::fieldOf(job, Field::Scheduler).bytes(); !scheduler.isEmpty())
                jobs.append({part.queue, {QString::fromUtf8(bullmq::fieldOf(job, Field::Id).bytes())}, scheduler,
                             bullmq::fieldOf(job, Field::Options).bytes()});
        });
    return jobs;
}

void finish(Call &call)
{
    call.parts.removeIf(isEmpty);
    for (const Part &part : std::as_const(call.parts)) {
        if (part.answer)
            call.room.memory.answered(part.settled);
        part.answer ? take(call.room, call, part) : refuse(call, part);
    }
    if (std::ranges::all_of(call.parts, [](const Part &part) { return !part.answer && concernsWholeServer(part.answer.error()); }))
        return call.reply(call.parts.first().answer.error());
    call.reply(std::move(call.result));
}

void send(const std::shared_ptr<Call> &call, qsizetype place);

/// One result that the server refuses, or the refusal to hand out jobs, must not keep the others of its queue.
void sendInPieces(const std::shared_ptr<Call> &call, qsizetype place)
{
    remember(*call, call->parts[place]);
    const Part whole = std::exchange(call->parts[place], Part{call->parts[place].queue});
    for (qsizetype i = 0; i < whole.settled.size(); ++i)
        call->parts.append({.queue = whole.queue, .settled = {whole.settled[i]}, .places = {whole.places[i]}});
    if (whole.want)
        call->parts.append({.queue = whole.queue, .want = whole.want, .lostToken = call->room.memory.takeLostToken(whole.queue)});
    const qsizetype pieces = whole.settled.size() + (whole.want ? 1 : 0);
    call->missing += pieces;
    for (qsizetype i = call->parts.size() - pieces; i < call->parts.size(); ++i)
        send(call, i);
}

void received(const std::shared_ptr<Call> &call, qsizetype place, Result<RedisValue> got)
{
    Part &part = call->parts[place];
    if (got)
        call->room.events.wrote((part.settled.size() + qsizetype(bullmq::claimsOf(got.value().at(1)).size())) * eventsAJob);
    part.answer = std::move(got);
    const bool hasPieces = !part.settled.isEmpty() && (part.settled.size() > 1 || part.want);
    if (!part.answer && !concernsWholeServer(part.answer.error()) && hasPieces)
        sendInPieces(call, place);
    if (--call->missing)
        return;
    planNextRuns(call->room.work, schedulerJobsOf(*call), [call](QList<JobRef> unplanned) {
        call->unplanned = std::move(unplanned);
        finish(*call);
    });
}

void send(const std::shared_ptr<Call> &call, qsizetype place)
{
    const RedisCommand arguments = argumentsOf(call->room, call->parts[place], call->now);
    call->room.work.write(RedisScripts::get("exchange"), arguments,
                          [call, place](Result<RedisValue> got) { received(call, place, std::move(got)); });
}

} // namespace

void exchange(RedisStoreRoom &room, Exchange order, Reply<Exchanged> reply)
{
    auto call = std::make_shared<Call>(Call{room});
    call->now = room.work.clock.now();
    call->reply = std::move(reply);
    call->result.codes = QList<SettleCode>(order.settled.size(), SettleCode::NotTaken);
    for (qsizetype i = 0; i < order.settled.size(); ++i) {
        Part &part = partFor(call->parts, order.settled[i].queue, false);
        part.settled.append(order.settled[i]);
        part.places.append(i);
    }
    for (const Want &want : order.wants) {
        room.registry.touch(want.queue);
        if (!want.worker.isEmpty())
            room.seen[{want.worker, want.queue}] = call->now;
        Part &part = partFor(call->parts, want.queue, true);
        part.want = want;
        part.lostToken = room.memory.takeLostToken(want.queue);
        if (want.limit > 0)
            room.waiterOf(want).asked();
    }
    call->missing = call->parts.size();
    if (call->parts.isEmpty())
        return call->reply(std::move(call->result));
    const bool serverIsIdle = room.work.isIdle();
    const qsizetype parts = call->parts.size();
    for (qsizetype i = 0; i < parts; ++i)
        send(call, i);
    if (serverIsIdle)
        room.work.sendNow();
}

} // namespace trato::redis
