#pragma once

#include "app/composition/profile.h"
#include "app/demo/demo_provider.h"
#include "engine/api/time.h"

#include <QTemporaryDir>

namespace trato {

/// Everything the demo stands on: a folder that goes when it ends, its settings, its past, and the played provider.
/// Main thread; outlives the demo's engine.
class DemoProfile final
{
public:
    static constexpr quint32 seed = 20'261;

    explicit DemoProfile(const Clock &clock);
    /// Points every setting and secret of this process at the played provider, whatever the environment says, so
    /// that nothing can leave the computer; then writes the shop. Takes a second or two.
    Result<Done> prepare();
    Profile profile() const { return {m_folder.path() + QStringLiteral("/demo")}; }

private:
    const Clock &m_clock;
    QTemporaryDir m_folder;
    DemoProvider m_provider;
};

} // namespace trato
