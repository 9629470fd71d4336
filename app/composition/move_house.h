#pragma once

#include "app/cli/cli.h"

namespace trato {

/// `import store`: opens both stores, keeps engines away from those that are files, and copies one into the other. Answers on
/// the caller's thread, in its event loop. Refused where an engine works.
void moveHouse(const StoreMoveOrder &order, const Clock &clock, std::function<void(QString)> tell, Reply<StoreMoveReport> reply);

} // namespace trato
