#pragma once

#include "engine/api/ids.h"
#include "engine/api/result.h"
#include "engine/api/time.h"

#include <memory>
#include <optional>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace trato::sqlite {

/// A job id as the file keeps it: counter ids are INTEGER (the unique index then grows at its end only),
/// custom ids TEXT.
struct IdKey {
    explicit IdKey(const JobId &id);
    bool isNumber = false;
    qint64 number = 0;
    QByteArray text{};
};

struct Null {};

class Connection;

/// Changes that a connection executes before any other statement, so that they can be gathered and written together.
class Gathered
{
public:
    virtual ~Gathered() = default;
    virtual qint64 size() const = 0;     ///< rows that wait
    virtual void write() = 0;
    virtual void forget() = 0;
};

/// One run of a prepared statement: binds in order, steps, and resets itself when it goes. After an error every
/// step is false; the connection keeps the error.
class Query
{
public:
    /// What becomes of bytes that are bound: they are copied, or stay where they are until the query goes.
    enum class Bytes { Copied, Borrowed };
    template <typename... Values>
    Query(Connection &connection, sqlite3_stmt *statement, Bytes bytes, const Values &...values)
        : m_connection(connection), m_statement(statement), m_bytes(bytes)
    {
        (bind(values), ...);
    }
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    void bind(qint64 value);
    void bind(int value) { bind(qint64(value)); }
    void bind(bool value) { bind(qint64(value)); }
    void bind(Instant value) { bind(toMs(value)); }
    void bind(const QString &value);     ///< TEXT
    void bind(const QByteArray &value);  ///< BLOB; NULL when null
    void bind(const IdKey &value);
    void bind(Null);
    void bindText(const QByteArray &utf8);  ///< TEXT

    bool step();                          ///< true: there is a row
    bool run();                           ///< for statements without rows; false after an error
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const;
    QByteArrayView view(int column) const;  ///< text or blob, valid until the next step
    bool isNull(int column) const;
    bool isInteger(int column) const;
    JobId id(int column) const;

private:
    void bound(int code);
    void bindUtf8(const QByteArray &utf8, Bytes bytes);
    Connection &m_connection;
    sqlite3_stmt *const m_statement;
    const Bytes m_bytes;
    int m_next = 1;
};

/// One SQLite connection through the C API, with its prepared statements. One thread at a time owns it.
/// Errors stick: after the first one nothing more is executed until `clearError`, so that a piece of work is
/// written without checks and judged once at its end.
class Connection
{
public:
    struct Options {
        QString path{};
        QString name{};          ///< for messages
        QByteArray vfs{};        ///< empty = the system's
        bool readOnly = false;
        Millis lockWait{1000};   ///< how long to wait for a lock of another program
    };
    static Result<std::unique_ptr<Connection>> open(const Options &options);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// A statement that is kept prepared. `sql` must be a literal: its address is the key.
    template <typename... Values>
    Query query(const char *sql, const Values &...values)
    {
        return Query(*this, prepare(sql), Query::Bytes::Copied, values...);
    }
    /// The same for bytes that outlive it; they are bound afterwards.
    Query borrowing(const char *sql) { return Query(*this, prepare(sql), Query::Bytes::Borrowed); }
    /// A kept statement around another: `before`, the literal `inner`, `after`. The address of `inner` is the key, so there is
    /// one such frame in the program.
    template <typename... Values>
    Query framed(const char *before, const char *inner, const char *after, const Values &...values)
    {
        return Query(*this, prepareFramed(before, inner, after), Query::Bytes::Copied, values...);
    }
    template <typename... Values>
    bool run(const char *sql, const Values &...values)
    {
        return Query(*this, prepare(sql), Query::Bytes::Borrowed, values...).run();
    }
    /// Several statements, not kept.
    bool execute(const QByteArray &sql);
    qint64 changes() const;
    /// Rows written since the connection was opened, undone and gathered ones included.
    qint64 totalChanges() const;
    /// Whose rows are written before any other statement; null = nobody's.
    void gather(Gathered *rows) { m_gathered = rows; }
    bool writeGathered();                 ///< false after an error
    void forgetGathered();
    /// False: SQLite has rolled the transaction back by itself.
    bool inTransaction() const;

    const std::optional<Error> &error() const { return m_error; }
    void clearError() { m_error.reset(); }
    void fail(Error error);

private:
    friend class Query;
    friend class WalKeeper;
    Connection(sqlite3 *handle, QString name) : m_handle(handle), m_name(std::move(name)) {}
    sqlite3_stmt *prepare(const char *sql);
    sqlite3_stmt *prepareFramed(const char *before, const char *inner, const char *after);
    sqlite3_stmt *prepared(sqlite3_stmt *&kept, const char *sql);
    void note(int code);

    sqlite3 *const m_handle;
    const QString m_name;
    std::unordered_map<const char *, sqlite3_stmt *> m_statements;
    std::unordered_map<const char *, sqlite3_stmt *> m_framed;
    std::optional<Error> m_error;
    Gathered *m_gathered = nullptr;
    bool m_writesGathered = false;
};

/// What an SQLite result code means to a caller.
Error::Code errorCodeOf(int sqliteCode);

} // namespace trato::sqlite
