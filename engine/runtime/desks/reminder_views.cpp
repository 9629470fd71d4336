#include "engine/runtime/desks/reminder_views.h"

#include "engine/shop/visit_view.h"

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;
using State = ReminderView::State;

constexpr qsizetype keysAtOnce = 1000;

struct Described {
    ReminderSources sources;
    QList<VisitRecord> visits{};
    Reply<QList<VisitView>> reply{};
    Instant now{};
    DiaryFreshness freshness{};
    QStringList keys{};               ///< of every reminder
    QStringList open{};               ///< of those that are due: a job or a decision may have them
    QMap<QString, DeliveryView> deliveries{};
    QHash<QString, JobRow> jobs{};
    QStringList discarded{};
    bool ledgerKnown = true;
    bool jobsKnown = true;
};
using Shared = std::shared_ptr<Described>;

ReminderView viewOf(const Described &all, const VisitRecord &visit, ReminderKind kind)
{
    const ReminderPlan plan = planReminder(visit, kind, all.sources.settings, all.freshness, all.now);
    const QString key = reminderKey(visit.id, kind, visit.start);
    ReminderView view;
    view.kind = kind;
    view.state = plan.state;
    view.dueAt = plan.dueAt;
    view.expiresAt = plan.expiresAt;
    view.reason = plan.reason;
    if (!all.ledgerKnown || (!all.jobsKnown && plan.state == State::Late)) {
        view.state = State::Unknown;
        view.reason = all.ledgerKnown ? u"jobs unreadable"_s : u"ledger unreadable"_s;
        return view;
    }
    const auto told = all.deliveries.constFind(key);
    const bool again = told != all.deliveries.cend() && mayBePlannedAgain(*told) && deservesJob(plan.state);
    if (told != all.deliveries.cend() && !again) {
        view.state = State::Told;
        view.reason = told->reason;
        view.delivery = told->id;
        view.deliveryState = told->state;
    } else if (all.discarded.contains(key)) {
        view.state = State::NotNeeded;
        view.reason = u"discarded"_s;
    } else if (plan.state == State::Late) {
        const auto job = all.jobs.constFind(key);
        const bool over = job != all.jobs.cend() && (job->state == JobState::Completed || job->state == JobState::Failed);
        if (job != all.jobs.cend() && !(again && over)) {
            view.state = State::Queued;
            view.reason = job->failedReason;
        }
    }
    return view;
}

void finish(const Shared &all)
{
    QList<VisitView> views;
    for (const VisitRecord &visit : std::as_const(all->visits)) {
        VisitView view = visitView(visit);
        for (const ReminderKind kind : reminderKinds)
            view.reminders.append(viewOf(*all, visit, kind));
        views.append(view);
    }
    all->reply(views);
}

void readJobs(const Shared &all, qsizetype from)
{
    if (from >= all->open.size())
        return finish(all);
    QList<JobId> ids;
    for (const QString &key : all->open.mid(from, keysAtOnce))
        ids.append({key});
    all->sources.store.rows(Planner::queue(), ids, [all, from](Result<QList<JobRow>> rows) {
        if (!rows) {
            all->jobsKnown = false;
            return finish(all);
        }
        for (const JobRow &row : rows.value())
            all->jobs.insert(row.id.value, row);
        readJobs(all, from + keysAtOnce);
    });
}

void readDecisions(const Shared &all)
{
    all->sources.deliveries(all->keys, [all](Result<QMap<QString, DeliveryView>> deliveries) {
        if (!deliveries) { // the diary is shown all the same; the file's trouble is among the problems
            all->ledgerKnown = false;
            return finish(all);
        }
        all->deliveries = deliveries.value();
        all->sources.shop.discardedReminders(all->open, [all](Result<QStringList> discarded) {
            if (!discarded)
                return all->reply(discarded.error());
            all->discarded = discarded.value();
            readJobs(all, 0);
        });
    });
}

} // namespace

void describeVisits(const ReminderSources &sources, QList<VisitRecord> visits, Reply<QList<VisitView>> reply)
{
    if (visits.isEmpty())
        return reply(QList<VisitView>());
    const Shared all(new Described{sources, std::move(visits), std::move(reply), sources.clock.now()});
    sources.shop.freshness([all](Result<DiaryFreshness> freshness) {
        if (!freshness)
            return all->reply(freshness.error());
        all->freshness = freshness.value();
        for (const VisitRecord &visit : std::as_const(all->visits))
            for (const ReminderKind kind : reminderKinds) {
                const QString key = reminderKey(visit.id, kind, visit.start);
                all->keys.append(key);
                if (visit.start > all->now
                    && planReminder(visit, kind, all->sources.settings, all->freshness, all->now).state == State::Late)
                    all->open.append(key);
            }
        readDecisions(all);
    });
}

} // namespace trato
