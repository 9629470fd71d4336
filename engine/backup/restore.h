#pragma once

#include "engine/backup/backup_folder.h"

/// Putting a safety copy in the place of the databases. Blocking.
namespace trato::backup {

/// Has the next start of the engine put a verified copy in place; an empty name takes the order back. Corrupt with what
/// is wrong with the copy.
Result<Done> orderRestore(const Places &places, const QString &name);
/// The copy that the next start puts in place, or an empty text.
QString orderedRestore(const Places &places);
/// Whether a restore was cut while it put files in place: some of the profile's may be missing until it is done again.
bool exchangeBegun(const Places &places);

/// Verifies the copy and puts it in place of the databases, which go into a folder "replaced-…" beside the copies.
/// What the replaced files know of messages that have left, and of clients who said no, is taken over; when it cannot be
/// read, the message queues of the copy wait until a person resumes them. Nothing of the profile may be
/// open, and the caller holds the profile's lock. A power cut leaves the old files or the new ones, and the order.
Result<RestoreReport> restoreCopy(const Places &places, const QString &name, Instant now);

/// Carries out an order, if there is one.
Result<std::optional<RestoreReport>> carryOutOrder(const Places &places, Instant now);

} // namespace trato::backup
