#pragma once

#include "engine/runtime/mailbox.h"
#include "engine/stores/change_feed.h"
#include "engine/stores/sqlite/wal_keeper.h"
#include "engine/stores/sqlite/write_context.h"

#include <atomic>
#include <condition_variable>
#include <thread>

namespace trato::sqlite {

enum class Durability {
    Full,    ///< what was answered survives a power cut
    Normal,  ///< it survives a crash of the program; a power cut may take the newest commits
    Off,     ///< for measuring
};

/// The only connection that writes and checkpoints the file, on a thread of its own. Takes everything that is in
/// line, executes it in one transaction with what comes meanwhile, and posts all answers at once after the commit. While
/// the owner takes these it begins with what he asks anew, and commits when he is done. When a call fails that has
/// changed something, the group is undone and runs again with a savepoint a call: a savepoint costs more than a
/// small call. So the work of a call must give the same when it is run twice. Opens the file by itself, also again
/// after trouble. Thread-safe; made and destroyed on the thread of `home`; the destructor finishes what is in line
/// and joins. Owned by the store.
class Writer
{
public:
    struct Options {
        Connection::Options connection{};
        Durability durability = Durability::Full;
        size_t feedCapacity = 65'536;
        bool soleOwner = false;          ///< leases found at the first opening belong to nobody
    };
    Writer(Options options, std::shared_ptr<Mailbox> home, const Clock &clock);
    ~Writer();
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    template <typename T>
    void call(Reply<T> reply, std::function<Result<T>(WriteContext &)> work)
    {
        push(std::make_unique<TypedCall<T>>(std::move(reply), std::move(work)));
    }
    /// `slice` runs again and again, in a transaction each, until it answers a value; other calls come in between. A
    /// writer that ends does not begin another slice: the asker gets Cancelled.
    template <typename T>
    void callInSlices(Reply<T> reply, std::function<Result<std::optional<T>>(WriteContext &)> slice)
    {
        push(std::make_unique<SlicedCall<T>>(std::move(reply), std::move(slice)));
    }
    /// After everything before it, outside the transaction and even when the file is in trouble.
    template <typename T>
    void ask(Reply<T> reply, std::function<Result<T>()> work)
    {
        push(std::make_unique<MemoryCall<T>>(std::move(reply), std::move(work)));
    }

    /// Number of the newest call; `waitFor` returns once it was committed (or failed).
    quint64 ticket() const;
    void waitFor(quint64 ticket);
    ChangeFeed &feed() { return m_feed; }
    void onWork(std::function<void(QueueName)> listener);
    /// Tells the listener, before the commit, of work that was just put in line: a claim made at once comes into the
    /// same group and waits for the disk together with it.
    void announce(QList<QueueName> queues);
    StoreHealth health() const;

private:
    struct Call {
        virtual ~Call() = default;
        virtual bool needsFile() const { return true; }
        virtual bool isLong() const { return false; }   ///< at most one of these a transaction
        virtual bool unfinished() const { return false; }
        /// False: the call failed, and what it did must be undone.
        virtual bool run(WriteContext *context) = 0;
        virtual void fail(const Error &error) = 0;
        virtual void deliver() = 0;
    };
    template <typename T>
    struct TypedCall final : Call {
        TypedCall(Reply<T> r, std::function<Result<T>(WriteContext &)> w) : reply(std::move(r)), work(std::move(w)) {}
        bool run(WriteContext *context) override
        {
            result = work(*context);
            if (context->db.error())
                result = *context->db.error();
            return bool(result);
        }
        void fail(const Error &error) override { result = error; }
        void deliver() override { reply(std::move(result)); }
        Reply<T> reply;
        std::function<Result<T>(WriteContext &)> work;
        Result<T> result;
    };
    template <typename T>
    struct SlicedCall final : Call {
        SlicedCall(Reply<T> r, std::function<Result<std::optional<T>>(WriteContext &)> s) : reply(std::move(r)), slice(std::move(s)) {}
        bool isLong() const override { return true; }
        bool unfinished() const override { return more; }
        bool run(WriteContext *context) override
        {
            const Result<std::optional<T>> answer = slice(*context);
            more = answer && !answer.value() && !context->db.error();
            if (context->db.error())
                result = *context->db.error();
            else if (!answer)
                result = answer.error();
            else if (answer.value())
                result = *answer.value();
            return more || result;
        }
        void fail(const Error &error) override
        {
            more = false;
            result = error;
        }
        void deliver() override { reply(std::move(result)); }
        Reply<T> reply;
        std::function<Result<std::optional<T>>(WriteContext &)> slice;
        Result<T> result;
        bool more = false;
    };
    template <typename T>
    struct MemoryCall final : Call {
        MemoryCall(Reply<T> r, std::function<Result<T>()> w) : reply(std::move(r)), work(std::move(w)) {}
        bool needsFile() const override { return false; }
        bool run(WriteContext *) override
        {
            result = work();
            return true;
        }
        void fail(const Error &) override {}
        void deliver() override { reply(std::move(result)); }
        Reply<T> reply;
        std::function<Result<T>()> work;
        Result<T> result;
    };
    using Group = std::vector<std::unique_ptr<Call>>;
    using Listener = std::shared_ptr<std::function<void(QueueName)>>;

    void push(std::unique_ptr<Call> call);
    void loop();
    /// Adds what came meanwhile to a group that is being executed; waits for it while the owner takes answers, until
    /// `deadline`. False: the group is to be committed.
    bool takeMore(Group &group, std::chrono::steady_clock::time_point deadline);
    void moveFromLine(Group &group);    ///< m_mutex is held
    /// Looks without the lock for a moment at most, so that nobody needs to wake the writer.
    template <typename Seen> void look(std::unique_lock<std::mutex> &lock, const Seen &seen);
    /// Waits for the next call, or the end. After an answer first awake: who has it mostly asks anew at once.
    void waitForCalls(std::unique_lock<std::mutex> &lock, bool answered);
    /// Puts calls that need another slice back into the line; m_mutex is held.
    void continueLater(Group &group);
    /// Executes and commits; the error that failed the whole group, if one did.
    std::optional<Error> commitGroup(Group &group, QList<QueueName> &wakes);
    /// Those from `first` on. `careful`: a savepoint a call. False: a call failed halfway, so everything must be undone
    /// and run again carefully.
    bool runCalls(Group &group, size_t first, WriteContext &context, bool careful);
    void answer(Group group, const Listener &listener, const QList<QueueName> &wakes);
    void setGathering(bool gathering);
    std::optional<Error> openFile();
    void closeAfter(const Error &error);
    void noteTrouble(const std::optional<Error> &error);
    void noteCommit(double ms);

    const Options m_options;
    const std::shared_ptr<Mailbox> m_home;
    const Clock &m_clock;
    const std::shared_ptr<Writer *> m_self = std::make_shared<Writer *>(this);  ///< read and cleared on the home thread
    ChangeFeed m_feed;

    // The writer's thread only.
    std::unique_ptr<Connection> m_db;
    std::unique_ptr<GatheredRows> m_rows;
    std::unique_ptr<QueueBook> m_book;
    std::unique_ptr<WalKeeper> m_wal;
    qint64 m_dataVersion = 0;
    bool m_newer = false;
    std::optional<LeasesFound> m_leasesFound;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::atomic<size_t> m_inLine = 0;   ///< calls in `m_line`, for a look without the lock
    std::condition_variable m_done;
    Group m_line;                       ///< all guarded by m_mutex
    bool m_stopping = false;
    std::atomic<bool> m_gathering = false;           ///< the owner takes answers now, and asks anew
    size_t m_wakeAt = 1;                ///< calls in line that wake the writer
    quint64 m_pushed = 0;
    quint64 m_finished = 0;
    bool m_opened = false;              ///< the first try to open is over
    Listener m_listener;
    StoreHealth m_health{};
    std::vector<double> m_commits;      ///< ms of the newest ones
    size_t m_nextCommit = 0;
    std::thread m_thread;               ///< last: starts when all the rest is there
};

} // namespace trato::sqlite
