#include "engine/stores/sqlite/writer.h"

#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/schema.h"

#include <algorithm>
#include <span>

namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t commitsRemembered = 64;
constexpr size_t largestGroup = 1000;
constexpr size_t worthWaking = 8;    ///< calls, for a writer that waits for the owner to ask for more
constexpr std::chrono::milliseconds longestGathering{1};
constexpr std::chrono::microseconds staysAwake{100};   ///< about what it takes to put a thread to sleep and wake two

double msSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

QByteArray pragmas(Durability durability)
{
    const char *mode = durability == Durability::Full ? "FULL" : durability == Durability::Normal ? "NORMAL" : "OFF";
    // fullfsync: without it macOS leaves data in the drive's cache. A new file becomes a WAL file in a transaction with
    // a rollback journal; EXTRA syncs the folder when that is deleted. Should a power cut bring the journal back, it
    // would roll the whole file back to nothing, WAL included. secure_delete is on in Debian's SQLite.
    return QByteArray("PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; "
                      "PRAGMA secure_delete = OFF; PRAGMA cache_size = -16384; "
                      "PRAGMA synchronous = ") + mode;
}

QString problemCode(const Error &error, bool newer)
{
    if (newer)
        return u"store.newer"_s;
    switch (error.code) {
    case Error::Code::Full:
        return u"store.full"_s;
    case Error::Code::Locked:
        return u"store.locked"_s;
    case Error::Code::ReadOnly:
        return u"store.readonly"_s;
    case Error::Code::Corrupt:
        return u"store.corrupt"_s;
    default:
        return u"store.unavailable"_s;
    }
}

} // namespace

Writer::Writer(Options options, std::shared_ptr<Mailbox> home, const Clock &clock)
    : m_options(std::move(options)), m_home(std::move(home)), m_clock(clock), m_feed(m_options.feedCapacity)
{
    m_health.name = m_options.connection.name;
    m_thread = std::thread([this] { loop(); });
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        if (m_listener)
            *m_listener = nullptr; // on the owner's thread, where it is called too
    }
    *m_self = nullptr;
    m_wake.notify_one();
    m_thread.join();
}

void Writer::push(std::unique_ptr<Call> call)
{
    bool wake = true;
    {
        const std::lock_guard lock(m_mutex);
        m_line.push_back(std::move(call));
        ++m_pushed;
        m_inLine.store(m_line.size(), std::memory_order_relaxed);
        wake = m_line.size() == m_wakeAt;
    }
    if (wake)
        m_wake.notify_one();
}

quint64 Writer::ticket() const
{
    const std::lock_guard lock(m_mutex);
    return m_pushed;
}

void Writer::waitFor(quint64 ticket)
{
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [&] { return m_opened && m_finished >= ticket; });
}

void Writer::onWork(std::function<void(QueueName)> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::make_shared<std::function<void(QueueName)>>(std::move(listener));
}

void Writer::announce(QList<QueueName> queues)
{
    if (queues.isEmpty())
        return;
    Listener listener;
    {
        const std::lock_guard lock(m_mutex);
        listener = m_listener;
    }
    if (listener)
        m_home->post([listener, queues = std::move(queues)] {
            for (const QueueName &queue : queues)
                if (*listener)
                    (*listener)(queue);
        });
}

/// What the owner asks while it takes the answers of one group belongs into one group again: each costs a wait for
/// the disk.
void Writer::setGathering(bool gathering)
{
    {
        const std::lock_guard lock(m_mutex);
        m_gathering = gathering;
    }
    if (!gathering)
        m_wake.notify_one();
}

void Writer::loop()
{
    noteTrouble(openFile());
    {
        const std::lock_guard lock(m_mutex);
        m_opened = true;
    }
    m_done.notify_all();
    bool answered = false;
    for (;;) {
        Group group;
        {
            std::unique_lock lock(m_mutex);
            waitForCalls(lock, answered);
            if (m_line.empty())
                break;
            moveFromLine(group);
        }
        const auto started = std::chrono::steady_clock::now();
        QList<QueueName> wakes;
        if (std::ranges::any_of(group, &Call::needsFile)) {
            const std::optional<Error> trouble = commitGroup(group, wakes);
            noteTrouble(trouble);
            if (trouble) {
                for (const auto &call : group)
                    call->fail(*trouble);
                closeAfter(*trouble);
            }
        }
        for (const auto &call : group)
            if (!call->needsFile())
                call->run(nullptr);
        Listener listener;
        {
            const std::lock_guard lock(m_mutex);
            m_finished += group.size();
            m_health.busyMs += msSince(started);
            continueLater(group);
            m_health.handled += qint64(group.size());
            listener = m_listener;
        }
        m_done.notify_all();
        answered = !group.empty() || !wakes.isEmpty(); // a slice that is not the last has nothing to tell
        if (answered)
            answer(std::move(group), listener, wakes);
        if (m_wal)
            m_wal->keep(); // the answers are on their way
    }
    m_book.reset();
    m_rows.reset();
    m_wal.reset();
    m_db.reset();
}

void Writer::waitForCalls(std::unique_lock<std::mutex> &lock, bool answered)
{
    if (answered && m_line.empty() && !m_stopping)
        look(lock, [this] { return m_inLine.load(std::memory_order_relaxed) > 0; });
    m_wakeAt = 1;
    m_wake.wait(lock, [this] { return m_stopping || !m_line.empty(); });
}

template <typename Seen> void Writer::look(std::unique_lock<std::mutex> &lock, const Seen &seen)
{
    m_wakeAt = 0; // nobody needs to wake who looks
    lock.unlock();
    const auto until = std::chrono::steady_clock::now() + staysAwake;
    while (!seen() && std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
    lock.lock();
}

void Writer::answer(Group group, const Listener &listener, const QList<QueueName> &wakes)
{
    m_home->post([answers = std::make_shared<Group>(std::move(group)), listener, wakes, self = m_self] {
        if (*self)
            (*self)->setGathering(true);
        for (const auto &call : *answers)
            call->deliver();
        for (const QueueName &queue : wakes)
            if (listener && *listener)
                (*listener)(queue);
        if (*self)
            (*self)->setGathering(false);
    });
}

void Writer::moveFromLine(Group &group)
{
    size_t size = 0;
    while (size < m_line.size() && group.size() < largestGroup) {
        group.push_back(std::move(m_line[size++]));
        if (group.back()->isLong())
            break;
    }
    m_line.erase(m_line.begin(), m_line.begin() + qsizetype(size));
    m_inLine.store(m_line.size(), std::memory_order_relaxed);
}

bool Writer::takeMore(Group &group, std::chrono::steady_clock::time_point deadline)
{
    std::unique_lock lock(m_mutex);
    if (group.size() >= largestGroup || group.back()->isLong())
        return false;
    const auto waitsFrom = std::chrono::steady_clock::now();
    look(lock, [this] { return m_inLine.load(std::memory_order_relaxed) >= worthWaking || !m_gathering.load(std::memory_order_relaxed); });
    m_wakeAt = worthWaking;
    m_wake.wait_until(lock, deadline, [this] { return m_stopping || !m_gathering || m_line.size() >= worthWaking; });
    m_wakeAt = 1;
    m_health.busyMs -= msSince(waitsFrom);
    const size_t before = group.size();
    if (std::chrono::steady_clock::now() < deadline)
        moveFromLine(group);
    return group.size() > before;
}

void Writer::continueLater(Group &group)
{
    for (auto &call : group) {
        if (!call->unfinished())
            continue;
        if (m_stopping) {
            call->fail({Error::Code::Cancelled, u"stopped before the end"_s});
            continue;
        }
        m_line.push_back(std::move(call));
        ++m_pushed;
    }
    m_inLine.store(m_line.size(), std::memory_order_relaxed);
    std::erase(group, nullptr);
}

std::optional<Error> Writer::commitGroup(Group &group, QList<QueueName> &wakes)
{
    if (!m_db)
        if (auto trouble = openFile())
            return trouble;
    const auto started = std::chrono::steady_clock::now();
    Connection &db = *m_db;
    const auto undoAll = [&]() -> std::optional<Error> {
        const std::optional<Error> error = db.error();
        db.clearError();
        m_rows->forget();
        m_book->forget();
        if (db.inTransaction())
            db.run("ROLLBACK");
        db.clearError();
        return error;
    };
    if (!db.run("BEGIN IMMEDIATE"))
        return undoAll();
    {
        Query query = db.query("PRAGMA data_version");
        if (query.step() && std::exchange(m_dataVersion, query.integer(0)) != query.integer(0))
            m_book->forget(); // another program wrote
    }
    const auto fresh = [&] { return std::make_unique<WriteContext>(WriteContext{db, *m_book, *m_rows, *m_leasesFound, m_feed.isWatched()}); };
    auto context = fresh();
    bool good = runCalls(group, 0, *context, false);
    for (size_t done = group.size(); good && !db.error() && takeMore(group, started + longestGathering); done = group.size())
        good = runCalls(group, done, *context, false);
    if (good && !db.writeGathered())
        good = group.size() == 1 || !db.inTransaction(); // the whole group goes
    if (!good) {
        undoAll();
        context = fresh();
        if (!db.run("BEGIN IMMEDIATE"))
            return undoAll();
        runCalls(group, 0, *context, true);
        db.writeGathered();
    }
    const auto commitsFrom = std::chrono::steady_clock::now();
    if (!db.error())
        m_book->store();
    if (db.error() || !db.run("COMMIT"))
        return undoAll();
    noteCommit(msSince(commitsFrom));
    for (const qint64 jid : context->leasesTaken)
        m_leasesFound->erase(jid);
    m_feed.publish(std::move(context->changes), context->queueChanges);
    wakes = std::move(context->wakes);
    return std::nullopt;
}

bool Writer::runCalls(Group &group, size_t first, WriteContext &context, bool careful)
{
    Connection &db = context.db;
    const bool alone = group.size() == 1;
    for (const auto &call : std::span(group).subspan(first)) {
        if (!call->needsFile())
            continue;
        const size_t changes = context.changes.size();
        const QList<QueueName> queueChanges = context.queueChanges;
        const QList<QueueName> wakes = context.wakes;
        const size_t leasesTaken = context.leasesTaken.size();
        const qint64 written = db.totalChanges();
        // A slice goes on where its last one ended, so it cannot be run a second time.
        const bool saved = !alone && (careful || call->isLong());
        context.now = m_clock.now();
        context.book.beginCall();
        if (saved)
            db.run("SAVEPOINT one");
        bool good = !db.error() && call->run(&context);
        if (good && saved && !db.writeGathered()) { // its rows stand or fall with it
            call->fail(*db.error());
            good = false;
        }
        if (good) {
            if (saved)
                db.run("RELEASE one");
        } else {
            if (db.error() && (alone || !db.inTransaction()))
                return true; // the whole group goes
            const bool nothingToUndo = !db.error() && db.totalChanges() == written;
            if (!saved && !alone && !nothingToUndo)
                return false;
            if (!nothingToUndo)
                m_rows->forget();
            db.clearError();
            context.changes.resize(changes);
            context.queueChanges = queueChanges;
            context.wakes = wakes;
            context.leasesTaken.resize(leasesTaken);
            context.book.undoCall();
            if (saved)
                db.run("ROLLBACK TO one") && db.run("RELEASE one");
            else if (!nothingToUndo)
                db.run("ROLLBACK") && db.run("BEGIN IMMEDIATE");
        }
        if (db.error())
            return true;
    }
    return true;
}

std::optional<Error> Writer::openFile()
{
    m_newer = false;
    auto opened = Connection::open(m_options.connection);
    if (!opened)
        return opened.error();
    m_db = std::move(opened).value();
    m_db->execute(pragmas(m_options.durability));
    std::optional<Error> trouble = m_db->error();
    if (!trouble) {
        const Result<int> version = schemaVersion(*m_db);
        m_newer = version && version.value() > newestSchema();
        if (const Result<Done> migrated = migrate(*m_db); !migrated)
            trouble = migrated.error();
        if (m_newer && trouble)
            trouble->detail.prepend(m_options.connection.name + u": "_s);
    }
    if (!trouble && !m_leasesFound) {
        LeasesFound found = m_options.soleOwner ? allLeases(*m_db) : LeasesFound{};
        trouble = m_db->error();
        if (!trouble)
            m_leasesFound = std::move(found);
    }
    if (trouble) {
        m_db.reset();
        return trouble;
    }
    m_rows = std::make_unique<GatheredRows>(*m_db);
    m_book = std::make_unique<QueueBook>(*m_db);
    m_wal = std::make_unique<WalKeeper>(*m_db, m_options.durability == Durability::Full);
    m_dataVersion = 0;
    return std::nullopt;
}

void Writer::closeAfter(const Error &error)
{
    // A full disk or a lock passes; anything else may need a fresh look at the file.
    if (error.code == Error::Code::Full || error.code == Error::Code::Locked)
        return;
    m_book.reset();
    m_rows.reset();
    m_wal.reset();
    m_db.reset();
}

void Writer::noteTrouble(const std::optional<Error> &error)
{
    const std::lock_guard lock(m_mutex);
    m_health.problemCode = error ? problemCode(*error, m_newer) : QString();
    m_health.detail = error ? error->detail : QString();
}

void Writer::noteCommit(double ms)
{
    const std::lock_guard lock(m_mutex);
    if (m_commits.size() < commitsRemembered)
        m_commits.push_back(ms);
    else
        m_commits[m_nextCommit++ % commitsRemembered] = ms;
}

StoreHealth Writer::health() const
{
    const std::lock_guard lock(m_mutex);
    StoreHealth health = m_health;
    health.waiting = qint64(m_line.size());
    if (std::vector<double> sorted = m_commits; !sorted.empty()) {
        std::ranges::nth_element(sorted, sorted.begin() + qsizetype(sorted.size() / 2));
        health.commitMs = sorted[sorted.size() / 2];
    }
    return health;
}

} // namespace trato::sqlite
