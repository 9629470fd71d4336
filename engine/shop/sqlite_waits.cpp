#include "engine/shop/sqlite_waits.h"

#include "engine/shop/offer_tables.h"

namespace trato {

using namespace Qt::StringLiterals;

void SqliteWaits::list(UnitId unitId, Reply<WaitList> reply)
{
    m_file.run<WaitList>(
        [unitId, first = m_file.first()](ShopTables &t) -> Result<WaitList> {
            const std::optional<Unit> unit = t.unit(unitId, first);
            if (!unit)
                return t.failed() ? t.outcome(WaitList()) : Error{Error::Code::NotFound, u"unit"_s};
            return t.outcome(OfferTables(t).list(*unit));
        },
        std::move(reply));
}

void SqliteWaits::add(WaitEntry entry, Reply<WaitEntry> reply)
{
    m_file.change<WaitEntry>(
        [entry, first = m_file.first()](ShopTables &t) -> Result<WaitEntry> {
            const std::optional<Unit> unit = t.unit(entry.unit, first);
            if (!unit)
                return t.failed() ? t.outcome(WaitEntry()) : Error{Error::Code::NotFound, u"unit"_s};
            WaitEntry whole = entry;
            whole.unit = unit->id;
            whole.client = t.findOrMakeClient({.name = entry.clientName, .phone = entry.phone});
            OfferTables offers(t);
            if (offers.isWaiting(whole.unit, whole.client, whole.day))
                return Error{Error::Code::Invalid, u"clientName: line.twice"_s};
            return t.outcome(offers.wait(offers.add(whole)).value_or(whole));
        },
        std::move(reply));
}

void SqliteWaits::remove(WaitId id, Reply<Done> reply)
{
    m_file.change<Done>(
        [id](ShopTables &t) -> Result<Done> {
            const bool removed = OfferTables(t).remove(id);
            return removed || t.failed() ? t.outcome(Done{}) : Result<Done>(Error{Error::Code::NotFound, u"wait"_s});
        },
        std::move(reply));
}

void SqliteWaits::step(Minutes life, std::function<bool(const Unit &)> mayOffer, Reply<int> reply)
{
    struct Stepped {
        int made = 0;
        int changed = 0;
    };
    m_file.changeIf<Stepped>(
        [life, mayOffer = std::move(mayOffer), first = m_file.first()](ShopTables &t) {
            OfferTables offers(t);
            Stepped stepped;
            stepped.changed = offers.close();
            if (life.count() > 0) {
                QList<Unit> units = t.units(first);
                units.removeIf([&](const Unit &unit) { return !mayOffer(unit); });
                stepped.made = offers.offer(units, life);
            }
            stepped.changed += stepped.made;
            return t.outcome(stepped);
        },
        [](const Stepped &stepped) { return stepped.changed > 0; },
        Reply<Stepped>([reply = std::move(reply)](Result<Stepped> stepped) {
            reply(stepped ? Result<int>(stepped.value().made) : Result<int>(stepped.error()));
        }));
}

} // namespace trato
