#pragma once

#include "engine/api/result.h"

#include <QStringList>

namespace trato {

/// Whether the desktop starts the console when its user logs in: a file in XDG's autostart folder, a value of
/// Windows' Run key, a LaunchAgent on macOS. Main thread; small files of the user's own.
class Autostart
{
public:
    /// `program` with `arguments` is what is started. `folder` is for tests; empty: the desktop's own.
    Autostart(QString program, QStringList arguments, QString folder = {});
    bool isOn() const;
    /// ReadOnly when the desktop's list may not be written.
    Result<Done> set(bool on) const;

private:
    QString file() const;

    const QString m_program;
    const QStringList m_arguments;
    const QString m_folder;
};

/// The entry of an XDG autostart folder (Desktop Entry Specification 1.5: quoting of Exec). Pure.
QByteArray desktopEntry(const QString &program, const QStringList &arguments);
/// A LaunchAgent that runs once at log-in (launchd.plist). Pure.
QByteArray launchAgent(const QString &program, const QStringList &arguments);
/// A command line for Windows' Run key: every part in quotes. Pure.
QString runKeyCommand(const QString &program, const QStringList &arguments);

} // namespace trato
