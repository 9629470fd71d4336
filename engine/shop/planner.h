#pragma once

#include "engine/api/settings.h"
#include "engine/queue/job_store.h"
#include "engine/shop/reminder_plan.h"

namespace trato {

class LogBook;

/// Which of these messages have a delivery, by dedupe key.
using DeliveryLookup = std::function<void(QStringList keys, Reply<QMap<QString, DeliveryView>>)>;

/// One reminder that somebody wants, or that a job exists for.
struct WantedReminder {
    QString key{};
    VisitRecord visit{};
    ReminderPlan plan{};
    bool again = false;    ///< a rule skipped it before; the jobs of that time go first
};

/// What the planner knows before it decides.
struct PlannerView {
    QList<WantedReminder> reminders{};   ///< of every visit ahead
    QSet<QString> pending{};             ///< `rem_` jobs that have not run
    QSet<QString> jobs{};                ///< jobs of these reminders, in any state
    QSet<QString> ended{};               ///< of those: completed or failed
    QSet<QString> handled{};             ///< reminders whose delivery stands
    QSet<QString> skipped{};             ///< reminders whose delivery may be planned again
    QSet<QString> discarded{};           ///< late ones a person has discarded
    QSet<QString> asked{};               ///< late ones that wait for a decision since an earlier look
    int lateBatch = 0;
};

struct PlannerOrders {
    QList<WantedReminder> add{};
    QList<JobId> remove{};
    QList<WantedReminder> late{};        ///< wait for "send or discard" (R-16)
};

/// Whether the reminder of this delivery may go out after all, should the diary want it again: a rule said no before
/// anything was sent (the visit was cancelled or moved, nobody wanted messages …), and not because it was too late. Pure.
bool mayBePlannedAgain(const DeliveryView &delivery);
/// True of a reminder that a job is for, or will be when its hindrance goes. Pure.
bool deservesJob(ReminderView::State state);

/// jobs to add, jobs to remove, reminders to ask about. Pure.
PlannerOrders decideReminders(const PlannerView &view);
/// The job of one reminder (domain 1.3.4). Pure.
NewJob reminderJob(const WantedReminder &reminder, Instant now);

/// Keeps the jobs in `appointment-reminders` equal to what the diary wants: for visits of the next four days, after
/// each change of the diary and on every `tick`. One look at a time; another one asked for meanwhile follows it.
/// Lives on the engine thread, which is where the parts answer; they outlive it.
class Planner
{
public:
    Planner(ShopDatabase &shop, JobStore &store, DeliveryLookup deliveries, const EngineSettings &settings,
            const Clock &clock, LogBook &log);
    ~Planner();

    /// Call each minute and after each change of the diary; whoever owns the planner decides whether to.
    void tick();
    /// Called after each look that was complete.
    void onPlanned(std::function<void()> listener);
    /// Late reminders that wait for a person, as of the newest look.
    QList<WantedReminder> late() const { return m_late; }
    /// Sends or discards all of them. Expired ones are skipped.
    void decideLate(bool send, Reply<BulkReport> reply);

    static QueueName queue() { return {QStringLiteral("appointment-reminders")}; }

private:
    struct Look;
    void finish(const std::shared_ptr<Look> &look, const Error *error = nullptr);
    void readDiary(const std::shared_ptr<Look> &look);
    void readPending(const std::shared_ptr<Look> &look, qsizetype state, qint64 offset);
    void readJobs(const std::shared_ptr<Look> &look, qsizetype from);
    void readDecisions(const std::shared_ptr<Look> &look);
    void act(const std::shared_ptr<Look> &look);
    /// Adds the jobs of these reminders. Those that come again lose their old jobs before; while one of them runs, its
    /// reminder waits for the next look.
    void addJobs(QList<WantedReminder> reminders, Instant now, Reply<qsizetype> reply);
    void addPlain(const QList<WantedReminder> &reminders, Instant now, Reply<qsizetype> reply);

    ShopDatabase &m_shop;
    JobStore &m_store;
    const DeliveryLookup m_deliveries;
    const EngineSettings &m_settings;
    const Clock &m_clock;
    LogBook &m_log;
    std::shared_ptr<bool> m_alive;       ///< replies that come after the end find it false
    std::function<void()> m_listener;
    QList<WantedReminder> m_late;
    QSet<QString> m_asked;
    bool m_looking = false;
    bool m_again = false;
};

} // namespace trato
