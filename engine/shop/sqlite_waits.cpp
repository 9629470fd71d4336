#include "engine/shop/sqlite_waits.h"

#include "engine/shop/local_time.h"
#include "engine/shop/offer_tables.h"
#include "engine/shop/wait_tables.h"
#include "engine/shop/wish_tables.h"

namespace trato {

using namespace Qt::StringLiterals;

void SqliteWaits::list(UnitId unitId, Reply<WaitList> reply)
{
    m_file.run<WaitList>(
        [unitId, first = m_file.first()](ShopTables &t) -> Result<WaitList> {
            const std::optional<Unit> unit = t.unit(unitId, first);
            if (!unit)
                return t.failed() ? t.outcome(WaitList()) : Error{Error::Code::NotFound, u"unit"_s};
            const Result<LocalZone> zone = LocalZone::named(unit->zone);
            if (!zone)
                return zone.error();
            const QString today = zone.value().dateOf(t.now()).toString(Qt::ISODate);
            return t.outcome(WaitList{WaitTables(t).list(unit->id, today), OfferTables(t).list(unit->id), unit->id,
                                      WishTables(t).wanted(unit->id, MessageKind::SlotOffer)});
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
            const Result<LocalZone> zone = LocalZone::named(unit->zone);
            if (zone && entry.day < zone.value().dateOf(t.now()).toString(Qt::ISODate))
                return Error{Error::Code::Invalid, u"date: date.past"_s};
            WaitEntry whole = entry;
            whole.unit = unit->id;
            whole.client = t.findOrMakeClient({.name = entry.clientName, .phone = entry.phone});
            return WaitTables(t).add(whole);
        },
        std::move(reply));
}

void SqliteWaits::remove(WaitId id, Reply<Done> reply)
{
    m_file.change<Done>(
        [id](ShopTables &t) -> Result<Done> {
            const bool removed = WaitTables(t).remove(id);
            return removed || t.failed() ? t.outcome(Done{}) : Result<Done>(Error{Error::Code::NotFound, u"wait"_s});
        },
        std::move(reply));
}

void SqliteWaits::open(Reply<QList<OfferId>> reply)
{
    m_file.run<QList<OfferId>>([](ShopTables &t) { return t.outcome(OfferTables(t).open()); }, std::move(reply));
}

void SqliteWaits::step(OfferRules rules, Reply<int> reply)
{
    struct Stepped {
        int made = 0;
        int changed = 0;
    };
    m_file.changeIf<Stepped>(
        [rules = std::move(rules), first = m_file.first()](ShopTables &t) {
            OfferTables offers(t);
            Stepped stepped;
            const QList<Unit> units = t.units(first);
            for (const Unit &unit : units)
                stepped.changed += WaitTables(t).settleBooked(unit);
            stepped.changed += offers.close(rules);
            for (const Unit &unit : units)
                if (rules.life.count() > 0 && rules.mayWrite(unit))
                    stepped.made += offers.offer(unit, rules);
            stepped.changed += stepped.made;
            return t.outcome(stepped);
        },
        [](const Stepped &stepped) { return stepped.changed > 0; },
        Reply<Stepped>([reply = std::move(reply)](Result<Stepped> stepped) {
            reply(stepped ? Result<int>(stepped.value().made) : Result<int>(stepped.error()));
        }));
}

} // namespace trato
