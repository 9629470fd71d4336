#pragma once

#include "engine/api/settings.h"
#include "engine/notify/dispatcher.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// Turns a due reminder into a message job. Data of domain 1.3.4. Reads the visit again: a moved,
/// cancelled, expired or unwanted one is recorded as skipped and the job completes saying why; a diary that is
/// too old, or a visit that vanished from it, waits. The message job carries no personal data.
/// Lives on the engine thread; the parts outlive it.
class AppointmentReminder final : public Handler
{
public:
    AppointmentReminder(ShopDatabase &shop, JobStore &store, Dispatcher &dispatcher, const EngineSettings &settings,
                        const Clock &clock);
    Traits traits() const override;
    void run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply) override;

private:
    struct Due;
    void decide(const std::shared_ptr<Due> &due);
    void addMessage(const std::shared_ptr<Due> &due, const VisitRecord &visit, Instant expiresAt);

    ShopDatabase &m_shop;
    JobStore &m_store;
    Dispatcher &m_dispatcher;
    const EngineSettings &m_settings;
    const Clock &m_clock;
};

} // namespace trato
