#pragma once

#include <QString>

namespace trato {

/// The folder that holds one shop: settings, databases, logs. Plain value.
struct Profile {
    QString folder{};
    QString name() const;                    ///< last part of the path, for people
    QString settingsFile() const { return folder + QStringLiteral("/trato.ini"); }
    QString jobsFile() const { return folder + QStringLiteral("/jobs.db"); }
    QString shopFile() const { return folder + QStringLiteral("/shop.db"); }
    QString consoleFile() const { return folder + QStringLiteral("/console.db"); }
    QString logFolder() const { return folder + QStringLiteral("/logs"); }
    QString backupFolder() const { return folder + QStringLiteral("/backups"); }
    QString templateFolder() const { return folder + QStringLiteral("/templates"); }
};

/// `given` (from --profile), else the system's place for application data.
Profile profileAt(const QString &given);

} // namespace trato
