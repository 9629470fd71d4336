#pragma once

#include "engine/api/result.h"
#include "engine/api/settings.h"

namespace trato {

/// `trato.ini` of a profile, with the environment on top: environment, file, default (design section 7).
/// Not thread-safe; used by one engine.
class SettingsFile
{
public:
    explicit SettingsFile(QString path);

    /// Reads file and environment. Values that make no sense are left at their default and listed in `ignored`.
    EngineSettings read();
    QStringList ignored() const { return m_ignored; }
    /// Writes these keys to the file. The environment keeps precedence: a key it sets is Refused.
    Result<Done> write(const QMap<QString, QString> &values);

private:
    const QString m_path;
    QStringList m_ignored;
};

} // namespace trato
