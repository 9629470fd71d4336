#include "engine/runtime/platform.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include <atomic>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace trato::platform {

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

Result<Done> makeDurable(const QString &path)
{
    if (QFileInfo(path).isDir())
        return Done{};
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || _commit(file.handle()) != 0)
        return Error{Error::Code::Unavailable, path};
    return Done{};
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

#endif

} // namespace trato::platform
