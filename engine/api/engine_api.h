#pragma once

#include "engine/api/frame.h"
#include "engine/api/question.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

namespace trato {

/// The one door to an engine, the same for window, command line and HTTP, in this process or through the local
/// socket. Lives on the asker's thread; answers and frames arrive there. `ask` completes exactly once, with
/// Cancelled when the engine goes first.
///
/// In a widget keep one `Asker` member per kind of question: the newest question wins and no answer outlives its asker
/// (QFuture::then(this, …) asserts on Qt 6.4 when `this` dies first).
class EngineApi : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    template <Askable Q>
    QFuture<Result<typename Q::Answer>> ask(Q question)
    {
        using Answer = typename Q::Answer;
        auto promise = std::make_shared<QPromise<Result<Answer>>>();
        promise->start();
        QFuture<Result<Answer>> future = promise->future();
        post(Question(std::move(question)), Reply<std::any>([promise](Result<std::any> answer) {
                 if (answer)
                     promise->addResult(std::any_cast<Answer>(std::move(answer).value()));
                 else
                     promise->addResult(answer.error());
                 promise->finish();
             }));
        return future;
    }

    /// The same for a question whose type only the asker knows: spares each of its files the machinery of a future of its own.
    QFuture<Result<std::any>> askAny(Question question);

    /// Queues whose changed jobs the frames shall carry; replaces the former list.
    virtual void watch(QList<QueueName> queues) = 0;

signals:
    void frameReady(const trato::Frame &frame);
    /// False while the engine cannot be reached; questions then answer Unavailable.
    void reachableChanged(bool reachable);

protected:
    /// The answer holds the question's `Answer` type. The reply may be completed on any thread.
    virtual void post(Question question, Reply<std::any> reply) = 0;
};

} // namespace trato

Q_DECLARE_METATYPE(trato::Frame)
