#pragma once

#include "engine/api/shop.h"
#include "engine/shop/shop_database.h"
#include "engine/shop/shop_figures.h"

namespace trato {

/// What a person set about opening: weeks and days. National holidays are not in it, they are computed.
struct OpeningRecord {
    Unit unit{};
    QList<WorkWeek> weeks{};
    QList<ClosedDay> days{};
    QList<Professional> professionals{};
    friend bool operator==(const OpeningRecord &, const OpeningRecord &) = default;
};

struct ClientHistory {
    Client client{};
    qint64 done = 0;
    qint64 noShows = 0;
    std::optional<Instant> lastNoShow{};
    QList<VisitRecord> visits{};   ///< newest first
};

struct PastVisits {
    QList<PastVisit> visits{};
    std::optional<Instant> firstDone{};   ///< begin of the first visit ever that was attended
};

/// The shop's book: professionals, services, hours, closed days, clients' histories. Asynchronous; replies arrive on
/// the owner's thread. An empty unit is the first one. Changes are told by `ShopDatabase::onChange`.
class ShopBook
{
public:
    virtual ~ShopBook() = default;

    virtual void professionals(UnitId unit, Reply<QList<Professional>> reply) = 0;
    /// Adds (empty id) or changes. Invalid "name: name.taken".
    virtual void saveProfessional(Professional professional, Reply<Professional> reply) = 0;
    virtual void services(UnitId unit, Reply<QList<Service>> reply) = 0;
    /// Adds (empty id) or changes. Invalid "name: name.taken".
    virtual void saveService(Service service, Reply<Service> reply) = 0;
    /// The first unit for an empty id, else NotFound when there is none.
    virtual void opening(UnitId unit, Reply<OpeningRecord> reply) = 0;
    virtual void setHours(WorkWeek week, Reply<WorkWeek> reply) = 0;
    virtual void setClosedDay(ClosedDay day, Reply<ClosedDay> reply) = 0;
    /// NotFound when nothing was set for that day.
    virtual void forgetClosedDay(UnitId unit, QString day, Reply<Done> reply) = 0;
    virtual void history(ClientId client, int limit, Reply<ClientHistory> reply) = 0;
    /// Visits of all units that start in [from, to) and were neither cancelled nor missed.
    virtual void pastVisits(Instant from, Instant to, Reply<PastVisits> reply) = 0;
};

} // namespace trato
