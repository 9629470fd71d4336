#pragma once

#include "engine/queue/owner_store.h"

namespace trato {

class RedisStoreThread;

/// Who owns the shop, in keys of ours: a lease that Redis lets run out, and a hash of the engines that are there. Owned
/// by the job store.
class RedisOwnerStore final : public OwnerStore
{
public:
    explicit RedisOwnerStore(RedisStoreThread &inside) : m_inside(inside) {}
    void beat(OwnerBeat beat, Reply<OwnerState> reply) override;

private:
    RedisStoreThread &m_inside;
};

} // namespace trato
