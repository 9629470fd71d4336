#include "engine/stores/store_move.h"

#include "engine/queue/schedule_store.h"
#include "engine/stores/redis/bullmq_job.h"
#include "engine/stores/redis/bullmq_options.h"

#include <QCryptographicHash>

#include <map>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int pageSize = 200;
constexpr int childrenAtOnce = 1000;
constexpr int linesAtOnce = 1000;   ///< of a log; as many as a job's detail holds at most
constexpr JobState states[] = {JobState::Waiting, JobState::Prioritized, JobState::Delayed, JobState::WaitingChildren, JobState::Completed,
                               JobState::Failed};

bool isFinished(JobState state) { return state == JobState::Completed || state == JobState::Failed; }

/// States whose list is an order that must not change.
bool isOrdered(JobState state) { return state == JobState::Waiting || state == JobState::Prioritized; }

/// A job with all lines of its log.
void readLog(JobIntake &store, JobDetail detail, const Reply<JobDetail> &reply)
{
    if (detail.logs.size() < linesAtOnce)
        return reply(std::move(detail));
    struct Look {
        JobDetail detail{};
        std::function<void()> page{};
    };
    auto look = std::make_shared<Look>();
    look->detail = std::move(detail);
    look->detail.logs.clear();
    look->page = [&store, look, reply] {
        const JobRow &row = look->detail.row;
        store.logsOf(row.queue, row.id, look->detail.logs.size(), linesAtOnce, [look, reply](const Result<QStringList> &got) {
            const auto page = std::exchange(look->page, {}); // else it would keep itself alive
            if (!got)
                return reply(got.error());
            look->detail.logs += got.value();
            if (got.value().size() < linesAtOnce)
                return reply(std::move(look->detail));
            look->page = page;
            page();
        });
    };
    look->page();
}

/// A job with all its children.
void readWhole(JobStore &store, JobDetail detail, const Reply<MovingJob> &reply)
{
    if (detail.children == 0)
        return reply(MovingJob{std::move(detail), {}});
    struct Look {
        MovingJob moving{};
        std::function<void(const QString &)> page{};
    };
    auto look = std::make_shared<Look>();
    look->moving.job = std::move(detail);
    look->page = [&store, look, reply](const QString &cursor) {
        const JobRow &row = look->moving.job.row;
        store.flow(row.queue, row.id, cursor, childrenAtOnce, [look, reply](Result<JobFlow> got) {
            const auto page = std::exchange(look->page, {}); // else it would keep itself alive
            if (!got)
                return reply(got.error());
            look->moving.children += got.value().children;
            if (got.value().next.isEmpty())
                return reply(std::move(look->moving));
            look->page = page;
            page(got.value().next);
        });
    };
    look->page({});
}

/// Every job of one state, page after page in the order of its list; `each` calls its second argument to go on.
struct Walk {
    JobStore &store;
    JobIntake &intake;
    QueueName queue{};
    JobState state = JobState::Waiting;
    std::function<void(QList<MovingJob>, std::function<void()>)> each{};
    Reply<Done> done{};
};

void walk(const std::shared_ptr<Walk> &w, const QString &cursor)
{
    w->store.page({.queue = w->queue, .state = w->state, .limit = pageSize, .cursor = cursor}, [w](Result<JobPage> got) {
        if (!got)
            return w->done(got.error());
        struct Look {
            QList<MovingJob> jobs{};
            QList<bool> there{};
            std::optional<Error> trouble{};
            qsizetype missing = 0;
        };
        const JobPage page = std::move(got).value();
        auto look = std::make_shared<Look>();
        look->jobs.resize(page.rows.size());
        look->there.resize(page.rows.size());
        look->missing = page.rows.size() + 1;
        const auto one = [w, look, next = page.next] {
            if (--look->missing > 0)
                return;
            if (look->trouble)
                return w->done(*look->trouble);
            QList<MovingJob> jobs;
            QList<JobId> ids;
            for (qsizetype i = 0; i < look->jobs.size(); ++i)
                if (look->there[i]) {
                    ids.append(look->jobs[i].job.row.id);
                    jobs.append(std::move(look->jobs[i]));
                }
            w->intake.foreignOf(w->queue, ids, [w, jobs, next](const Result<QList<ForeignFields>> &got) mutable {
                if (!got)
                    return w->done(got.error());
                for (qsizetype i = 0; i < std::min(jobs.size(), got.value().size()); ++i)
                    jobs[i].foreign = got.value()[i];
                w->each(std::move(jobs), [w, next] { next.isEmpty() ? w->done(Done{}) : walk(w, next); });
            });
        };
        for (qsizetype i = 0; i < page.rows.size(); ++i)
            w->store.job(w->queue, page.rows[i].id, [w, look, one, i](Result<JobDetail> detail) {
                if (!detail) {
                    if (detail.error().code != Error::Code::NotFound) // one that a keep rule took meanwhile
                        look->trouble = detail.error();
                    return one();
                }
                const auto took = [look, one, i](Result<MovingJob> whole) {
                    if (!whole)
                        look->trouble = whole.error();
                    else
                        look->jobs[i] = std::move(whole).value();
                    look->there[i] = bool(whole);
                    one();
                };
                readLog(w->intake, std::move(detail).value(), [w, took](Result<JobDetail> logged) {
                    logged ? readWhole(w->store, std::move(logged).value(), took) : took(logged.error());
                });
            });
        one();
    });
}

/// One queue in one store, in few bytes.
struct Sum {
    qint64 jobs = 0;
    std::map<QString, QByteArray> byId{};                     ///< fingerprints
    QCryptographicHash order{QCryptographicHash::Sha256};
    QString text()
    {
        QCryptographicHash all(QCryptographicHash::Sha256);
        for (const auto &[id, print] : byId)
            all.addData(print);
        all.addData(order.result());
        return QString::fromLatin1(all.result().toHex());
    }
};

/// Texts of options may differ where they say the same.
bool isSame(const MovingScheduler &a, const MovingScheduler &b)
{
    return a.scheduler == b.scheduler && a.options == b.options && bullmq::foreignIn(a.foreign) == bullmq::foreignIn(b.foreign);
}

class Move : public std::enable_shared_from_this<Move>
{
public:
    Move(JobStore &from, JobStore &to, JobIntake &intake, JobIntake &source, std::function<void(QString)> tell, Reply<StoreMoveReport> reply)
        : m_from(from), m_to(to), m_intake(intake), m_source(source), m_tell(std::move(tell)), m_reply(std::move(reply))
    {
    }

    void start()
    {
        idle(m_from, [self = shared_from_this()](QList<QueueInfo> queues) {
            self->m_queues = std::move(queues);
            self->idle(self->m_to, [self](const QList<QueueInfo> &) { self->nextQueue(0); });
        });
    }

private:
    /// Goes on with the answer, or ends the whole with its error.
    template <typename T, typename Then>
    Reply<T> then(Then go)
    {
        return [self = shared_from_this(), go = std::move(go)](Result<T> got) { got ? go(std::move(got).value()) : self->m_reply(got.error()); };
    }

    void idle(JobStore &store, std::function<void(QList<QueueInfo>)> go)
    {
        store.queues(then<QList<QueueInfo>>([self = shared_from_this(), &store, go = std::move(go)](QList<QueueInfo> queues) {
            for (const QueueInfo &queue : queues)
                if (queue.counts.active > 0)
                    return self->m_reply(Error{Error::Code::Refused, u"jobs of %1 are running: stop its workers first"_s.arg(queue.name.value)});
            store.workers(self->then<QList<WorkerSeen>>([self, go, queues](const QList<WorkerSeen> &workers) {
                if (!workers.isEmpty())
                    return self->m_reply(Error{Error::Code::Refused, u"a worker of %1 is connected: stop it first"_s.arg(workers.first().queue.value)});
                go(queues);
            }));
        }));
    }

    void nextQueue(qsizetype at)
    {
        if (at >= m_queues.size())
            return tieQueue(0);
        m_report.queues.append(MovedQueue{.name = m_queues[at].name});
        copyState(at, 0);
    }

    void copyState(qsizetype at, size_t state)
    {
        if (state >= std::size(states))
            return settings(at);
        const QueueName queue = m_queues[at].name;
        auto w = std::make_shared<Walk>(Walk{m_from, m_source, queue, states[state]});
        w->each = [self = shared_from_this(), at, queue](QList<MovingJob> jobs, const std::function<void()> &goOn) {
            for (MovingJob &moving : jobs)
                if (QList<FlowChild> children = std::exchange(moving.children, {}); !children.isEmpty())
                    self->m_parents[queue].append({moving.job, children});
            self->m_intake.takeIn(queue, jobs, self->then<qint64>([self, at, goOn, seen = jobs.size()](qint64 added) {
                self->m_report.queues[at].added += added;
                self->m_copied += seen;
                if (seen > 0)
                    self->m_tell(u"%1: %2 jobs"_s.arg(self->m_queues[at].name.value).arg(self->m_copied));
                goOn();
            }));
        };
        w->done = then<Done>([self = shared_from_this(), at, state](Done) { self->copyState(at, state + 1); });
        walk(w, {});
    }

    void settings(qsizetype at)
    {
        m_copied = 0;
        const QueueInfo info = m_queues[at];
        m_to.setLimits(info.name, info.limits, then<Done>([self = shared_from_this(), info, at](Done) {
            self->m_to.setPaused(info.name, info.paused, self->then<Done>([self, info, at](Done) {
                self->m_source.lastIdOf(info.name, self->then<qint64>([self, info, at](qint64 last) {
                    self->m_intake.raiseLastId(info.name, last, self->then<Done>([self, at](Done) { self->nextQueue(at + 1); }));
                }));
            }));
        }));
    }

    /// Children are noted when every job is there.
    void tieQueue(qsizetype at)
    {
        if (at >= m_queues.size())
            return schedules();
        const QueueName queue = m_queues[at].name;
        m_intake.takeIn(queue, m_parents.value(queue), then<qint64>([self = shared_from_this(), at](qint64) { self->tieQueue(at + 1); }));
    }

    void schedules()
    {
        ScheduleStore *from = m_from.schedules();
        ScheduleStore *to = m_to.schedules();
        if (!from || !to)
            return keptByQueue(0);
        from->list(then<QList<ScheduleRecord>>([self = shared_from_this(), from, to](QList<ScheduleRecord> records) {
            self->m_report.schedules = records.size();
            self->schedule(*from, *to, std::move(records));
        }));
    }

    void schedule(ScheduleStore &from, ScheduleStore &to, QList<ScheduleRecord> left)
    {
        if (left.isEmpty())
            return keptByQueue(0);
        const ScheduleRecord record = left.takeFirst();
        from.runs(record.draft.id, scheduleRunsKept, then<QList<ScheduleRun>>([self = shared_from_this(), &from, &to, record, left](const QList<ScheduleRun> &runs) {
            ScheduleStep step{record, {}};
            for (auto run = runs.crbegin(); run != runs.crend(); ++run)
                step.runs.append({*run, {}});
            to.apply({step}, self->then<Done>([self, &from, &to, left](Done) { self->schedule(from, to, left); }));
        }));
    }

    /// Schedules that a queue keeps; what each has planned is there already: it is one of the delayed jobs.
    void keptByQueue(qsizetype at)
    {
        if (at >= m_queues.size())
            return fences({});
        kept(m_source, at, {}, [self = shared_from_this(), at](const QList<MovingScheduler> &found) {
            QList<MovingScheduler> moving = found;
            for (auto &[scheduler, options, foreign] : moving) { // of its repeatable jobs of old BullMQ counted none
                scheduler.planned = std::max<qint64>(1, scheduler.planned);
                scheduler.counted = std::max<qint64>(1, scheduler.counted);
            }
            self->m_report.schedules += moving.size();
            self->m_intake.takeSchedulers(moving, self->then<Done>([self, at, moving](Done) {
                self->kept(self->m_intake, at, {}, [self, at, moving](const QList<MovingScheduler> &there) { self->compareKept(at, moving, there); });
            }));
        });
    }

    /// All of one queue in one store.
    void kept(JobIntake &store, qsizetype at, QList<MovingScheduler> before, std::function<void(QList<MovingScheduler>)> go)
    {
        store.schedulersFrom(m_queues[at].name, int(before.size()), pageSize,
                             then<QList<MovingScheduler>>([self = shared_from_this(), &store, at, before, go](const QList<MovingScheduler> &page) {
            page.size() < pageSize ? go(before + page) : self->kept(store, at, before + page, go);
        }));
    }

    void compareKept(qsizetype at, const QList<MovingScheduler> &moved, const QList<MovingScheduler> &there)
    {
        std::map<QString, MovingScheduler> byId;
        for (const MovingScheduler &one : there)
            byId.emplace(one.scheduler.id, one);
        for (const MovingScheduler &one : moved)
            if (const auto found = byId.find(one.scheduler.id); found == byId.end() || !isSame(found->second, one))
                return m_reply(Error{Error::Code::Corrupt, u"%1: schedule %2 is not the same in both stores"_s.arg(m_queues[at].name.value, one.scheduler.id)});
        keptByQueue(at + 1);
    }

    void fences(const QString &after)
    {
        m_source.fencesAfter(after, childrenAtOnce, then<QList<Fence>>([self = shared_from_this()](const QList<Fence> &found) {
            if (found.isEmpty())
                return self->verify(0);
            self->m_report.fences += found.size();
            self->m_intake.takeFences(found, self->then<Done>([self, last = found.last().key](Done) { self->fences(last); }));
        }));
    }

    void verify(qsizetype at)
    {
        if (at >= m_queues.size())
            return m_reply(std::move(m_report));
        m_tell(u"%1: comparing"_s.arg(m_queues[at].name.value));
        sum(m_from, at, 0, std::make_shared<Sum>(), [self = shared_from_this(), at](const std::shared_ptr<Sum> &theirs) {
            self->sum(self->m_to, at, 0, std::make_shared<Sum>(), [self, at, theirs](const std::shared_ptr<Sum> &ours) { self->compare(at, *theirs, *ours); });
        });
    }

    void sum(JobStore &store, qsizetype at, size_t state, const std::shared_ptr<Sum> &sums, std::function<void(std::shared_ptr<Sum>)> go)
    {
        if (state >= std::size(states))
            return go(sums);
        auto w = std::make_shared<Walk>(Walk{store, &store == &m_from ? m_source : m_intake, m_queues[at].name, states[state]});
        w->each = [sums, state](const QList<MovingJob> &jobs, const std::function<void()> &goOn) {
            sums->jobs += jobs.size();
            for (const MovingJob &moving : jobs) {
                sums->byId.insert_or_assign(moving.job.row.id.value, fingerprintOf(moving));
                if (isOrdered(states[state]))
                    sums->order.addData(moving.job.row.id.value.toUtf8() + '\n');
            }
            goOn();
        };
        w->done = then<Done>([self = shared_from_this(), &store, at, state, sums, go](Done) { self->sum(store, at, state + 1, sums, go); });
        walk(w, {});
    }

    void compare(qsizetype at, Sum &theirs, Sum &ours)
    {
        for (const auto &[id, print] : theirs.byId) {
            const auto found = ours.byId.find(id);
            if (found == ours.byId.end() || found->second != print)
                return m_reply(Error{Error::Code::Corrupt, u"%1: job %2 is not the same in both stores"_s.arg(m_queues[at].name.value, id)});
        }
        const QString digest = theirs.text();
        if (theirs.jobs != ours.jobs || digest != ours.text())
            return m_reply(Error{Error::Code::Corrupt, u"%1: %2 jobs here and %3 there, or in another order"_s.arg(m_queues[at].name.value)
                                                           .arg(theirs.jobs).arg(ours.jobs)});
        m_report.queues[at].jobs = theirs.jobs;
        m_report.queues[at].digest = digest;
        verify(at + 1);
    }

    JobStore &m_from;
    JobStore &m_to;
    JobIntake &m_intake;
    JobIntake &m_source;
    const std::function<void(QString)> m_tell;
    const Reply<StoreMoveReport> m_reply;
    StoreMoveReport m_report;
    QList<QueueInfo> m_queues;
    QHash<QueueName, QList<MovingJob>> m_parents;
    qint64 m_copied = 0;
};

} // namespace

QByteArray fingerprintOf(const MovingJob &moving)
{
    JobDetail job = moving.job;
    job.options.jobId.clear();            // the row has the id; whether it was given is told by one store only
    job.options.parent.reset();           // `parent` has it
    job.leaseUntil.reset();
    if (!isFinished(job.row.state))
        job.worker.clear();               // of a try that ended
    if (job.stacktrace.size() > bullmq::tracesKept)
        job.stacktrace = job.stacktrace.last(bullmq::tracesKept);   // the others are foreign
    QList<FlowChild> children = moving.children;
    std::ranges::sort(children, {}, [](const FlowChild &child) { return std::pair(child.job.queue.value, child.job.id.value); });
    QCborArray array{codec::encode(job)};
    for (const FlowChild &child : children)
        array.append(QCborArray{codec::encode(child.job), codec::encode(child.kin), child.outcome});
    for (auto it = moving.foreign.begin(); it != moving.foreign.end(); ++it) {
        const QByteArray said = it.key() == "opts" ? bullmq::foreignIn(it.value()) : it.value();
        const bool isPast = it.key() == "stacktrace" && !bullmq::goesBeyond(said, job.stacktrace);
        if (it.key() != "rjk" && !isPast && !said.isEmpty()) // `rjk` names the run's schedule, which is compared by itself
            array.append(QCborArray{it.key(), said});
    }
    return QCryptographicHash::hash(QCborValue(array).toCbor(), QCryptographicHash::Sha256);
}

void moveStore(JobStore &from, JobStore &to, std::function<void(QString)> tell, Reply<StoreMoveReport> reply)
{
    auto *intake = dynamic_cast<JobIntake *>(&to);
    auto *source = dynamic_cast<JobIntake *>(&from);
    if (!intake || !source)
        return reply(Error{Error::Code::Refused, u"this store cannot be moved"_s});
    std::make_shared<Move>(from, to, *intake, *source, std::move(tell), std::move(reply))->start();
}

} // namespace trato
