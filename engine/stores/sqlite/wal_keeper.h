#pragma once

#include <QtGlobal>

#include <memory>

struct sqlite3;

namespace trato::sqlite {

class Connection;

/// Looks after the write-ahead log of the one connection that writes and checkpoints a file: does SQLite's automatic
/// checkpoint after the answers went out instead of inside a commit, and lets the log grow ahead of what is written.
/// A commit into a log that must grow waits for the file system's journal, and so for other programs' writes; one
/// into blocks that are there waits for its own alone. Writer thread; owned by the writer, goes before `db`.
class WalKeeper
{
public:
    /// `syncs`: commits wait for the disk.
    WalKeeper(Connection &db, bool syncs);
    ~WalKeeper();
    WalKeeper(const WalKeeper &) = delete;
    WalKeeper &operator=(const WalKeeper &) = delete;

    /// After a commit that was answered. Trouble is left to the next commit, which meets it too.
    void keep();

private:
    static int onCommit(void *self, sqlite3 *, const char *, int frames);
    void checkpoint();
    void grow();

    Connection &m_db;
    const qint64 m_frameSize;
    bool m_grows;
    int m_frames = 0;        ///< in the log, as of the last commit
    qint64 m_size = 0;       ///< the log file's; 0 = not asked yet
};

} // namespace trato::sqlite
