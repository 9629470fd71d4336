#include "engine/runtime/platform.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QDirIterator>
#include <QPointer>
#include <QStorageInfo>
#include <QThread>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
// after windows.h
#include <psapi.h>
#else
#include <QSocketNotifier>

#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#ifdef Q_OS_MACOS
#include <mach/mach.h>
#else
#include <QFile>
#endif
#endif

namespace trato::platform {

namespace {
constexpr int longestHidden = 1024;   ///< characters that a terminal gives at once
}

#ifdef Q_OS_WIN

namespace {

std::function<void()> stopCallback; // read by the console's handler thread only after it was set

BOOL WINAPI onConsoleEvent(DWORD)
{
    QMetaObject::invokeMethod(QCoreApplication::instance(), [] { stopCallback(); });
    return 1;
}

} // namespace

void onStopRequest(std::function<void()> stop)
{
    stopCallback = std::move(stop);
    SetConsoleCtrlHandler(onConsoleEvent, 1);
}

QString userKey()
{
    return qEnvironmentVariable("USERNAME");
}

std::optional<QByteArray> readHidden(const QString &prompt)
{
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0;
    if (!GetConsoleMode(input, &mode))
        return std::nullopt;
    std::fputs(qPrintable(prompt), stderr);
    std::fflush(stderr);
    SetConsoleMode(input, mode & ~DWORD(ENABLE_ECHO_INPUT));
    wchar_t typed[longestHidden];
    DWORD length = 0;
    const bool read = ReadConsoleW(input, typed, longestHidden, &length, nullptr);
    SetConsoleMode(input, mode);
    std::fputs("\n", stderr);
    QByteArray line = read ? QString::fromWCharArray(typed, int(length)).toUtf8() : QByteArray();
    SecureZeroMemory(typed, sizeof typed);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

Result<Done> makeDurable(const QString &path)
{
    if (QFileInfo(path).isDir())
        return Done{};
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || _commit(file.handle()) != 0)
        return Error{Error::Code::Unavailable, path};
    return Done{};
}

namespace {

std::chrono::nanoseconds spent(const FILETIME &time)
{
    return std::chrono::nanoseconds(((qint64(time.dwHighDateTime) << 32) | qint64(time.dwLowDateTime)) * 100);
}

} // namespace

ProcessUse processUse()
{
    ProcessUse use;
    use.processors = QThread::idealThreadCount();
    FILETIME made{}, ended{}, kernel{}, user{};
    if (GetProcessTimes(GetCurrentProcess(), &made, &ended, &kernel, &user))
        use.processorTime = spent(kernel) + spent(user);
    PROCESS_MEMORY_COUNTERS counters{};
    if (K32GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters))
        use.memory = qint64(counters.WorkingSetSize);
    MEMORYSTATUSEX memory{};
    memory.dwLength = sizeof memory;
    if (GlobalMemoryStatusEx(&memory))
        use.memoryTotal = qint64(memory.ullTotalPhys);
    return use;
}

#else

namespace {

std::atomic<int> stopPipe = -1; // write end; all that a signal handler may touch

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(stopPipe.load(), &byte, 1);
}

} // namespace

void onStopRequest(std::function<void()> stop)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return;
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    stopPipe = ends[1];
    auto *notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [fd = ends[0], stop = std::move(stop)] {
        char byte = 0;
        if (::read(fd, &byte, 1) == 1)
            stop();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

std::optional<QByteArray> readHidden(const QString &prompt)
{
    termios shown{};
    if (!::isatty(STDIN_FILENO) || ::tcgetattr(STDIN_FILENO, &shown) != 0)
        return std::nullopt;
    std::fputs(qPrintable(prompt), stderr);
    std::fflush(stderr);
    termios hidden = shown;
    hidden.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::array<char, longestHidden> typed{};
    // In bytes, not by a buffered stream: nothing of it stays behind.
    const ssize_t length = ::read(STDIN_FILENO, typed.data(), typed.size());
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::fputs("\n", stderr);
    QByteArray line(typed.data(), std::max<ssize_t>(0, length));
    typed.fill('\0');
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

QString userKey()
{
    return QString::number(::getuid());
}

Result<Done> makeDurable(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return Error{Error::Code::Unavailable, path};
#ifdef Q_OS_MACOS
    const bool done = ::fcntl(file, F_FULLFSYNC) == 0 || ::fsync(file) == 0; // not every file system knows the former
#else
    const bool done = ::fsync(file) == 0;
#endif
    ::close(file);
    return done ? Result<Done>(Done{}) : Result<Done>(Error{Error::Code::Unavailable, path});
}

ProcessUse processUse()
{
    ProcessUse use;
    use.processors = QThread::idealThreadCount();
    timespec spent{};
    if (::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent) == 0)
        use.processorTime = std::chrono::seconds(spent.tv_sec) + std::chrono::nanoseconds(spent.tv_nsec);
    const qint64 pageSize = ::sysconf(_SC_PAGESIZE);
    use.memoryTotal = qint64(::sysconf(_SC_PHYS_PAGES)) * pageSize;
#ifdef Q_OS_MACOS
    mach_task_basic_info info{};
    mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
    if (task_info(mach_task_self(), MACH_TASK_BASIC_INFO, reinterpret_cast<task_info_t>(&info), &count) == KERN_SUCCESS)
        use.memory = qint64(info.resident_size);
#else
    QFile pages(QStringLiteral("/proc/self/statm")); // pages in all, in memory, …
    if (pages.open(QIODevice::ReadOnly))
        use.memory = pages.readAll().split(' ').value(1).toLongLong() * pageSize;
#endif
    return use;
}

#endif

DiskUse diskUse(const QString &folder)
{
    DiskUse use;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        use.used += files.fileInfo().size();
    }
    const QStorageInfo storage(folder);
    use.free = storage.bytesAvailable();
    use.total = storage.bytesTotal();
    return use;
}

} // namespace trato::platform
