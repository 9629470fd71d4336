#pragma once

#include "engine/api/delivery.h"
#include "engine/api/engine_api.h"

#include <QFutureWatcher>
#include <QProcess>
#include <QSignalSpy>

namespace trato {

/// `trato serve` as its user starts it, with a profile of its own.
class ServeProcess
{
public:
    ServeProcess(QString profile, QString providerUrl);
    ~ServeProcess();

    /// Makes the profile folder with settings for the fake provider.
    bool prepare(ChannelWay way, const QMap<QString, QString> &more = {});
    /// For the next start; an empty value takes it out again.
    void setVariable(const QString &name, const QString &value);
    bool start(const QStringList &arguments = {});
    void kill();
    /// Waits for the program to end by itself; not set when it still runs after `limit`.
    std::optional<int> exitCode(std::chrono::milliseconds limit = std::chrono::seconds(20));
    /// Asks the engine to stop and waits for the end of the program; false after 10 s or a bad exit code.
    bool stopInOrder(EngineApi &engine);
    /// A client of the running engine, null when it cannot be reached within 20 s.
    std::unique_ptr<EngineApi> connectClient() const;
    /// Waits until no queue but the program's own has anything waiting, prioritised, delayed or active; false after `limit`.
    bool waitUntilIdle(EngineApi &engine, std::chrono::seconds limit = std::chrono::seconds(120)) const;
    /// No queue has work left that `now` asks for; what is delayed beyond it may wait. Asks each time.
    static bool nothingIsDue(EngineApi &engine, Instant now);
    QString output() const;
    qint64 pid() const { return m_process.processId(); }

    /// Runs `trato` with these arguments on the profile and answers its standard output; `exitCode` optional.
    QByteArray run(const QStringList &arguments, int *exitCode = nullptr, QByteArray *errors = nullptr) const;

    /// Asks and waits for the answer.
    template <Askable Q>
    static Result<typename Q::Answer> ask(EngineApi &engine, Q question)
    {
        QFutureWatcher<Result<typename Q::Answer>> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(engine.ask(std::move(question)));
        if (!watcher.isFinished() && !finished.wait(20'000))
            return Error{Error::Code::Timeout, QString::fromLatin1(Q::name)};
        return watcher.future().resultCount() ? watcher.result() : Result<typename Q::Answer>();
    }

private:
    QProcessEnvironment environment() const;

    const QString m_profile;
    const QString m_providerUrl;
    QMap<QString, QString> m_variables;
    QProcess m_process;
};

} // namespace trato
