#pragma once

#include "engine/api/questions/costs.h"
#include "engine/notify/budget_watch.h"

namespace trato {

/// Answers the questions about costs. Engine thread; the parts outlive it.
class CostDesk
{
public:
    CostDesk(DeliveryLedger &ledger, const EngineSettings &settings, const Clock &clock)
        : m_ledger(ledger), m_settings(settings), m_clock(clock)
    {
    }

    void answer(const ask::ShowCosts &question, Reply<CostReport> reply)
    {
        costReport(m_ledger, m_settings, m_clock, question.month, std::move(reply));
    }

private:
    DeliveryLedger &m_ledger;
    const EngineSettings &m_settings;
    const Clock &m_clock;
};

} // namespace trato
