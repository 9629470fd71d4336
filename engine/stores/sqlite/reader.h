#pragma once

#include "engine/runtime/mailbox.h"
#include "engine/stores/sqlite/name_ranges.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace trato::sqlite {

class Writer;

/// A second, read-only connection on a thread of its own, so that looking at jobs delays no claim. A question
/// waits for the changes that were asked before it. In idle moments it learns the names of jobs, which makes searches
/// quick. Thread-safe; the destructor drops what is in line (those
/// askers get Cancelled) and joins. Owned by the store; `writer` must outlive it.
class Reader
{
public:
    Reader(Connection::Options options, Writer &writer, std::shared_ptr<Mailbox> home);
    ~Reader();
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    template <typename T>
    void ask(Reply<T> reply, std::function<Result<T>(Connection &)> work)
    {
        push([this, reply = std::move(reply), work = std::move(work)](Connection *db, const Error &trouble) {
            Result<T> result = db ? work(*db) : Result<T>(trouble);
            if (db && db->error())
                result = *db->error();
            m_home->post([reply, result = std::move(result)]() mutable { reply(std::move(result)); });
        });
    }

    /// For work of `ask`, on the reader's thread.
    NameRanges &names() { return m_names; }

private:
    using Work = std::function<void(Connection *, const Error &)>;
    void push(Work work);
    void loop();
    std::optional<Error> open();
    void closeAfterError();
    void learn();

    const Connection::Options m_options;
    Writer &m_writer;
    const std::shared_ptr<Mailbox> m_home;
    std::unique_ptr<Connection> m_db;   ///< the reader's thread only
    NameRanges m_names;                 ///< the reader's thread only
    bool m_learns = true;               ///< the reader's thread only: there may be names to learn
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::pair<quint64, Work>> m_line;  ///< guarded by m_mutex
    bool m_stopping = false;                      ///< guarded by m_mutex
    std::thread m_thread;
};

} // namespace trato::sqlite
