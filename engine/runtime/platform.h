#pragma once

#include "engine/api/result.h"

#include <QString>

#include <functional>

/// The only file with calls that one system has and another has not; each has a branch for each.
namespace trato::platform {

/// Calls `stop` on the main thread's event loop when the system asks the program to end (SIGINT, SIGTERM,
/// Ctrl+C, console window closed). Call once, from the main thread, after QCoreApplication was made.
void onStopRequest(std::function<void()> stop);

/// A short text that differs from user to user of this computer, for names that are shared between programs.
QString userKey();

/// Blocks until a file, or the names in a folder, are on the disk. Windows keeps folders by itself.
Result<Done> makeDurable(const QString &path);

} // namespace trato::platform
