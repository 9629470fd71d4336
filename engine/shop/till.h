#pragma once

#include "engine/api/result.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// Money received for visits. Asynchronous; replies arrive on the owner's thread with the visit as it stands then. Changes are
/// told by `ShopDatabase::onChange`.
class Till
{
public:
    virtual ~Till() = default;

    virtual void pay(VisitId visit, qint64 amountCents, PaymentMethod method, Reply<VisitRecord> reply) = 0;
    /// The newest payment was a mistake: it stays recorded as taken back. Conflict "payment.none" when there is none.
    virtual void unpay(VisitId visit, Reply<VisitRecord> reply) = 0;
};

} // namespace trato
