#pragma once

#include "engine/api/result.h"

#include <QString>

#include <chrono>
#include <functional>
#include <optional>

/// The only file with calls that one system has and another has not; each has a branch for each.
namespace trato::platform {

/// Calls `stop` on the main thread's event loop when the system asks the program to end (SIGINT, SIGTERM,
/// Ctrl+C, console window closed). Call once, from the main thread, after QCoreApplication was made.
void onStopRequest(std::function<void()> stop);

/// A short text that differs from user to user of this computer, for names that are shared between programs.
QString userKey();

/// Blocks until a file, or the names in a folder, are on the disk. Windows keeps folders by itself.
Result<Done> makeDurable(const QString &path);

/// One line that a person types at the terminal, not shown while it is typed; waits for it. Not set when standard input is no
/// terminal.
std::optional<QByteArray> readHidden(const QString &prompt);

/// What this program has taken of the computer so far.
struct ProcessUse {
    std::chrono::nanoseconds processorTime{0};   ///< of all its threads
    int processors = 1;                          ///< of the computer
    qint64 memory = 0;                           ///< bytes in memory now
    qint64 memoryTotal = 0;                      ///< of the computer; 0 = unknown
};
/// Cheap enough for every few seconds; never waits for a disk.
ProcessUse processUse();

/// The room a folder and what lies in it takes, and what is left where it lies; bytes.
struct DiskUse {
    qint64 used = 0;
    qint64 free = 0;
    qint64 total = 0;
};
/// Reads directories: not on a thread that must not wait.
DiskUse diskUse(const QString &folder);

} // namespace trato::platform
