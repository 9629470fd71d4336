#pragma once

#include "engine/api/engine_api.h"

#include <QFutureWatcher>

namespace trato {

/// One kind of question of one widget: the newest question wins and no answer outlives the widget. Main thread;
/// a member of the widget that asks.
template <Askable Q>
class Asker
{
public:
    using Answer = typename Q::Answer;

    Asker(EngineApi &engine, std::function<void(const Answer &)> answered, std::function<void(const Error &)> failed)
        : m_engine(engine)
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher,
                         [this, answered = std::move(answered), failed = std::move(failed)] {
                             m_busy = false;
                             if (m_watcher.future().resultCount() == 0) {
                                 failed(Error{Error::Code::Cancelled, {}});
                                 return;
                             }
                             const Result<Answer> result = m_watcher.result();
                             if (result)
                                 answered(result.value());
                             else
                                 failed(result.error());
                         });
    }

    void ask(Q question = {})
    {
        m_busy = true;
        m_watcher.setFuture(m_engine.ask(std::move(question)));
    }
    bool busy() const { return m_busy; }

private:
    EngineApi &m_engine;
    QFutureWatcher<Result<Answer>> m_watcher;
    bool m_busy = false;
};

} // namespace trato
