#pragma once

#include "engine/local/sql_thread.h"

namespace trato {

/// What may no longer be kept of messages.
struct DeliveryRetention {
    Instant now{};
    Instant textsBefore{};          ///< open texts and numbers of messages made before this go
    Instant deliveriesBefore{};     ///< messages that last changed before this go; not set: none
    bool onlyCount = false;
};

struct DeliveriesCleaned {
    qint64 texts = 0;
    qint64 deliveries = 0;
    friend bool operator==(const DeliveriesCleaned &, const DeliveriesCleaned &) = default;
};

/// Cleans console.db in slices of 2,000 rows, so that the ledger of a message that is being sent waits for none of it.
/// A message that waited for a person until its text went becomes "not sent". Replies where `db` replies.
void cleanDeliveries(SqlThread &db, DeliveryRetention order, Reply<DeliveriesCleaned> reply);

} // namespace trato
