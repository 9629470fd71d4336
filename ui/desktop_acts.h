#pragma once

#include "engine/api/result.h"

#include <functional>

namespace trato {

/// What the program around the window can do on this desktop. An empty function: not possible here, so the window
/// does not offer it. Called on the main thread.
struct DesktopActs {
    std::function<void()> startDemo{};                        ///< another program, with a profile of its own
    std::function<void()> quit{};                             ///< asks first when something would not be sent
    std::function<bool()> startsAtLogin{};
    std::function<Result<Done>(bool)> setStartAtLogin{};
    /// "pt_BR", "en" or empty for the system's. The window is made again.
    std::function<void(const QString &)> chooseLanguage{};
    /// The window's frame was closed; true: it may go at once.
    std::function<bool()> closed{};
};

} // namespace trato
