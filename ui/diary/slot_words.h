#pragma once

#include "engine/api/shop.h"

#include <QStringList>

namespace trato {

/// What speaks against a time, one sentence each; empty when nothing does. Pure.
QStringList slotWarnings(const SlotCheck &check);

} // namespace trato
