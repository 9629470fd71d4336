#include "app/composition/profile.h"

#include <QDir>
#include <QStandardPaths>

namespace trato {

QString Profile::name() const
{
    return QDir(folder).dirName();
}

Profile profileAt(const QString &given)
{
    if (!given.isEmpty())
        return {QDir::cleanPath(QDir().absoluteFilePath(given))};
    return {QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/trato-console")};
}

} // namespace trato
