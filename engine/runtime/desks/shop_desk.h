#pragma once

#include "engine/api/questions/shop.h"
#include "engine/shop/local_time.h"
#include "engine/shop/shop_book.h"

namespace trato {

/// Answers the questions about the shop's book. Lives on the engine thread, owned by the composition; the parts outlive it.
class ShopDesk final
{
public:
    struct Parts {
        ShopDatabase &shop;
        ShopBook &book;
        const Clock &clock;
    };
    explicit ShopDesk(Parts parts) : m_parts(parts) {}

    void answer(const ask::ListProfessionals &question, Reply<QList<Professional>> reply);
    void answer(const ask::SaveProfessional &question, Reply<Professional> reply);
    void answer(const ask::ListServices &question, Reply<QList<Service>> reply);
    void answer(const ask::SaveService &question, Reply<Service> reply);
    void answer(const ask::ListHours &question, Reply<QList<WorkWeek>> reply);
    void answer(const ask::SetHours &question, Reply<WorkWeek> reply);
    void answer(const ask::ListClosedDays &question, Reply<QList<ClosedDay>> reply);
    void answer(const ask::SetClosedDay &question, Reply<ClosedDay> reply);
    void answer(const ask::ForgetClosedDay &question, Reply<Done> reply);
    void answer(const ask::ListClosedVisits &, Reply<QList<ClosedVisit>> reply);
    void answer(const ask::CheckSlot &question, Reply<SlotCheck> reply);
    void answer(const ask::ShowClientFile &question, Reply<ClientFile> reply);
    void answer(const ask::ShowShopFigures &, Reply<ShopFigures> reply);

private:
    struct ClosedSearch;
    /// The coming visits of one unit after the other.
    void searchClosed(std::shared_ptr<ClosedSearch> search);
    void check(const ask::CheckSlot &question, const OpeningRecord &opening, const Reply<SlotCheck> &reply);

    const Parts m_parts;
};

} // namespace trato
