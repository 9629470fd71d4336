#pragma once

#include "engine/api/result.h"

#include <QLocalServer>
#include <QLockFile>

namespace trato {

/// One window a profile: the first holds a lock and listens; a later start asks it to come forward and ends. A window
/// beside `trato serve` is a first one. Main thread; owned by `main`, for as long as the window lives.
class SingleWindow final : public QObject
{
    Q_OBJECT
public:
    explicit SingleWindow(const QString &profileFolder, QObject *parent = nullptr);

    enum class Found {
        First,     ///< this is the profile's window
        Raised,    ///< there is one; it comes forward, or was left alone with `quiet`
        Silent,    ///< there is one, but it does not answer
    };
    /// Waits up to a second for the other window's answer. ReadOnly when the profile may not be written.
    Result<Found> claim(bool quiet);

signals:
    /// Another start wants to see this window.
    void raiseAsked();

private:
    const QString m_name;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace trato
