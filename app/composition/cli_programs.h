#pragma once

#include "app/cli/cli.h"
#include "app/composition/profile.h"
#include "engine/api/questions/engine.h"
#include "engine/runtime/platform.h"

namespace trato {

/// What `trato` needs from the program around it: an engine to ask, an engine to be, benchmarks. Main thread.
class CliPrograms final : public CliServices
{
public:
    Result<std::shared_ptr<EngineApi>> engine(const EngineAddress &address) override;
    bool isOwnEngine() const override { return m_ownsEngine; }
    Result<QString> storeName(const EngineAddress &address) override;
    int serve(const ServeOptions &options) override;
    int bench(const QStringList &names, bool json) override;
    QList<HealthCheck> doctorWithoutEngine(const EngineAddress &address) override;
    void checkRedis(const QString &url, Reply<QList<HealthCheck>> reply) override;
    BackupList backups(const EngineAddress &address) override;
    Result<RestoreReport> restore(const EngineAddress &address, const QString &copy) override;
    void moveStore(const StoreMoveOrder &order, std::function<void(QString)> tell, Reply<StoreMoveReport> reply) override;
    std::optional<QByteArray> askPassword(const QString &prompt) override { return platform::readHidden(prompt); }
    Instant now() const override { return m_clock.now(); }

private:
    const SystemClock m_clock{};
    bool m_ownsEngine = false;
};

} // namespace trato
