#include "engine/local/sql_thread.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

/// `newer` is set when a newer version of the program wrote the file.
Result<Done> migrate(QSqlDatabase &db, const QList<Migration> &migrations, const QString &name, bool &newer)
{
    QSqlQuery query(db);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return sqlError(query.lastError(), name);
    const int found = query.value(0).toInt();
    query.finish();
    const int newest = migrations.isEmpty() ? 0 : migrations.last().version;
    newer = found > newest;
    if (newer)
        return Error{Error::Code::Corrupt,
                     u"%1 was written by a newer version of the program (schema %2, known %3)"_s.arg(name).arg(found).arg(newest)};
    for (const Migration &step : migrations) {
        if (step.version <= found)
            continue;
        if (!query.exec(u"BEGIN IMMEDIATE"_s))
            return sqlError(query.lastError(), name);
        QStringList statements = step.statements;
        statements << u"PRAGMA user_version = %1"_s.arg(step.version) << u"COMMIT"_s;
        for (const QString &statement : statements) {
            if (!query.exec(statement)) {
                const Error error = sqlError(query.lastError(), name);
                query.exec(u"ROLLBACK"_s);
                return error;
            }
            query.finish();
        }
    }
    return Done{};
}

} // namespace

Error sqlError(const QSqlError &error, const QString &what)
{
    const QString detail = QString(what + u": "_s + error.databaseText());
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case 5:
    case 6:
        return {Error::Code::Locked, detail};
    case 8:
        return {Error::Code::ReadOnly, detail};
    case 11:
    case 26:
        return {Error::Code::Corrupt, detail};
    case 13:
        return {Error::Code::Full, detail};
    case 19:
        return {Error::Code::Conflict, detail};
    default:
        return {Error::Code::Unavailable, detail.isEmpty() ? error.text() : detail};
    }
}

bool execute(QSqlQuery &query, const QString &sql, const QVariantList &values)
{
    if (!query.prepare(sql))
        return false;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), values[i]);
    return query.exec();
}

SqlThread::SqlThread(Options options, std::shared_ptr<Mailbox> home)
    : m_options(std::move(options)), m_home(std::move(home)), m_thread([this] { loop(); })
{
}

SqlThread::~SqlThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void SqlThread::push(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void SqlThread::loop()
{
    const QString connection = m_options.name + QUuid::createUuid().toString(QUuid::Id128);
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        db.setDatabaseName(m_options.path);
        bool ready = false;
        Error trouble;
        for (;;) {
            Work work;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
                if (m_queue.empty())
                    break;
                work = std::move(m_queue.front());
                m_queue.pop_front();
            }
            const auto started = std::chrono::steady_clock::now();
            if (!ready) { // a file that could not be opened is tried again with the next piece of work
                const Result<Done> opened = open(db);
                ready = bool(opened);
                if (!ready) {
                    trouble = opened.error();
                    note(&trouble);
                }
            }
            work(ready ? &db : nullptr, trouble);
            ++m_handled;
            m_busyMicros += std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count();
        }
        db.close();
    }
    QSqlDatabase::removeDatabase(connection);
}

Result<Done> SqlThread::open(QSqlDatabase &db)
{
    if (!db.isOpen() && !db.open())
        return sqlError(db.lastError(), m_options.name);
    QSqlQuery query(db);
    for (const QString &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s, u"PRAGMA fullfsync = 1"_s,
                                  u"PRAGMA foreign_keys = ON"_s, u"PRAGMA secure_delete = OFF"_s, u"PRAGMA busy_timeout = 2000"_s}) {
        if (!query.exec(pragma)) {
            const Error error = sqlError(query.lastError(), m_options.name);
            query.finish();
            db.close();
            return error;
        }
        query.finish();
    }
    return migrate(db, m_options.migrations, m_options.name, m_newer);
}

bool SqlThread::begin(QSqlDatabase &db, Error &error)
{
    QSqlQuery query(db);
    if (query.exec(u"BEGIN IMMEDIATE"_s))
        return true;
    error = sqlError(query.lastError(), m_options.name);
    note(&error);
    return false;
}

bool SqlThread::commit(QSqlDatabase &db, Error &error)
{
    QSqlQuery query(db);
    if (query.exec(u"COMMIT"_s)) {
        note(nullptr);
        return true;
    }
    error = sqlError(query.lastError(), m_options.name);
    note(&error);
    query.exec(u"ROLLBACK"_s); // fails when SQLite has rolled back already
    return false;
}

void SqlThread::rollback(QSqlDatabase &db)
{
    QSqlQuery(db).exec(u"ROLLBACK"_s);
}

void SqlThread::note(const Error *error)
{
    const std::lock_guard lock(m_mutex);
    if (!error) {
        m_problem = {};
        return;
    }
    const char *code = "store.unavailable";
    if (error->code == Error::Code::Full)
        code = "store.full";
    else if (error->code == Error::Code::Corrupt)
        code = m_newer ? "store.newer" : "store.corrupt";
    else if (error->code == Error::Code::Locked)
        code = "store.locked";
    else if (error->code == Error::Code::ReadOnly)
        code = "store.readonly";
    m_problem = Problem{QString::fromLatin1(code), m_options.name, error->detail, true, m_problem.since};
    if (m_problem.since == Instant{})
        m_problem.since = SystemClock().now();
}

Problem SqlThread::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

ThreadView SqlThread::statistics() const
{
    const std::lock_guard lock(m_mutex);
    return {m_options.name, m_handled, qint64(m_queue.size()), double(m_busyMicros) / 1000.0};
}

} // namespace trato
