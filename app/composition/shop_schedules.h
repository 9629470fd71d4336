#pragma once

#include "engine/api/schedule.h"

namespace trato {

/// The program's own schedules: safety copy and clean-up. Stored once; a person may change or remove them.
QList<ScheduleDraft> shopSchedules();

} // namespace trato
