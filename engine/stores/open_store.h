#pragma once

#include "engine/queue/job_store.h"
#include "engine/runtime/mailbox.h"

namespace trato {

/// Where jobs live, as a profile or the command line says it.
struct StoreAddress {
    QString text{};                          ///< a file, "sqlite:FILE", or a URL as redisAddressOf takes it
    QString prefix{QStringLiteral("bull")};  ///< Redis: BullMQ's key prefix
    friend bool operator==(const StoreAddress &, const StoreAddress &) = default;
};

/// Opens the work store. Invalid for an address that is not understood; trouble with the file itself is told by
/// the calls and by `health`, because it may pass. A file is opened by one program at a time (the profile's lock), so
/// leases found in it belong to a run that is over; a Redis server is shared. The clock must outlive the store.
Result<std::unique_ptr<JobStore>> openStore(const StoreAddress &address, std::shared_ptr<Mailbox> home, const Clock &clock);

} // namespace trato
