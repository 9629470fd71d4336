#include "app/composition/crash_after.h"

#include <cstdlib>

namespace trato {

std::function<void(SendStep)> crashAfter()
{
#ifdef TRATO_CRASHES
    if (const auto fatal = enumFromName<SendStep>(qEnvironmentVariable("TRATO_CRASH_AFTER")))
        return [fatal](SendStep step) {
            if (step == *fatal)
                std::_Exit(EXIT_FAILURE); // nothing is closed, flushed or told, as with kill -9
        };
#endif
    return {};
}

} // namespace trato
