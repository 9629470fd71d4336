#pragma once

#include "ui/format.h"

class QLabel;

namespace trato {

/// A state in the colour of its tone.
QLabel *makeChip(const format::Marked &mark);
/// The same for a chip that is there already.
void setChip(QLabel &chip, const format::Marked &mark);

} // namespace trato
