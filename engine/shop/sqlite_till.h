#pragma once

#include "engine/shop/shop_file.h"
#include "engine/shop/till.h"

namespace trato {

/// Payments in `shop.db`. Lives where the file does, which outlives it.
class SqliteTill final : public Till
{
public:
    explicit SqliteTill(ShopFile &file) : m_file(file) {}

    void pay(VisitId visit, qint64 amountCents, PaymentMethod method, Reply<VisitRecord> reply) override;
    void unpay(VisitId visit, Reply<VisitRecord> reply) override;

private:
    ShopFile &m_file;
};

} // namespace trato
