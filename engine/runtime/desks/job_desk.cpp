#include "engine/runtime/desks/job_desk.h"

#include "engine/metrics/queue_flow.h"
#include "engine/notify/message_job.h"

#include <QUuid>

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype actedAtOnce = 500;          ///< jobs an act touches in one call of the store
constexpr int frozenLimit = 100'000;
constexpr Minutes frozenLife{10};
constexpr int pageLimit = 1000;
constexpr int historyLimit = 14 * 24 * 60;
constexpr int mostSteps = 360;
constexpr qsizetype shownOutcome = 200;

QString reasonOf(ActCode code)
{
    switch (code) {
    case ActCode::Done:
        break;
    case ActCode::Missing:
        return u"job.missing"_s;
    case ActCode::WrongState:
        return u"job.state"_s;
    case ActCode::Leased:
        return u"job.leased"_s;
    }
    return {};
}

Reply<qint64> asReport(Reply<BulkReport> reply)
{
    return Reply<qint64>([reply = std::move(reply)](Result<qint64> count) {
        reply(count ? Result<BulkReport>(BulkReport{count.value(), 0, {}}) : Result<BulkReport>(count.error()));
    });
}

/// Whether a fence keeps a message job from being sent again. One under a key of versions before may be of an older job that
/// had the same id.
bool isHeldBack(const Fence &fence, const QString &key, Instant madeAt)
{
    return fence.state != Fence::State::Rejected && (fence.key == key || mayBeOfJob(fence.since, madeAt));
}

} // namespace

/// An act on many jobs, done chunk by chunk so that claims and leases come in between.
struct JobDesk::Bulk {
    QueueName queue{};
    JobAct action = JobAct::Retry;
    QList<JobId> ids{};
    std::optional<JobState> only{};
    qsizetype at = 0;
    BulkReport report{};
    Reply<BulkReport> reply{};

    void skip(const QString &reason, qint64 count = 1)
    {
        report.skipped += count;
        report.reasons[reason] += count;
    }
};

JobDesk::JobDesk(Parts parts) : m_parts(std::move(parts)) {}

void JobDesk::answer(const ask::ListQueues &, Reply<QList<QueueView>> reply)
{
    // A store that is not reached says so before anybody waits for more.
    struct Others {
        bool asking = true;
        bool known = false;   ///< from the start: what is told then is right
    };
    const auto others = std::make_shared<Others>();
    m_parts.overview.refresh([this, others, reply = std::move(reply)](Result<QList<QueueView>> tried) {
        if (!tried || others->known)
            return reply(std::move(tried));
        whenOthersKnown([this, reply] { m_parts.overview.refresh(reply); });
    });
    whenOthersKnown([others] { others->known = others->asking; });
    others->asking = false;
}

void JobDesk::whenOthersKnown(std::function<void()> then)
{
    m_parts.whenOthersKnown ? m_parts.whenOthersKnown(std::move(then)) : then();
}

void JobDesk::answer(const ask::QueueThroughput &question, Reply<QueueHistory> reply)
{
    m_parts.store.history(question.queue, qBound(1, question.minutes, historyLimit), [reply = std::move(reply)](Result<QueueHistory> history) {
        reply(history ? Result<QueueHistory>(coarsened(history.value(), mostSteps)) : history);
    });
}

void JobDesk::answer(const ask::ListJobs &question, Reply<JobPage> reply)
{
    JobQuery query = question.query;
    query.limit = qBound(1, query.limit, pageLimit);
    query.offset = qMax<qint64>(0, query.offset);
    m_parts.store.page(query, std::move(reply));
}

void JobDesk::answer(const ask::ShowJob &question, Reply<JobDetail> reply)
{
    m_parts.store.job(question.queue, question.id, std::move(reply));
}

void JobDesk::answer(const ask::AddJobs &question, Reply<QList<Added>> reply)
{
    m_parts.store.add(question.jobs, std::move(reply));
}

void JobDesk::answer(const ask::AddFlow &question, Reply<QList<Added>> reply)
{
    m_parts.store.addFlow(question.jobs, std::move(reply));
}

void JobDesk::answer(const ask::ShowFlow &question, Reply<JobFlow> reply)
{
    m_parts.store.flow(question.queue, question.id, question.cursor, qBound(1, question.limit, pageLimit), [this, reply = std::move(reply)](Result<JobFlow> got) {
        if (!got || got.value().children.isEmpty())
            return reply(std::move(got));
        struct Look {
            JobFlow flow{};
            QHash<std::pair<QueueName, JobId>, JobRow> rows{};
            std::optional<Error> trouble{};
            qsizetype missing = 0;
        };
        auto look = std::make_shared<Look>();
        look->flow = std::move(got).value();
        QHash<QueueName, QList<JobId>> wanted;
        for (const FlowChild &child : std::as_const(look->flow.children))
            wanted[child.job.queue].append(child.job.id);
        look->missing = wanted.size();
        for (auto it = wanted.cbegin(); it != wanted.cend(); ++it)
            m_parts.store.rows(it.key(), it.value(), [look, reply](Result<QList<JobRow>> rows) {
                if (!rows)
                    look->trouble = rows.error();
                else
                    for (const JobRow &row : rows.value())
                        look->rows.insert({row.queue, row.id}, row);
                if (--look->missing > 0)
                    return;
                for (FlowChild &child : look->flow.children) {
                    const JobRow row = look->rows.value({child.job.queue, child.job.id});
                    child.outcome.truncate(shownOutcome);
                    child.name = row.name;
                    child.state = row.state;
                }
                look->trouble ? reply(*look->trouble) : reply(std::move(look->flow));
            });
    });
}

void JobDesk::answer(const ask::ActOnJobs &question, Reply<BulkReport> reply)
{
    auto bulk = std::make_shared<Bulk>();
    bulk->queue = question.queue;
    bulk->action = question.act;
    bulk->ids = question.ids;
    bulk->only = question.state;
    bulk->reply = std::move(reply);
    next(bulk);
}

void JobDesk::answer(const ask::FreezeJobs &question, Reply<FrozenSet> reply)
{
    m_parts.store.ids(question.queue, question.state, {question.cause, question.search}, frozenLimit + 1,
                      [this, question, reply = std::move(reply)](Result<QList<JobId>> found) {
                          if (!found)
                              return reply(found.error());
                          QList<JobId> ids = std::move(found).value();
                          const bool cut = ids.size() > frozenLimit;
                          ids.resize(qMin<qsizetype>(ids.size(), frozenLimit));
                          const QSet<JobId> except(question.except.begin(), question.except.end());
                          ids.removeIf([&except](const JobId &id) { return except.contains(id); });
                          const Instant now = m_parts.clock.now();
                          m_frozen.removeIf([now](auto it) { return it.value().madeAt + frozenLife < now; });
                          const QString token = QUuid::createUuid().toString(QUuid::Id128);
                          const qint64 count = ids.size();
                          m_frozen.insert(token, Frozen{question.queue, question.state, std::move(ids), now});
                          reply(FrozenSet{token, count, cut});
                      });
}

void JobDesk::answer(const ask::ActOnFrozen &question, Reply<BulkReport> reply)
{
    const auto it = m_frozen.constFind(question.token);
    if (it == m_frozen.cend() || it->madeAt + frozenLife < m_parts.clock.now())
        return reply(Error{Error::Code::NotFound, u"the chosen set is too old, choose again"_s});
    const Frozen set = *it;
    m_frozen.remove(question.token); // one act per set
    answer(ask::ActOnJobs{set.queue, question.act, set.ids, set.state}, std::move(reply));
}

void JobDesk::answer(const ask::CopyJob &question, Reply<Added> reply)
{
    m_parts.store.job(question.queue, question.id, [this, question, reply = std::move(reply)](Result<JobDetail> original) {
        if (!original)
            return reply(original.error());
        NewJob copy{question.queue, original.value().row.name, question.data.value_or(original.value().data), original.value().options};
        copy.options.jobId.clear();
        copy.options.timestamp.reset();
        copy.options.deduplication.reset(); // the original may hold that id
        copy.options.parent.reset();
        copy.options.delay = question.delay.value_or(Millis(0));
        copy.options.priority = question.priority.value_or(copy.options.priority);
        copy.options.attempts = question.attempts.value_or(copy.options.attempts);
        const auto add = [this, copy, reply] {
            m_parts.store.add({copy}, [reply](Result<QList<Added>> added) {
                reply(added ? Result<Added>(added.value().first()) : Result<Added>(added.error()));
            });
        };
        const QStringList keys = m_parts.fenced.contains(question.queue) ? m_parts.fenceKeys(original.value()) : QStringList();
        if (keys.isEmpty())
            return add();
        m_parts.store.fences(keys, [add, reply, key = keys.first(), madeAt = original.value().row.createdAt](Result<QList<Fence>> fences) {
            if (!fences)
                return reply(fences.error());
            for (const Fence &fence : fences.value())
                if (isHeldBack(fence, key, madeAt))
                    return reply(Error{Error::Code::Refused, u"send.fence"_s});
            add();
        });
    });
}

void JobDesk::answer(const ask::ChangeJob &question, Reply<Done> reply)
{
    const auto delay = [this, question, reply] {
        if (!question.dueAt)
            return reply(Done{});
        const Millis wait = qMax(Millis(0), std::chrono::ceil<Millis>(*question.dueAt - m_parts.clock.now()));
        m_parts.store.changeDelay(question.queue, question.id, wait, reply);
    };
    if (!question.priority)
        return delay();
    m_parts.store.changePriority(question.queue, question.id, *question.priority, [delay, reply](Result<Done> changed) {
        changed ? delay() : reply(changed.error());
    });
}

void JobDesk::answer(const ask::PauseQueue &question, Reply<Done> reply)
{
    m_parts.store.setPaused(question.queue, question.paused, std::move(reply));
}

void JobDesk::answer(const ask::DrainQueue &question, Reply<BulkReport> reply)
{
    m_parts.store.drain(question.queue, question.delayed, asReport(std::move(reply)));
}

void JobDesk::answer(const ask::CleanQueue &question, Reply<BulkReport> reply)
{
    m_parts.store.clean(question.queue, question.order.state, m_parts.clock.now() - question.order.olderThan,
                        question.order.limit, asReport(std::move(reply)));
}

void JobDesk::answer(const ask::ObliterateQueue &question, Reply<BulkReport> reply)
{
    m_parts.store.obliterate(question.queue, question.force, asReport(std::move(reply)));
}

void JobDesk::answer(const ask::LimitQueue &question, Reply<Done> reply)
{
    m_parts.store.setLimits(question.queue, question.limits, std::move(reply));
}

void JobDesk::answer(const ask::ListWorkers &, Reply<QList<WorkerView>> reply)
{
    whenOthersKnown([this, reply = std::move(reply)] { reply(m_parts.workers()); });
}

void JobDesk::next(const std::shared_ptr<Bulk> &bulk)
{
    if (bulk->at >= bulk->ids.size())
        return bulk->reply(bulk->report);
    const QList<JobId> ids = bulk->ids.mid(bulk->at, actedAtOnce);
    bulk->at += ids.size();
    if (bulk->action == JobAct::Retry && m_parts.fenced.contains(bulk->queue))
        keepUnfenced(bulk, ids);
    else
        act(bulk, ids);
}

void JobDesk::act(const std::shared_ptr<Bulk> &bulk, const QList<JobId> &ids)
{
    const Reply<QList<ActCode>> reply([this, bulk, count = ids.size()](Result<QList<ActCode>> codes) {
        if (!codes && bulk->report.done == 0)
            return bulk->reply(codes.error());
        if (!codes) { // part of it is done: tell what, and why the rest is not
            bulk->skip(codes.error().detail, bulk->ids.size() - bulk->at + count);
            return bulk->reply(bulk->report);
        }
        for (const ActCode code : codes.value()) {
            if (code == ActCode::Done)
                ++bulk->report.done;
            else
                bulk->skip(reasonOf(code));
        }
        next(bulk);
    });
    if (ids.isEmpty())
        return reply(QList<ActCode>());
    switch (bulk->action) {
    case JobAct::Retry:
        return m_parts.store.retry(bulk->queue, {ids, bulk->only}, reply);
    case JobAct::Promote:
        return m_parts.store.promote(bulk->queue, {ids, bulk->only}, reply);
    case JobAct::Remove:
        return m_parts.store.remove(bulk->queue, {ids, bulk->only}, reply);
    }
}

/// A message that went out, or may have, must not go out again by a click (design section 6).
void JobDesk::keepUnfenced(const std::shared_ptr<Bulk> &bulk, const QList<JobId> &ids)
{
    struct Keyed {
        JobId id{};
        QStringList keys{};
        Instant madeAt{};
    };
    struct Look {
        QList<Keyed> keyed{};
        QStringList keys{};
        QList<JobId> free{};
        std::optional<Error> trouble{};
        qsizetype missing = 0;
    };
    auto look = std::make_shared<Look>();
    look->missing = ids.size();
    const auto all = [this, bulk, look] {
        m_parts.store.fences(look->keys, [this, bulk, look](Result<QList<Fence>> fences) {
            if (!fences)
                return bulk->reply(fences.error());
            for (const Keyed &job : std::as_const(look->keyed)) {
                const bool held = std::ranges::any_of(fences.value(), [&](const Fence &fence) {
                    return job.keys.contains(fence.key) && isHeldBack(fence, job.keys.first(), job.madeAt);
                });
                if (held)
                    bulk->skip(u"send.fence"_s, 1);
                else
                    look->free.append(job.id);
            }
            act(bulk, look->free);
        });
    };
    for (const JobId &id : ids) {
        m_parts.store.job(bulk->queue, id, [this, bulk, look, id, all](Result<JobDetail> job) {
            if (!job && job.error().code != Error::Code::NotFound)
                look->trouble = job.error();
            const QStringList keys = job ? m_parts.fenceKeys(job.value()) : QStringList();
            if (keys.isEmpty())
                look->free.append(id); // a missing one is told by the act itself
            else
                look->keyed.append({id, keys, job.value().row.createdAt});
            look->keys += keys;
            if (--look->missing == 0)
                look->trouble ? bulk->reply(*look->trouble) : all();
        });
    }
}

} // namespace trato
