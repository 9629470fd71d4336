#pragma once

#include "engine/api/costs.h"
#include "ui/format.h"

/// Texts about messages and what they cost. Pure.
namespace trato::format {

QString cost(qint64 micros);                   ///< "R$ 0,0425" for one message, "R$ 12,40" for what has whole cents
QString category(const QString &name);         ///< "Advertising"; a dash when not known
QString monthName(const QString &month);       ///< "November 2026" of "2026-11"
QString name(MoveSource source);
/// The state, told apart by its reason: too late, or not allowed, is more than "not needed".
Marked mark(const DeliveryView &delivery);
/// "R$ 12.40 of R$ 80.00", or the sum alone without a budget.
QString spent(const CostReport &report);

} // namespace trato::format
