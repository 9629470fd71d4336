#include "engine/stores/sqlite/connection.h"

#include <sqlite3.h>

namespace trato::sqlite {

using namespace Qt::StringLiterals;

namespace {

/// SQLite counts what it allocates, under a lock that every allocation of every thread takes. Nobody reads the count. To
/// be set before any other use of SQLite, so before `main`.
[[maybe_unused]] const int noCount = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);

sqlite3_destructor_type lifeOf(Query::Bytes bytes)
{
    return bytes == Query::Bytes::Borrowed ? SQLITE_STATIC : SQLITE_TRANSIENT;
}

} // namespace

IdKey::IdKey(const JobId &id)
{
    number = id.value.toLongLong(&isNumber);
    isNumber = isNumber && QString::number(number) == id.value;
    if (!isNumber)
        text = id.value.toUtf8();
}

Error::Code errorCodeOf(int sqliteCode)
{
    switch (sqliteCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error::Code::Locked;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Error::Code::ReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error::Code::Corrupt;
    case SQLITE_FULL:
        return Error::Code::Full;
    default:
        return Error::Code::Unavailable;
    }
}

Query::~Query()
{
    if (!m_statement)
        return;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

void Query::bound(int code)
{
    ++m_next;
    if (code != SQLITE_OK)
        m_connection.note(code);
}

void Query::bind(qint64 value)
{
    if (m_statement)
        bound(sqlite3_bind_int64(m_statement, m_next, value));
}

void Query::bind(const QString &value)
{
    if (!m_statement)
        return;
    bindUtf8(value.toUtf8(), Bytes::Copied);
}

void Query::bindText(const QByteArray &utf8)
{
    if (m_statement)
        bindUtf8(utf8, m_bytes);
}

void Query::bindUtf8(const QByteArray &utf8, Bytes bytes)
{
    bound(sqlite3_bind_text64(m_statement, m_next, utf8.constData(), sqlite3_uint64(utf8.size()), lifeOf(bytes), SQLITE_UTF8));
}

void Query::bind(const QByteArray &value)
{
    if (!m_statement)
        return;
    bound(value.isNull() ? sqlite3_bind_null(m_statement, m_next)
                         : sqlite3_bind_blob64(m_statement, m_next, value.constData(), sqlite3_uint64(value.size()), lifeOf(m_bytes)));
}

void Query::bind(const IdKey &value)
{
    if (value.isNumber)
        bind(value.number);
    else if (m_statement)
        bindUtf8(value.text, m_bytes);
}

void Query::bind(Null)
{
    if (m_statement)
        bound(sqlite3_bind_null(m_statement, m_next));
}

bool Query::step()
{
    if (!m_statement || m_connection.m_error)
        return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        m_connection.note(code);
    return false;
}

bool Query::run()
{
    while (step()) {
    }
    return !m_connection.m_error;
}

qint64 Query::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

QString Query::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column));
}

QByteArray Query::bytes(int column) const
{
    if (isNull(column))
        return {};
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return data ? QByteArray(data, sqlite3_column_bytes(m_statement, column)) : QByteArray("");
}

QByteArrayView Query::view(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(data), sqlite3_column_bytes(m_statement, column)};
}

bool Query::isInteger(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_INTEGER; }

bool Query::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

JobId Query::id(int column) const
{
    if (isInteger(column))
        return {QString::number(integer(column))};
    return {text(column)};
}

Result<std::unique_ptr<Connection>> Connection::open(const Options &options)
{
    sqlite3 *handle = nullptr;
    const int flags = options.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(options.path.toUtf8().constData(), &handle, flags | SQLITE_OPEN_NOMUTEX,
                                     options.vfs.isEmpty() ? nullptr : options.vfs.constData());
    std::unique_ptr<Connection> connection(new Connection(handle, options.name));
    if (code != SQLITE_OK) {
        connection->note(code);
        return *connection->error();
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, int(options.lockWait.count()));
    if (options.readOnly) // one connection checkpoints, and it is the writer's
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return connection;
}

Connection::~Connection()
{
    for (const auto &kept : {m_statements, m_framed})
        for (const auto &[sql, statement] : kept)
            sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

sqlite3_stmt *Connection::prepare(const char *sql)
{
    if (!writeGathered())
        return nullptr;
    sqlite3_stmt *&kept = m_statements[sql];
    return kept ? kept : prepared(kept, sql);
}

sqlite3_stmt *Connection::prepareFramed(const char *before, const char *inner, const char *after)
{
    if (!writeGathered())
        return nullptr;
    sqlite3_stmt *&kept = m_framed[inner];
    return kept ? kept : prepared(kept, QByteArray(before).append(inner).append(after));
}

sqlite3_stmt *Connection::prepared(sqlite3_stmt *&kept, const char *sql)
{
    const int code = sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &kept, nullptr);
    if (code == SQLITE_OK)
        return kept;
    note(code);
    return nullptr;
}

bool Connection::writeGathered()
{
    if (!m_error && m_gathered && !m_writesGathered && m_gathered->size() > 0) {
        m_writesGathered = true;
        m_gathered->write();
        m_writesGathered = false;
    }
    return !m_error;
}

void Connection::forgetGathered()
{
    if (m_gathered)
        m_gathered->forget();
}

bool Connection::execute(const QByteArray &sql)
{
    if (!writeGathered())
        return false;
    const int code = sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        note(code);
    return code == SQLITE_OK;
}

qint64 Connection::changes() const { return sqlite3_changes(m_handle); }

qint64 Connection::totalChanges() const
{
    return sqlite3_total_changes64(m_handle) + (m_gathered ? m_gathered->size() : 0);
}

bool Connection::inTransaction() const { return !sqlite3_get_autocommit(m_handle); }

void Connection::fail(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void Connection::note(int code)
{
    const QString words = m_handle ? QString::fromUtf8(sqlite3_errmsg(m_handle)) : QString::fromLatin1(sqlite3_errstr(code));
    fail({errorCodeOf(code), u"%1: %2 (%3)"_s.arg(m_name, words).arg(code)});
}

} // namespace trato::sqlite
