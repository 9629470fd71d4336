#pragma once

#include "engine/shop/planner.h"

namespace trato {

/// What is needed to tell how the reminders of a visit stand.
struct ReminderSources {
    ShopDatabase &shop;
    JobStore &store;
    const DeliveryLookup &deliveries;
    const EngineSettings &settings;
    const Clock &clock;
};

/// Visits as people see them, in the same order, each with its two reminders: the plan, overruled by a person's
/// discard, by a job on its way, and by what the ledger says, unless a rule skipped it and it is wanted again. Unknown
/// where ledger or jobs cannot be read. Engine thread; the sources outlive the reply.
void describeVisits(const ReminderSources &sources, QList<VisitRecord> visits, Reply<QList<VisitView>> reply);

} // namespace trato
