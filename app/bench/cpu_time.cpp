#include "app/bench/cpu_time.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <ctime>
#endif

namespace trato {

using std::chrono::nanoseconds;

#ifdef _WIN32
namespace {

nanoseconds spent(const FILETIME &kernel, const FILETIME &user)
{
    const auto ticks = [](const FILETIME &time) {
        return (static_cast<long long>(time.dwHighDateTime) << 32) | static_cast<long long>(time.dwLowDateTime);
    };
    return nanoseconds((ticks(kernel) + ticks(user)) * 100);
}

} // namespace

nanoseconds processCpu()
{
    FILETIME made{}, ended{}, kernel{}, user{};
    GetProcessTimes(GetCurrentProcess(), &made, &ended, &kernel, &user);
    return spent(kernel, user);
}

nanoseconds threadCpu()
{
    FILETIME made{}, ended{}, kernel{}, user{};
    GetThreadTimes(GetCurrentThread(), &made, &ended, &kernel, &user);
    return spent(kernel, user);
}
#else
namespace {

nanoseconds spent(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

} // namespace

nanoseconds processCpu() { return spent(CLOCK_PROCESS_CPUTIME_ID); }
nanoseconds threadCpu() { return spent(CLOCK_THREAD_CPUTIME_ID); }
#endif

} // namespace trato
