#include "engine/runtime/engine_thread.h"

#include <QTimer>

namespace trato {

/// The engine thread's end of the door.
class EngineThread::Host final : public QObject
{
public:
    Host(Make make, EngineThread &door) : m_make(std::move(make)), m_door(door) {}

    void start()
    {
        Result<std::unique_ptr<EngineCore>> made = m_make();
        m_make = nullptr;
        if (!made) {
            m_trouble = made.error();
            emit m_door.failed(made.error()); // queued: the door lives on another thread
            return;
        }
        m_core = std::move(made).value();
        connect(m_core.get(), &EngineCore::frameReady, &m_door, &EngineApi::frameReady);
        connect(m_core.get(), &EngineCore::stopRequested, &m_door, &EngineThread::stopRequested);
        connect(m_core.get(), &EngineCore::failed, &m_door, &EngineThread::failed);
        emit m_door.started();
    }

    void ask(Question question, Reply<std::any> reply)
    {
        if (m_core)
            m_core->ask(std::move(question), std::move(reply));
        else
            reply(m_trouble);
    }

    void watch(QList<QueueName> queues)
    {
        if (m_core)
            m_core->watch(std::move(queues));
    }

    void stop()
    {
        if (!m_core || std::exchange(m_stopping, true)) {
            if (!m_core)
                finish();
            return;
        }
        m_core->stop([this](const Result<Done> &) { finish(); });
        QTimer::singleShot(std::chrono::seconds(6), this, [this] { finish(); });
    }

private:
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
    std::unique_ptr<EngineCore> m_core;
    Error m_trouble{Error::Code::Unavailable, QStringLiteral("the engine has not started")};
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
