#include "engine/shop/planner.h"

#include "engine/notify/message_job.h"
#include "engine/runtime/log_book.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;
using State = ReminderView::State;

constexpr Hours horizon{4 * 24};     ///< longer than the longest lead (72 h)
constexpr int visitLimit = 50'000;
constexpr int pageSize = 1000;
constexpr int attempts = 10;
constexpr Minutes lookLife{1};       ///< a look that took longer (the computer slept) begins again
constexpr JobState pendingStates[] = {JobState::Delayed, JobState::Waiting, JobState::Prioritized};
const QString idPrefix = QStringLiteral("rem_");

} // namespace

bool deservesJob(State state)
{
    return state == State::Planned || state == State::Late || state == State::Held;
}

bool mayBePlannedAgain(const DeliveryView &delivery)
{
    return delivery.state == DeliveryState::Skipped && !delivery.reason.startsWith(u"expired") && delivery.reason != u"past"
        && delivery.reason != u"joined"; // another message spoke for it
}

PlannerOrders decideReminders(const PlannerView &view)
{
    PlannerOrders orders;
    QSet<QString> keep;
    QList<WantedReminder> late;
    bool asked = false;
    for (WantedReminder reminder : view.reminders) {
        if (!deservesJob(reminder.plan.state) || view.discarded.contains(reminder.key))
            continue;
        keep.insert(reminder.key);
        if (view.handled.contains(reminder.key))
            continue;
        reminder.again = view.skipped.contains(reminder.key);
        if (view.jobs.contains(reminder.key) && !(reminder.again && view.ended.contains(reminder.key)))
            continue;
        if (reminder.plan.state == State::Planned) {
            orders.add.append(reminder);
        } else if (reminder.plan.state == State::Late) {
            late.append(reminder);
            asked = asked || view.asked.contains(reminder.key);
        }
    }
    // Once a person was asked, the rest does not slip out because some of it has expired meanwhile.
    if (late.size() > view.lateBatch || asked)
        orders.late = late;
    else
        orders.add += late;
    for (const QString &id : view.pending)
        if (!keep.contains(id))
            orders.remove.append({id});
    std::sort(orders.remove.begin(), orders.remove.end());
    return orders;
}

NewJob reminderJob(const WantedReminder &reminder, Instant now)
{
    const bool dayBefore = reminder.plan.kind == ReminderKind::DayBefore;
    const QJsonObject data{
        {u"appointmentId"_s, reminder.visit.id.value},
        {u"clientId"_s, reminder.visit.client.id.value},
        {u"unidadeId"_s, reminder.visit.unit.id.value},
        {u"appointmentDate"_s, toUtc(reminder.visit.start).toString(Qt::ISODateWithMs)},
        {u"reminderType"_s, nameOf(reminder.plan.kind)},
    };
    NewJob job;
    job.queue = Planner::queue();
    job.name = u"appointment-reminder"_s;
    job.data.utf8 = QJsonDocument(data).toJson(QJsonDocument::Compact);
    job.options.jobId = reminder.key;
    job.options.timestamp = now;
    job.options.delay = qMax(Millis(0), reminder.plan.dueAt - now);
    job.options.priority = dayBefore ? 2 : 1; // domain 1.3.4
    job.options.attempts = attempts;
    return job;
}

/// What one look has gathered so far.
struct Planner::Look {
    Instant now{};
    DiaryFreshness freshness{};
    PlannerView view{};
    QStringList candidates{};    ///< keys that may need a job
};

Planner::Planner(ShopDatabase &shop, JobStore &store, DeliveryLookup deliveries, const EngineSettings &settings,
                 const Clock &clock, LogBook &log)
    : m_shop(shop)
    , m_store(store)
    , m_deliveries(std::move(deliveries))
    , m_settings(settings)
    , m_clock(clock)
    , m_log(log)
    , m_alive(std::make_shared<bool>(true))
{
}

Planner::~Planner()
{
    *m_alive = false;
}

void Planner::onPlanned(std::function<void()> listener)
{
    m_listener = std::move(listener);
}

void Planner::tick()
{
    if (std::exchange(m_looking, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    auto look = std::make_shared<Look>();
    look->now = m_clock.now();
    look->view.lateBatch = m_settings.lateBatch;
    look->view.asked = m_asked;
    m_shop.freshness([this, alive = m_alive, look](Result<DiaryFreshness> freshness) {
        if (!*alive)
            return;
        if (!freshness)
            return finish(look, &freshness.error());
        look->freshness = freshness.value();
        readDiary(look);
    });
}

void Planner::finish(const std::shared_ptr<Look> &, const Error *error)
{
    m_looking = false;
    if (error && error->code != Error::Code::Cancelled)
        m_log.warning("planner", u"reminders not planned: "_s + error->detail);
    if (!error && m_listener)
        m_listener();
    if (m_again && !(error && error->code == Error::Code::Cancelled))
        tick();
}

void Planner::readDiary(const std::shared_ptr<Look> &look)
{
    m_shop.visits(look->now, look->now + horizon, {}, visitLimit,
                  [this, alive = m_alive, look](Result<QList<VisitRecord>> visits) {
                      if (!*alive)
                          return;
                      if (!visits)
                          return finish(look, &visits.error());
                      if (visits.value().size() >= visitLimit) {
                          const Error error{Error::Code::Invalid, u"more visits ahead than can be planned"_s};
                          return finish(look, &error); // the jobs of the visits not seen must stay
                      }
                      for (const VisitRecord &visit : visits.value())
                          for (const ReminderKind kind : reminderKinds) {
                              WantedReminder reminder;
                              reminder.key = reminderKey(visit.id, kind, visit.start);
                              reminder.visit = visit;
                              reminder.plan = planReminder(visit, kind, m_settings, look->freshness, look->now);
                              if (reminder.plan.state == State::Planned || reminder.plan.state == State::Late)
                                  look->candidates.append(reminder.key);
                              look->view.reminders.append(reminder);
                          }
                      readPending(look, 0, 0);
                  });
}

void Planner::readPending(const std::shared_ptr<Look> &look, qsizetype state, qint64 offset)
{
    if (state >= qsizetype(std::size(pendingStates)))
        return readJobs(look, 0);
    JobQuery query;
    query.queue = queue();
    query.state = pendingStates[state];
    query.limit = pageSize;
    query.offset = offset;
    m_store.page(query, [this, alive = m_alive, look, state, offset](Result<JobPage> page) {
        if (!*alive)
            return;
        if (!page)
            return finish(look, &page.error());
        for (const JobRow &row : page.value().rows)
            if (row.id.value.startsWith(idPrefix))
                look->view.pending.insert(row.id.value);
        if (page.value().rows.size() < pageSize)
            readPending(look, state + 1, 0);
        else
            readPending(look, state, offset + pageSize);
    });
}

void Planner::readJobs(const std::shared_ptr<Look> &look, qsizetype from)
{
    if (from >= look->candidates.size())
        return readDecisions(look);
    QList<JobId> ids;
    for (const QString &key : look->candidates.mid(from, pageSize))
        ids.append({key});
    m_store.rows(queue(), ids, [this, alive = m_alive, look, from](Result<QList<JobRow>> rows) {
        if (!*alive)
            return;
        if (!rows)
            return finish(look, &rows.error());
        for (const JobRow &row : rows.value()) {
            look->view.jobs.insert(row.id.value);
            if (row.state == JobState::Completed || row.state == JobState::Failed)
                look->view.ended.insert(row.id.value);
        }
        readJobs(look, from + pageSize);
    });
}

void Planner::readDecisions(const std::shared_ptr<Look> &look)
{
    m_deliveries(look->candidates, [this, alive = m_alive, look](Result<QMap<QString, DeliveryView>> handled) {
        if (!*alive)
            return;
        if (!handled)
            return finish(look, &handled.error());
        for (auto it = handled.value().begin(); it != handled.value().end(); ++it)
            (mayBePlannedAgain(it.value()) ? look->view.skipped : look->view.handled).insert(it.key());
        m_shop.discardedReminders(look->candidates, [this, alive, look](Result<QStringList> discarded) {
            if (!*alive)
                return;
            if (!discarded)
                return finish(look, &discarded.error());
            look->view.discarded = QSet<QString>(discarded.value().begin(), discarded.value().end());
            act(look);
        });
    });
}

void Planner::act(const std::shared_ptr<Look> &look)
{
    if (m_clock.now() >= look->now + lookLife) {
        m_looking = false;
        return tick();
    }
    const PlannerOrders orders = decideReminders(look->view);
    m_late = orders.late;
    m_asked.clear();
    for (const WantedReminder &reminder : orders.late)
        m_asked.insert(reminder.key);
    const auto add = [this, alive = m_alive, look, wanted = orders.add] {
        addJobs(wanted, look->now, [this, alive, look](Result<qsizetype> added) {
            if (!*alive)
                return;
            if (added && added.value() > 0)
                m_log.info("planner", u"%1 reminder(s) planned"_s.arg(added.value()));
            finish(look, added ? nullptr : &added.error());
        });
    };
    if (orders.remove.isEmpty())
        return add();
    m_store.remove(queue(), orders.remove, [this, alive = m_alive, look, add](Result<QList<ActCode>> codes) {
        if (!*alive)
            return;
        if (!codes)
            return finish(look, &codes.error());
        m_log.info("planner", u"%1 reminder(s) no longer wanted"_s.arg(codes.value().count(ActCode::Done)));
        add();
    });
}

void Planner::addPlain(const QList<WantedReminder> &reminders, Instant now, Reply<qsizetype> reply)
{
    QList<NewJob> jobs;
    for (const WantedReminder &reminder : reminders)
        jobs.append(reminderJob(reminder, now));
    if (jobs.isEmpty())
        return reply(qsizetype(0));
    m_store.add(jobs, [reply, count = jobs.size()](Result<QList<Added>> added) {
        reply(added ? Result<qsizetype>(count) : Result<qsizetype>(added.error()));
    });
}

void Planner::addJobs(QList<WantedReminder> reminders, Instant now, Reply<qsizetype> reply)
{
    QList<JobId> messages;
    for (const WantedReminder &reminder : std::as_const(reminders))
        if (reminder.again)
            messages.append({messageJobId(reminder.key)});
    if (messages.isEmpty())
        return addPlain(reminders, now, std::move(reply));
    // The message's job first: while it is there, a second one of its id would not be taken.
    m_store.remove(messageQueue(), messages, [this, alive = m_alive, reminders, now, reply](Result<QList<ActCode>> codes) {
        if (!codes)
            return reply(codes.error());
        if (!*alive)
            return;
        QList<WantedReminder> ready;
        QList<JobId> old;
        qsizetype asked = 0;
        for (const WantedReminder &reminder : reminders) {
            if (reminder.again) {
                if (codes.value().value(asked++) == ActCode::Leased)
                    continue;
                old.append({reminder.key});
            }
            ready.append(reminder);
        }
        m_store.remove(queue(), old, [this, alive, ready, now, reply](Result<QList<ActCode>> gone) {
            if (!gone)
                return reply(gone.error());
            if (*alive)
                addPlain(ready, now, reply);
        });
    });
}

void Planner::decideLate(bool send, Reply<BulkReport> reply)
{
    const Instant now = m_clock.now();
    auto report = std::make_shared<BulkReport>();
    QStringList keys;
    QList<WantedReminder> chosen;
    for (const WantedReminder &reminder : std::as_const(m_late)) {
        if (send && reminder.plan.expiresAt <= now) {
            ++report->skipped;
            ++report->reasons[u"expired"_s];
            continue;
        }
        keys.append(reminder.key);
        chosen.append(reminder);
    }
    if (keys.isEmpty())
        return reply(*report);
    const auto decided = [this, alive = m_alive, report, reply, count = keys.size()](const Error *error) {
        if (error)
            return reply(*error);
        if (*alive) {
            m_late.clear();
            m_asked.clear();
            tick();
        }
        report->done = count;
        reply(*report);
    };
    if (send)
        addJobs(chosen, now, [decided](Result<qsizetype> added) { decided(added ? nullptr : &added.error()); });
    else
        m_shop.discardReminders(keys, [decided](Result<Done> done) { decided(done ? nullptr : &done.error()); });
}

} // namespace trato
