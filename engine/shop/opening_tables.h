#pragma once

#include "engine/shop/shop_book.h"
#include "engine/shop/shop_tables.h"

namespace trato {

/// Professionals of a unit, the active ones first. Shop thread.
QList<Professional> readProfessionals(ShopTables &tables, const UnitId &unit);
/// All that a person set about a unit's opening. Shop thread.
OpeningRecord readOpening(ShopTables &tables, const Unit &unit);

} // namespace trato
