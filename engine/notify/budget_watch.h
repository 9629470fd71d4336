#pragma once

#include "engine/api/frame.h"
#include "engine/notify/delivery_ledger.h"

namespace trato {

/// Keeps an eye on what this month's messages cost against the budget: a warning near its end, and the word that advertising
/// is held back when it is spent. Lives on the engine thread; the parts outlive it.
class BudgetWatch
{
public:
    BudgetWatch(DeliveryLedger &ledger, const EngineSettings &settings, const Clock &clock)
        : m_ledger(ledger), m_settings(settings), m_clock(clock)
    {
    }

    /// Looks when messages, settings or the month have changed since the last look.
    void tick();
    QList<Problem> problems() const;
    /// Called when `problems` may have changed.
    void onChange(std::function<void()> listener) { m_changed = std::move(listener); }

private:
    DeliveryLedger &m_ledger;
    const EngineSettings &m_settings;
    const Clock &m_clock;
    std::function<void()> m_changed;
    quint64 m_revision = 0;        ///< of the ledger, at the last look
    QString m_looked{};            ///< month and budget of the last look
    bool m_looking = false;
    BudgetState m_state = BudgetState::None;
    Instant m_since{};
};

/// One month with the budget; `month` empty: this one. Invalid: not a month.
void costReport(DeliveryLedger &ledger, const EngineSettings &settings, const Clock &clock, const QString &month, Reply<CostReport> reply);

} // namespace trato
