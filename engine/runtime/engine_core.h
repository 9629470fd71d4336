#pragma once

#include "engine/api/engine_api.h"

namespace trato {

/// Everything that lives on the engine thread, behind one interface: it answers questions, publishes frames and
/// can stop in order. Made, used and destroyed on the engine thread.
class EngineCore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void ask(Question question, Reply<std::any> reply) = 0;
    virtual void watch(QList<QueueName> queues) = 0;
    /// Finishes or returns what is in hand within 5 s, then completes. Questions are refused meanwhile.
    virtual void stop(Reply<Done> reply) = 0;

signals:
    void frameReady(const trato::Frame &frame);
    /// Somebody asked the engine to stop, or it has nothing left to do (`serve --until-idle`).
    void stopRequested();
    /// What it stands on was changed: it must be stopped in order and made anew.
    void restartRequested();
    /// It cannot do its work and never will; whoever runs it for that alone ends.
    void failed(const trato::Error &error);
};

} // namespace trato
