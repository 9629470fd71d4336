#include "engine/backup/database_copy.h"

#include "engine/local/console_schema.h"
#include "engine/shop/shop_tables.h"
#include "engine/stores/sqlite/schema.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace trato::backup {
namespace {

using namespace Qt::StringLiterals;
using sqlite::Connection;
using sqlite::Query;

constexpr Millis lockWait{5000};

/// A text inside an SQL statement; VACUUM INTO of a prepared statement would be no simpler.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

Result<std::unique_ptr<Connection>> openToRead(const QString &path)
{
    return Connection::open({.path = path, .name = QFileInfo(path).fileName(), .readOnly = true, .lockWait = lockWait});
}

Result<Done> copyWithTheCApi(const QString &source, const QString &statement)
{
    auto db = openToRead(source);
    if (!db)
        return db.error();
    db.value()->execute(statement.toUtf8());
    if (db.value()->error())
        return *db.value()->error();
    return Done{};
}

Result<Done> copyWithQt(const QString &source, const QString &statement)
{
    const QString connection = u"copy"_s + QUuid::createUuid().toString(QUuid::Id128);
    Result<Done> outcome = Done{};
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        db.setDatabaseName(source);
        db.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s);
        if (!db.open()) {
            outcome = sqlError(db.lastError(), QFileInfo(source).fileName());
        } else {
            QSqlQuery query(db);
            if (!query.exec(statement))
                outcome = sqlError(query.lastError(), QFileInfo(source).fileName());
        }
        db.close();
    }
    QSqlDatabase::removeDatabase(connection);
    return outcome;
}

} // namespace

Result<Done> copyDatabase(const QString &source, const QString &target)
{
    const QString statement = u"VACUUM INTO "_s + quoted(target);
    return QFileInfo(source).fileName() == u"jobs.db" ? copyWithTheCApi(source, statement) : copyWithQt(source, statement);
}

Result<QMap<QString, qint64>> inspectDatabase(const QString &path)
{
    const Error damaged{Error::Code::Corrupt, u"backup.damaged"_s};
    auto opened = openToRead(path);
    if (!opened)
        return damaged;
    Connection &db = *opened.value();
    {
        Query check = db.query("PRAGMA integrity_check(1)");
        if (!check.step() || check.text(0) != u"ok")
            return damaged;
    }
    QStringList tables;
    {
        Query names = db.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
        while (names.step())
            tables.append(names.text(0));
    }
    QMap<QString, qint64> rows;
    QList<QByteArray> statements; // a statement is known by its address: each needs one of its own
    for (const QString &table : std::as_const(tables)) {
        statements.append("SELECT count(*) FROM \"" + table.toUtf8() + '"');
        Query count = db.query(statements.constLast().constData());
        if (count.step())
            rows.insert(table, count.integer(0));
    }
    if (db.error())
        return damaged;
    return rows;
}

QString fingerprint(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

Result<int> schemaOf(const QString &path)
{
    auto db = openToRead(path);
    if (!db)
        return db.error();
    return sqlite::schemaVersion(*db.value());
}

int knownSchema(const QString &name)
{
    if (name == u"jobs.db")
        return sqlite::newestSchema();
    return name == u"shop.db" ? shopMigrations().constLast().version : consoleMigrations().constLast().version;
}

} // namespace trato::backup
