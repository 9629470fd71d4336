#include "engine/notify/lost_rows.h"

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int pageSize = 500;

struct Sweep {
    JobStore &store;
    DeliveryLedger &ledger;
    Reply<qint64> reply{};
    qint64 closed = 0;
    qint64 last = 0;                       ///< highest row number seen
    QList<DeliveryRecord> page{};
    QStringList queues{};                  ///< of this page, still to be asked about
    QSet<std::pair<QString, QString>> goingOn{};   ///< queue and job
};
using Shared = std::shared_ptr<Sweep>;

void nextPage(const Shared &sweep);

bool goesOn(JobState state)
{
    return state != JobState::Completed && state != JobState::Failed && state != JobState::Unknown;
}

DeliveryMove moveFor(const std::optional<Fence> &fence)
{
    DeliveryMove move;
    move.onlyFrom = DeliveryState::Sending;
    if (fence)
        move.opaque = QString::fromLatin1(fence->token); // what the provider tells of the send finds its row
    if (fence && fence->state == Fence::State::Accepted) {
        move.state = DeliveryState::Accepted;
        move.reason = u"sent before"_s;
    } else if (fence && fence->state != Fence::State::Rejected) {
        move.state = DeliveryState::Uncertain;
        move.reason = u"the engine ended while sending"_s;
    } else {
        move.state = DeliveryState::Failed;
        move.reason = u"it never left"_s;
    }
    return move;
}

void closeLost(const Shared &sweep, QList<DeliveryRecord> lost)
{
    if (lost.isEmpty())
        return nextPage(sweep);
    const DeliveryRecord record = lost.takeFirst();
    sweep->store.fences({record.dedupeKey}, [sweep, record, lost](Result<QList<Fence>> fences) {
        if (!fences)
            return sweep->reply(fences.error());
        const std::optional<Fence> fence = fences.value().isEmpty() ? std::nullopt : std::optional(fences.value().first());
        sweep->ledger.move(record.dedupeKey, moveFor(fence), [sweep, lost](Result<DeliveryView> moved) {
            if (!moved && moved.error().code != Error::Code::Conflict) // meanwhile it has gone on after all
                return sweep->reply(moved.error());
            sweep->closed += bool(moved);
            closeLost(sweep, lost);
        });
    });
}

void askForJobs(const Shared &sweep)
{
    if (sweep->queues.isEmpty()) {
        QList<DeliveryRecord> lost;
        for (const DeliveryRecord &record : std::as_const(sweep->page))
            if (!sweep->goingOn.contains({record.view.queue, record.view.jobId}))
                lost << record;
        return closeLost(sweep, lost);
    }
    const QString queue = sweep->queues.takeFirst();
    QList<JobId> ids;
    for (const DeliveryRecord &record : std::as_const(sweep->page))
        if (record.view.queue == queue)
            ids << JobId{record.view.jobId};
    sweep->store.rows({queue}, ids, [sweep, queue](Result<QList<JobRow>> rows) {
        if (!rows)
            return sweep->reply(rows.error());
        for (const JobRow &row : rows.value())
            if (goesOn(row.state))
                sweep->goingOn.insert({queue, row.id.value});
        askForJobs(sweep);
    });
}

void nextPage(const Shared &sweep)
{
    sweep->ledger.inState(DeliveryState::Sending, sweep->last, pageSize, [sweep](Result<QList<DeliveryRecord>> page) {
        if (!page)
            return sweep->reply(page.error());
        if (page.value().isEmpty())
            return sweep->reply(sweep->closed);
        sweep->page = page.value();
        sweep->last = sweep->page.last().number;
        sweep->goingOn.clear();
        for (const DeliveryRecord &record : std::as_const(sweep->page))
            if (!sweep->queues.contains(record.view.queue))
                sweep->queues << record.view.queue;
        askForJobs(sweep);
    });
}

} // namespace

void closeLostRows(JobStore &store, DeliveryLedger &ledger, Reply<qint64> reply)
{
    nextPage(Shared(new Sweep{store, ledger, std::move(reply)}));
}

} // namespace trato
