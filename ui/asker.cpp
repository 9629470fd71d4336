#include "ui/asker.h"

namespace trato {

AnyAsker::AnyAsker(EngineApi &engine, std::function<void(const Result<std::any> &)> answered) : m_engine(engine)
{
    QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this, answered = std::move(answered)] {
        m_busy = false;
        if (m_watcher.future().resultCount() == 0)
            answered(Error{Error::Code::Cancelled, {}});
        else
            answered(m_watcher.result());
    });
}

void AnyAsker::send(Question question)
{
    m_busy = true;
    m_watcher.setFuture(m_engine.askAny(std::move(question)));
}

} // namespace trato
