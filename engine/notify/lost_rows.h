#pragma once

#include "engine/notify/delivery_ledger.h"
#include "engine/queue/job_store.h"

namespace trato {

/// Deliveries that say "sending" though no job will ever go on with them: it was removed, or a program that ended half-way
/// left them so. Each gets the state its fence knows: accepted, uncertain, or failed when nothing left the house (a
/// person may send it again). Answers how many there were. At engine start; engine thread, the parts outlive the reply.
void closeLostRows(JobStore &store, DeliveryLedger &ledger, Reply<qint64> reply);

} // namespace trato
