#include "engine/backup/backup_folder.h"

#include "engine/backup/database_copy.h"
#include "engine/backup/restore.h"
#include "engine/runtime/platform.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>

namespace trato::backup {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 spaceLeftOver = 32 * 1024 * 1024;
const QString listName = u"copy.json"_s;
const QString unfinished = u".making-"_s;
const QString replaced = u"replaced-"_s;
const QString timeForm = u"yyyy-MM-dd'T'HHmmss'Z'"_s;
constexpr int daysOfReplaced = 30;

qint64 sizeOf(const QString &database)
{
    return QFileInfo(database).size() + QFileInfo(database + u"-wal"_s).size();
}

QString nameFor(const Places &places, Instant now)
{
    const QString base = toUtc(now).toString(timeForm);
    QString name = base;
    for (int number = 2; QFileInfo::exists(folderOf(places, name)); ++number)
        name = u"%1-%2"_s.arg(base).arg(number);
    return name;
}

Result<Done> writeList(const BackupView &copy, const QString &folder)
{
    QSaveFile file(QDir(folder).filePath(listName));
    const QByteArray json = QJsonDocument(codec::encode(copy).toJsonValue().toObject()).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{Error::Code::ReadOnly, file.errorString()};
    return platform::makeDurable(file.fileName());
}

BackupView readList(const Places &places, const QString &name)
{
    BackupView copy;
    QFile file(QDir(folderOf(places, name)).filePath(listName));
    const bool read = file.open(QIODevice::ReadOnly)
        && codec::decode(QCborValue::fromJsonValue(QJsonDocument::fromJson(file.readAll()).object()), copy) && !copy.files.isEmpty();
    if (!read)
        copy = {.trouble = u"backup.list"_s};
    copy.name = name;
    const auto known = [](const BackupFile &entry) {
        return std::ranges::any_of(databaseNames, [&](const char *database) { return entry.name == QLatin1String(database); });
    };
    if (!std::ranges::all_of(copy.files, known)) // a name from a file never becomes a path
        return {.name = name, .trouble = u"backup.list"_s};
    for (const BackupFile &entry : std::as_const(copy.files))
        if (QFileInfo(QDir(folderOf(places, name)).filePath(entry.name)).size() != entry.bytes)
            copy.trouble = u"backup.file"_s;
    return copy;
}

Result<BackupFile> copyOne(const QString &source, const QString &target)
{
    if (const Result<Done> copied = copyDatabase(source, target); !copied)
        return copied.error();
    QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
    const Result<QMap<QString, qint64>> rows = inspectDatabase(target);
    if (!rows)
        return rows.error();
    if (const Result<Done> durable = platform::makeDurable(target); !durable)
        return durable.error();
    const QFileInfo info(target);
    return BackupFile{info.fileName(), info.size(), fingerprint(target), rows.value()};
}

/// Never the copy just made, which is not the newest by name when the clock was set back, nor one that is ordered.
void removeOld(const Places &places, int keep, const QString &made)
{
    int whole = 0;
    const BackupList list = listCopies(places, keep);
    for (const BackupView &copy : list.copies)
        if (copy.trouble.isEmpty() && ++whole > keep && copy.name != made && copy.name != list.pendingRestore)
            QDir(folderOf(places, copy.name)).removeRecursively();
}

void removeReplaced(const Places &places, Instant now)
{
    QStringList folders = replacedFolders(places);
    if (!folders.isEmpty())
        folders.removeLast();
    const QString oldest = QDir(places.copies).filePath(replaced + toUtc(now).addDays(-daysOfReplaced).toString(timeForm));
    for (const QString &folder : std::as_const(folders))
        if (folder < oldest)
            QDir(folder).removeRecursively();
}

} // namespace

QString folderOf(const Places &places, const QString &name) { return QDir(places.copies).filePath(name); }

QString folderForReplaced(const Places &places, Instant now) { return QDir(places.copies).filePath(replaced + toUtc(now).toString(timeForm)); }

QStringList replacedFolders(const Places &places)
{
    QStringList folders = QDir(places.copies).entryList({replaced + u'*'}, QDir::Dirs, QDir::Name);
    for (QString &folder : folders)
        folder = QDir(places.copies).filePath(folder);
    return folders;
}

bool isCopyName(const QString &name)
{
    static const QRegularExpression form(u"^\\d{4}-\\d{2}-\\d{2}T\\d{6}Z(-\\d{1,3})?$"_s);
    return form.match(name).hasMatch();
}

Result<BackupView> makeCopy(const Places &places, const QString &version, int keep, Instant now)
{
    QDir copies(places.copies);
    if (!copies.mkpath(u"."_s))
        return Error{Error::Code::ReadOnly, u"the folder cannot be made: "_s + places.copies};
    QFile::setPermissions(places.copies, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); // names and phones live here
    for (const QString &left : copies.entryList({unfinished + u'*'}, QDir::Dirs | QDir::Hidden))
        QDir(copies.filePath(left)).removeRecursively();
    qint64 needed = spaceLeftOver;
    for (const char *database : databaseNames)
        needed += sizeOf(QDir(places.profile).filePath(QLatin1String(database)));
    if (QStorageInfo(places.copies).bytesAvailable() < needed)
        return Error{Error::Code::Full, u"backup.space"_s};

    BackupView copy{.name = nameFor(places, now), .madeAt = now, .version = version};
    const QString folder = folderOf(places, unfinished + copy.name);
    const auto giveUp = [&](const Error &error) {
        QDir(folder).removeRecursively();
        return error;
    };
    if (!QDir().mkpath(folder))
        return Error{Error::Code::ReadOnly, u"the folder cannot be made: "_s + folder};
    for (const char *database : databaseNames) {
        const QString source = QDir(places.profile).filePath(QLatin1String(database));
        if (!QFileInfo::exists(source))
            continue;
        const Result<BackupFile> file = copyOne(source, QDir(folder).filePath(QLatin1String(database)));
        if (!file)
            return giveUp(file.error());
        copy.files.append(file.value());
        copy.bytes += file.value().bytes;
    }
    if (copy.files.isEmpty())
        return giveUp({Error::Code::NotFound, u"backup.missing"_s});
    if (const Result<Done> listed = writeList(copy, folder); !listed)
        return giveUp(listed.error());
    if (!QDir().rename(folder, folderOf(places, copy.name)))
        return giveUp({Error::Code::ReadOnly, u"the copy cannot be named"_s});
    if (const Result<Done> durable = platform::makeDurable(places.copies); !durable)
        return durable.error();
    removeOld(places, keep, copy.name);
    removeReplaced(places, now);
    return copy;
}

BackupList listCopies(const Places &places, int keep)
{
    BackupList list{.folder = places.copies, .keep = keep, .pendingRestore = orderedRestore(places)};
    QStringList names = QDir(places.copies).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    std::reverse(names.begin(), names.end());
    for (const QString &name : std::as_const(names))
        if (isCopyName(name))
            list.copies.append(readList(places, name));
    return list;
}

Result<BackupView> verifyCopy(const Places &places, const QString &name)
{
    if (!isCopyName(name) || !QFileInfo(folderOf(places, name)).isDir())
        return Error{Error::Code::NotFound, u"backup.missing"_s};
    BackupView copy = readList(places, name);
    for (const BackupFile &file : std::as_const(copy.files)) {
        const QString path = QDir(folderOf(places, name)).filePath(file.name);
        if (!copy.trouble.isEmpty())
            break;
        if (fingerprint(path) != file.sha256) {
            copy.trouble = u"backup.file"_s;
            break;
        }
        const Result<QMap<QString, qint64>> rows = inspectDatabase(path);
        const Result<int> schema = schemaOf(path);
        if (!rows || !schema)
            copy.trouble = u"backup.damaged"_s;
        else if (rows.value() != file.rows)
            copy.trouble = u"backup.rows"_s;
        else if (schema.value() > knownSchema(file.name))
            copy.trouble = u"backup.newer"_s;
    }
    return copy;
}

} // namespace trato::backup
