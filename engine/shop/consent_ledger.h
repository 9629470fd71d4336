#pragma once

#include "engine/shop/shop_database.h"

namespace trato {

/// What clients said about being written to and what providers say of addresses, both append-only. Whether a message may go
/// is for `ShopDatabase::mayWrite`, which reads the same. Asynchronous; replies arrive on the owner's thread. Changes are told
/// by `ShopDatabase::onChange`.
class ConsentLedger
{
public:
    virtual ~ConsentLedger() = default;

    virtual void file(ClientId client, Reply<ConsentFile> reply) = 0;
    /// All of them or none; what is known already changes nothing. Addresses whole.
    virtual void noteAddresses(QList<AddressWord> words, Reply<Done> reply) = 0;
    /// See `ask::RetryAddress`.
    virtual void retryAddress(ClientId client, Channel channel, Reply<ConsentFile> reply) = 0;
};

} // namespace trato
