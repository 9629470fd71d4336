#include "engine/runtime/engine_thread.h"

#include <QScopeGuard>
#include <QTimer>

#include <vector>

namespace trato {

/// The engine thread's end of the door.
class EngineThread::Host final : public QObject
{
public:
    Host(Make make, EngineThread &door) : m_make(std::move(make)), m_door(door) {}

    void prepareWith(Prepare prepare) { m_prepare = std::move(prepare); }

    void start()
    {
        if (!m_prepare)
            return make();
        m_preparing = true;
        m_prepare([this] { make(); });
    }

    void ask(Question question, Reply<std::any> reply)
    {
        if (m_core)
            m_core->ask(std::move(question), std::move(reply));
        else if (m_preparing)
            m_early.push_back([this, question = std::move(question), reply = std::move(reply)] { ask(question, reply); });
        else
            reply(m_trouble);
    }

    void watch(QList<QueueName> queues)
    {
        m_watched = std::move(queues);
        if (m_core)
            m_core->watch(m_watched);
    }

    void stop()
    {
        if (std::exchange(m_stopping, true))
            return;
        answerEarly();
        if (!m_core)
            return finish();
        m_core->stop([this](const Result<Done> &) { finish(); });
        QTimer::singleShot(std::chrono::seconds(6), this, [this] { finish(); });
    }

private:
    void make()
    {
        const auto answers = qScopeGuard([this] { answerEarly(); });
        if (m_stopping)
            return;
        Result<std::unique_ptr<EngineCore>> made = m_make();
        if (!made) {
            m_trouble = made.error();
            emit m_door.failed(made.error()); // queued: the door lives on another thread
            return;
        }
        m_core = std::move(made).value();
        connect(m_core.get(), &EngineCore::frameReady, &m_door, &EngineApi::frameReady);
        connect(m_core.get(), &EngineCore::stopRequested, &m_door, &EngineThread::stopRequested);
        connect(m_core.get(), &EngineCore::failed, &m_door, &EngineThread::failed);
        connect(m_core.get(), &EngineCore::restartRequested, this, &Host::restart);
        if (std::exchange(m_again, true)) {
            m_core->watch(m_watched);
            emit m_door.reachableChanged(true);
        } else {
            emit m_door.started();
        }
    }

    /// To the core, or with what keeps it from being there.
    void answerEarly()
    {
        m_preparing = false;
        for (const auto &again : std::exchange(m_early, {}))
            again();
    }

    void restart()
    {
        if (m_stopping || std::exchange(m_restarting, true))
            return;
        m_trouble = {Error::Code::Unavailable, QStringLiteral("the engine starts anew")};
        emit m_door.reachableChanged(false);
        const auto anew = [this] {
            if (!std::exchange(m_restarting, false) || m_stopping)
                return;
            QTimer::singleShot(0, this, [this] { // not from inside the core's own call
                if (m_stopping)
                    return;
                m_core.reset();
                start();
            });
        };
        m_core->stop([anew](const Result<Done> &) { anew(); });
        QTimer::singleShot(std::chrono::seconds(6), this, anew);
    }

    void finish()
    {
        if (std::exchange(m_finished, true))
            return;
        QTimer::singleShot(0, this, [this] { // not from inside the core's own call
            m_core.reset();
            thread()->quit();
        });
    }

    Make m_make;
    EngineThread &m_door; ///< outlives the thread: its destructor joins
    Prepare m_prepare;
    std::unique_ptr<EngineCore> m_core;
    QList<QueueName> m_watched;
    Error m_trouble{Error::Code::Unavailable, QStringLiteral("the engine has not started")};
    std::vector<std::function<void()>> m_early;   ///< asked while secrets are read, before there is a core
    bool m_preparing = false;
    bool m_again = false;        ///< a core was made before
    bool m_restarting = false;
    bool m_stopping = false;
    bool m_finished = false;
};

EngineThread::EngineThread(Make make, QObject *parent) : EngineApi(parent)
{
    qRegisterMetaType<Frame>();
    qRegisterMetaType<Error>();
    m_host = new Host(std::move(make), *this);
    m_host->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("engine"));
    connect(&m_thread, &QThread::started, m_host, [host = m_host] { host->start(); });
    connect(&m_thread, &QThread::finished, m_host, &QObject::deleteLater);
    connect(&m_thread, &QThread::finished, this, &EngineThread::stopped);
}

EngineThread::~EngineThread()
{
    if (!m_thread.isRunning() && !m_thread.isFinished()) {
        delete m_host; // never started: no other thread knows it
        return;
    }
    stop();
    m_thread.wait();
}

void EngineThread::prepareWith(Prepare prepare)
{
    m_host->prepareWith(std::move(prepare)); // before `start`: nobody else knows the host yet
}

void EngineThread::start()
{
    m_thread.start();
}

void EngineThread::stop()
{
    if (!std::exchange(m_stopping, true))
        QMetaObject::invokeMethod(m_host, [host = m_host] { host->stop(); });
}

void EngineThread::watch(QList<QueueName> queues)
{
    if (!m_stopping)
        QMetaObject::invokeMethod(m_host, [host = m_host, queues = std::move(queues)] { host->watch(queues); });
}

void EngineThread::post(Question question, Reply<std::any> reply)
{
    if (m_stopping) {
        reply(Error{Error::Code::Cancelled, QStringLiteral("the engine stops")});
        return;
    }
    QMetaObject::invokeMethod(m_host, [host = m_host, question = std::move(question), reply = std::move(reply)] {
        host->ask(question, reply);
    });
}

} // namespace trato
