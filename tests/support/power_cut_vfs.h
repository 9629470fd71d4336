#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace trato {

/// A disk that can be full, read-only or broken, and that can lose its power: an SQLite VFS over the system's.
/// It remembers for every file what was synced and what was written since; `restore` leaves on the disk what
/// a power cut would. Give `name()` to SqliteJobStore::Options::vfs. Thread-safe. Made before the stores that
/// use it and destroyed after them.
class PowerCutVfs
{
public:
    enum class Fault {
        None,
        Full,      ///< nothing can be written
        ReadOnly,  ///< nothing can be written, and files open for reading only
        IoError,   ///< neither writing nor syncing works
    };
    explicit PowerCutVfs(QByteArray name);
    ~PowerCutVfs();
    PowerCutVfs(const PowerCutVfs &) = delete;
    PowerCutVfs &operator=(const PowerCutVfs &) = delete;

    QByteArray name() const;
    void setFault(Fault fault);
    /// The power goes while the n-th write, truncation, deletion or sync from now is under way.
    void cutAfter(qint64 operations);
    void cut();
    /// From then on every operation fails.
    bool isCut() const;
    /// Rewrites the files to what was synced plus a random part of the rest: whole sectors of 512 bytes, so a
    /// write of several may be torn. Removes the shared-memory files. False while a file is still open or when
    /// the disk does not take it.
    bool restore(quint64 seed);
    qint64 syncs() const;

private:
    class Disk;
    const std::unique_ptr<Disk> m_disk;
};

} // namespace trato
