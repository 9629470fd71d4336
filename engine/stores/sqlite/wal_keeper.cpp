#include "engine/stores/sqlite/wal_keeper.h"

#include "engine/stores/sqlite/connection.h"

#include <sqlite3.h>

#include <vector>

namespace trato::sqlite {
namespace {

constexpr int framesBeforeCheckpoint = 4000;
constexpr qint64 logHeader = 32;                ///< bytes; the format of the log is SQLite's (fileformat2, section 4)
constexpr qint64 frameHeader = 24;
constexpr qint64 firstUse = 256 * 1024;         ///< a program of one command does not need more
constexpr qint64 margin = 256 * 1024;
constexpr qint64 step = 1024 * 1024;

qint64 pageSizeOf(Connection &db)
{
    Query query = db.query("PRAGMA page_size");
    return query.step() ? query.integer(0) : 4096;
}

} // namespace

WalKeeper::WalKeeper(Connection &db, bool syncs) : m_db(db), m_frameSize(frameHeader + pageSizeOf(db)), m_grows(syncs)
{
    sqlite3_wal_hook(m_db.m_handle, &WalKeeper::onCommit, this); // takes the place of the automatic checkpoint
}

WalKeeper::~WalKeeper()
{
    sqlite3_wal_hook(m_db.m_handle, nullptr, nullptr);
}

int WalKeeper::onCommit(void *self, sqlite3 *, const char *, int frames)
{
    static_cast<WalKeeper *>(self)->m_frames = frames;
    return SQLITE_OK;
}

void WalKeeper::keep()
{
    if (m_frames >= framesBeforeCheckpoint)
        checkpoint();
    else if (m_grows)
        grow();
}

void WalKeeper::checkpoint()
{
    int inLog = -1;
    int moved = -1;
    // PASSIVE: readers go on. What they still need stays in the log until the next time.
    if (sqlite3_wal_checkpoint_v2(m_db.m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &inLog, &moved) == SQLITE_OK && inLog == moved)
        m_frames = 0;
}

void WalKeeper::grow()
{
    const qint64 used = logHeader + m_frames * m_frameSize;
    if (used < firstUse)
        return;
    sqlite3_file *log = nullptr;
    sqlite3_file_control(m_db.m_handle, nullptr, SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (!log || !log->pMethods)
        return;
    sqlite3_int64 size = 0;
    if (m_size == 0 && log->pMethods->xFileSize(log, &size) == SQLITE_OK)
        m_size = size;
    m_size = qMax(m_size, used);
    if (m_size - used >= margin)
        return;
    // Zeros are no frame: SQLite's recovery ends where the log's salt does not stand.
    const std::vector<char> zeros(size_t(64 * 1024), 0);
    const qint64 end = m_size + step;
    while (m_grows && m_size < end) {
        m_grows = log->pMethods->xWrite(log, zeros.data(), int(zeros.size()), m_size) == SQLITE_OK; // a full disk: no more of it
        m_size += m_grows ? qint64(zeros.size()) : 0;
    }
    if (m_grows)
        log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

} // namespace trato::sqlite
