#pragma once

#include "engine/api/result.h"

#include <QString>

namespace trato {

/// Why the program cannot start, and what helps, for somebody who started it with a click. `folder` holds the shop's data. Pure.
QString startTroubleText(const Error &error, const QString &folder);

/// Says it on the standard error, and in a dialog unless `quiet` (pictures, measurements: nobody is there). The dialog turns
/// the application's own loop, which nothing else uses yet. Answers the program's exit code. Main thread.
int showStartTrouble(const Error &error, const QString &folder, bool quiet);

} // namespace trato
