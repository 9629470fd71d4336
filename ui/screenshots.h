#pragma once

#include "engine/api/result.h"

#include <QStringList>

#include <functional>

namespace trato {

class MainWindow;

/// Writes overview.png, performance.png, queues.png and system.png into `folder` at 1440×900, each once its
/// questions were answered and drawn. `done` gets the files, or why one could not be written. Does not wait.
void takeScreenshots(MainWindow &window, const QString &folder, std::function<void(Result<QStringList>)> done);

} // namespace trato
