#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/settings.h"
#include "engine/runtime/log_book.h"
#include "engine/runtime/mailbox.h"

#include <QObject>
#include <QThreadPool>

namespace trato {

/// Answers the questions about the engine itself. Engine thread; checks that touch the disk run on a thread of
/// their own.
class EngineDesk final : public QObject
{
    Q_OBJECT
public:
    struct Parts {
        EngineStatus identity{};   ///< what does not change while the engine runs
        /// Fills in where the jobs are, and who owns the shop.
        std::function<void(EngineStatus &)> standing{};
        std::function<QList<ComponentView>()> components{};
        std::function<QList<ThreadView>()> threads{};
        std::function<QList<Problem>()> problems{};
        /// Calls, at once or later, when every file of the profile was tried: before that nobody knows what is wrong.
        std::function<void(std::function<void()>)> whenFilesTried{};
        std::function<void(int minutes, const QString &subject, Reply<TimingReport>)> timings{};
        std::function<void(int minutes, Reply<ResourceReport>)> resources{};
        std::function<EngineSettings()> settings{};
        /// Checks, stores and applies changed settings.
        std::function<Result<Done>(const QMap<QString, QString> &)> change{};
        /// Called on the engine thread; what it answers may block and runs outside.
        std::function<std::function<QList<HealthCheck>()>()> checks{};
        std::function<void()> stop{};
    };
    EngineDesk(Parts parts, const LogBook &log, std::shared_ptr<Mailbox> home);
    ~EngineDesk() override;

    void answer(const ask::ShowStatus &, Reply<EngineStatus> reply);
    void answer(const ask::ListLog &question, Reply<QList<LogLine>> reply);
    void answer(const ask::ShowTimings &question, Reply<TimingReport> reply);
    void answer(const ask::ShowResources &question, Reply<ResourceReport> reply);
    void answer(const ask::ReadSettings &, Reply<QMap<QString, QString>> reply);
    void answer(const ask::ChangeSettings &question, Reply<Done> reply);
    void answer(const ask::CheckHealth &, Reply<QList<HealthCheck>> reply);
    void answer(const ask::StopEngine &, Reply<Done> reply);

private:
    const Parts m_parts;
    const LogBook &m_log;
    const std::shared_ptr<Mailbox> m_home;
    QThreadPool m_pool; ///< one thread for checks
};

} // namespace trato
