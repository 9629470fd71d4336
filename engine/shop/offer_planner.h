#pragma once

#include "engine/api/settings.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/shop/waits.h"

namespace trato {

class LogBook;

/// Whether a delivery came to an end without reaching anybody. Pure.
bool reachedNobody(const DeliveryView &delivery);

/// Offers places that became free to who waits for them, and takes back what was not answered, or never arrived. What is offered
/// stands in shop.db, so an engine that dies goes on where it was. One look at a time; another one asked for meanwhile follows it. Lives
/// on the engine thread, which is where the parts answer; they outlive it.
class OfferPlanner
{
public:
    OfferPlanner(Waits &waits, DeliveryLookup deliveries, const EngineSettings &settings, const Clock &clock, LogBook &log);
    ~OfferPlanner();

    /// Call each minute and after each change of the shop; whoever owns the planner decides whether to.
    void tick();

private:
    void step(const QList<OfferId> &unreached);
    void finish(const Result<int> &made);

    Waits &m_waits;
    const DeliveryLookup m_deliveries;
    const EngineSettings &m_settings;
    const Clock &m_clock;
    LogBook &m_log;
    std::shared_ptr<bool> m_alive;       ///< replies that come after the end find it false
    bool m_looking = false;
    bool m_again = false;
};

} // namespace trato
