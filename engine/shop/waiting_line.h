#pragma once

#include "engine/api/line.h"
#include "engine/api/result.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// The lines of a shop, one a unit and local day. Asynchronous; replies arrive on the owner's thread. An empty unit is the first
/// one. Who was left over from an earlier day has left; nothing of that day shows. Changes are told by `ShopDatabase::onChange`.
/// What is worth a message is noted as a wish with the change it comes from. Phones are whole here.
class WaitingLine
{
public:
    virtual ~WaitingLine() = default;

    /// Of today, in the order of `ask::ListLine`, without estimates.
    virtual void entries(UnitId unit, Reply<QList<LineEntry>> reply) = 0;
    /// Finds or makes the client. Invalid "clientName: line.twice" when they wait already.
    virtual void join(LineEntry entry, Reply<LineEntry> reply) = 0;
    virtual void act(LineEntryId id, LineAct act, QString professional, Reply<LineEntry> reply) = 0;
    virtual void callNext(UnitId unit, QString professional, Reply<LineEntry> reply) = 0;
    virtual void events(UnitId unit, Reply<QList<LineEvent>> reply) = 0;
};

} // namespace trato
