#pragma once

#include "engine/shop/consent_ledger.h"
#include "engine/shop/shop_file.h"

namespace trato {

/// The ledger in shop.db. Lives on the thread of the file's owner; the file outlives it.
class SqliteConsentLedger final : public ConsentLedger
{
public:
    explicit SqliteConsentLedger(ShopFile &file) : m_file(file) {}

    void file(ClientId client, Reply<ConsentFile> reply) override;
    void noteAddresses(QList<AddressWord> words, Reply<Done> reply) override;
    void retryAddress(ClientId client, Channel channel, Reply<ConsentFile> reply) override;

private:
    ShopFile &m_file;
};

} // namespace trato
