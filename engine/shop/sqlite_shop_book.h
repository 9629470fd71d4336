#pragma once

#include "engine/shop/shop_book.h"
#include "engine/shop/shop_file.h"

namespace trato {

/// The embedded shop's book in `shop.db`. Lives where the file does, which outlives it.
class SqliteShopBook final : public ShopBook
{
public:
    explicit SqliteShopBook(ShopFile &file) : m_file(file) {}

    void professionals(UnitId unit, Reply<QList<Professional>> reply) override;
    void saveProfessional(Professional professional, Reply<Professional> reply) override;
    void services(UnitId unit, Reply<QList<Service>> reply) override;
    void saveService(Service service, Reply<Service> reply) override;
    void opening(UnitId unit, Reply<OpeningRecord> reply) override;
    void setHours(WorkWeek week, Reply<WorkWeek> reply) override;
    void setClosedDay(ClosedDay day, Reply<ClosedDay> reply) override;
    void forgetClosedDay(UnitId unit, QString day, Reply<Done> reply) override;
    void history(ClientId client, int limit, Reply<ClientHistory> reply) override;
    void pastVisits(Instant from, Instant to, Reply<PastVisits> reply) override;

private:
    /// Runs `work` with the unit of that id; NotFound when there is none.
    template <typename T, typename Work>
    auto withUnit(UnitId id, Work work) const;

    ShopFile &m_file;
};

} // namespace trato
