#pragma once

#include "engine/api/frame.h"
#include "engine/api/result.h"
#include "engine/runtime/mailbox.h"

#include <QSqlDatabase>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <thread>

class QSqlQuery;

namespace trato {

/// One step of a schema. Never edit a line that has shipped; append.
struct Migration {
    int version = 0;
    QStringList statements{};
};

/// One SQLite file through Qt Sql on a thread of its own: the only connection that writes and checkpoints it.
/// Opens and migrates the file on its thread; a file of a newer version is refused. Work given by `run` is
/// executed in order, each inside one immediate transaction that commits when the work's result is a value.
/// Replies arrive through the mailbox. Thread-safe; the destructor finishes what is queued and joins.
class SqlThread
{
public:
    struct Options {
        QString name{};              ///< "shop.db"; for messages and thread statistics
        QString path{};
        QList<Migration> migrations{};
    };
    SqlThread(Options options, std::shared_ptr<Mailbox> home);
    ~SqlThread();
    SqlThread(const SqlThread &) = delete;
    SqlThread &operator=(const SqlThread &) = delete;

    template <typename T>
    void run(std::function<Result<T>(QSqlDatabase &)> work, Reply<T> reply)
    {
        push([this, work = std::move(work), reply = std::move(reply)](QSqlDatabase *db, const Error &trouble) {
            Result<T> result = db ? inTransaction<T>(*db, work) : Result<T>(trouble);
            m_home->post([reply, result = std::move(result)]() mutable { reply(std::move(result)); });
        });
    }

    ThreadView statistics() const;
    /// The newest trouble with the file, empty code when the last work went well.
    Problem problem() const;

private:
    using Work = std::function<void(QSqlDatabase *, const Error &)>;
    void push(Work work);
    void loop();
    Result<Done> open(QSqlDatabase &db);
    bool begin(QSqlDatabase &db, Error &error);
    bool commit(QSqlDatabase &db, Error &error);
    void rollback(QSqlDatabase &db);
    void note(const Error *error);

    template <typename T>
    Result<T> inTransaction(QSqlDatabase &db, const std::function<Result<T>(QSqlDatabase &)> &work)
    {
        Error error;
        if (!begin(db, error))
            return error;
        Result<T> result = work(db);
        if (!result)
            rollback(db);
        else if (!commit(db, error))
            return error;
        return result;
    }

    const Options m_options;
    const std::shared_ptr<Mailbox> m_home;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_queue;      ///< guarded by m_mutex
    bool m_stopping = false;       ///< guarded by m_mutex
    bool m_newer = false;          ///< its thread only: a newer version of the program wrote the file
    Problem m_problem{};           ///< guarded by m_mutex
    std::atomic<qint64> m_handled = 0;
    std::atomic<qint64> m_busyMicros = 0;
    std::thread m_thread;          ///< last: starts when all the rest is there
};

/// What a failed statement or connection means, from SQLite's result code (13 full, 5/6 locked, 8 read-only,
/// 10/14 cannot open or I/O, 11/26 corrupt).
Error sqlError(const class QSqlError &error, const QString &what);
/// Prepares, binds in order and executes; false leaves the error in `query`.
bool execute(QSqlQuery &query, const QString &sql, const QVariantList &values = {});

} // namespace trato
