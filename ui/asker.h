#pragma once

#include "engine/api/engine_api.h"

#include <QFutureWatcher>

namespace trato {

/// What every `Asker` does, whatever it asks.
class AnyAsker
{
public:
    bool busy() const { return m_busy; }

protected:
    AnyAsker(EngineApi &engine, std::function<void(const Result<std::any> &)> answered);
    ~AnyAsker() = default;
    AnyAsker(const AnyAsker &) = delete;
    AnyAsker &operator=(const AnyAsker &) = delete;
    void send(Question question);

private:
    EngineApi &m_engine;
    QFutureWatcher<Result<std::any>> m_watcher;
    bool m_busy = false;
};

/// One kind of question of one widget: the newest question wins and no answer outlives the widget. Main thread;
/// a member of the widget that asks.
template <Askable Q>
class Asker : public AnyAsker
{
public:
    using Answer = typename Q::Answer;

    Asker(EngineApi &engine, std::function<void(const Answer &)> answered, std::function<void(const Error &)> failed)
        : AnyAsker(engine, [answered = std::move(answered), failed = std::move(failed)](const Result<std::any> &result) {
              if (result)
                  answered(std::any_cast<const Answer &>(result.value()));
              else
                  failed(result.error());
          })
    {
    }

    void ask(Q question = {}) { send(Question(std::move(question))); }
};

} // namespace trato
