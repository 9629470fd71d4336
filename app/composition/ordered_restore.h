#pragma once

#include "app/composition/profile.h"
#include "engine/api/backup.h"
#include "engine/api/result.h"
#include "engine/api/time.h"

namespace trato {

class LogBook;

/// What became of an order to put a safety copy in place; an empty value: there was none.
using RestoreOutcome = Result<std::optional<RestoreReport>>;

/// Carries out an order before anything of the profile is opened. An order that fails before the first file is
/// exchanged (a damaged copy, a full disk) is dropped: nothing was touched then. Blocking.
RestoreOutcome restoreIfOrdered(const Profile &profile, const Clock &clock);
/// Whether files may be half exchanged: an engine that started would make new, empty ones.
bool mustNotStart(const RestoreOutcome &restored, const Profile &profile);
/// Writes it into the log.
void tellRestore(const RestoreOutcome &restored, LogBook &log);

} // namespace trato
