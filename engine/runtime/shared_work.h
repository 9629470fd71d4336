#pragma once

#include "engine/queue/job_store.h"
#include "engine/queue/owner_keeper.h"
#include "engine/queue/queue_duties.h"
#include "engine/runtime/log_book.h"
#include "engine/runtime/queue_overview.h"

#include <QObject>

namespace trato {

/// What an engine does beside others on a shared store: whether it owns the shop, which of its queues it works on, and who
/// else is there. On a store of its own it owns the shop and works on everything. Engine thread, owned by the
/// composition; `tick` is called by the engine's own timer.
class SharedWork final : public QObject
{
    Q_OBJECT
public:
    struct Parts {
        JobStore &store;
        const Clock &clock;
        LogBook &log;
        QString engine{};
        Instant since{};
        bool works = true;                    ///< false: it only looks, for the duration of one command
        bool wantsShop = true;                ///< it may own the shop
        bool ordered = false;                 ///< the queues were named on the command line
        QSet<QueueName> served{};
        QSet<QueueName> ownerOnly{};          ///< of the served ones
        QMap<QueueName, QueueDuty> chosen{};
    };
    explicit SharedWork(Parts parts);

    void tick();
    bool isShared() const { return m_facts.shared; }
    bool owns() const { return m_keeper.owns(); }
    /// It is known who owns the shop and who else works; before that nothing is claimed.
    bool isSettled() const { return !m_facts.shared || (m_keeper.knows() && m_looked); }
    /// Calls, at once or later, when it is settled or could not be found out.
    void whenSettled(std::function<void()> then);
    QList<EngineSeen> engines() const { return m_keeper.state().engines; }

    QueueOverview::Standing standing(const QueueName &queue) const;
    /// Served queues that this engine leaves alone now.
    QSet<QueueName> leftAlone() const;
    QList<WorkerView> workersElsewhere() const;

    /// Refused on a store that is not shared, Invalid for a queue without a handler.
    Result<Done> choose(const QueueName &queue, QueueDuty duty);
    void setChosen(QMap<QueueName, QueueDuty> chosen);
    const QMap<QueueName, QueueDuty> &chosen() const { return m_facts.chosen; }
    void takeOver(Reply<Done> reply) { m_keeper.takeOver(std::move(reply)); }
    void leave(std::function<void()> then) { m_keeper.leave(std::move(then)); }

signals:
    /// It owns the shop now, or does no longer.
    void ownerChanged(bool owns);
    /// What it leaves alone, or who is there.
    void changed();

private:
    void onKeeper();
    void look();
    void takeUnknown();
    void took(const QList<WorkerSeen> &workers);
    bool isOurs(const QString &worker) const;
    void settleIfKnown();
    void callWaiting();

    static constexpr Millis lookEvery{5'000};
    static constexpr Millis waitAtMost{4'000};
    const Parts m_parts;
    OwnerKeeper m_keeper;
    DutyFacts m_facts;
    QList<WorkerSeen> m_others;
    QList<std::function<void()>> m_waiting;
    std::chrono::nanoseconds m_next{0};        ///< steady
    std::chrono::nanoseconds m_waitUntil{0};   ///< steady; while m_waiting holds something
    bool m_looking = false;
    bool m_looked = false;                     ///< who else works is known, or that it cannot be known
    bool m_listed = false;                     ///< it was known once
    bool m_untold = false;                     ///< the server does not tell it now
    bool m_owned = false;
};

} // namespace trato
