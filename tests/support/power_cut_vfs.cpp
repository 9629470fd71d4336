#include "tests/support/power_cut_vfs.h"

#include <QFile>

#include <sqlite3.h>

#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

namespace trato {
namespace {

constexpr qint64 sector = 512;
constexpr int tracked = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;

/// One thing that was done to a file and may be lost while it is not synced.
struct Step {
    enum class Kind { Write, Truncate, Create, Delete };
    Kind kind = Kind::Write;
    qint64 at = 0;         ///< offset; the new size of a truncation
    QByteArray bytes{};
};

void writeInto(QByteArray &content, qint64 at, const QByteArray &bytes)
{
    if (content.size() < at + bytes.size())
        content.append(at + bytes.size() - content.size(), '\0');
    content.replace(at, bytes.size(), bytes);
}

/// A file as the disk keeps it.
struct Image {
    std::optional<QByteArray> synced{};  ///< none: there is no such file
    std::vector<Step> since{};

    void sync()
    {
        for (const Step &step : since)
            apply(step, synced);
        since.clear();
    }
    static void apply(const Step &step, std::optional<QByteArray> &content)
    {
        switch (step.kind) {
        case Step::Kind::Create:
            content = QByteArray();
            return;
        case Step::Kind::Delete:
            content.reset();
            return;
        case Step::Kind::Truncate:
            if (content)
                content->truncate(step.at);
            return;
        case Step::Kind::Write:
            if (content)
                writeInto(*content, step.at, step.bytes);
            return;
        }
    }
};

/// What of `image` is there after a cut. A folder changes in order, so some prefix of the creations and deletions
/// has happened; of what was written to the file that is then there, each sector was written or not.
std::optional<QByteArray> afterCut(const Image &image, std::mt19937_64 &dice)
{
    std::vector<size_t> turns; // where a file of that name came or went
    for (size_t i = 0; i < image.since.size(); ++i)
        if (image.since[i].kind == Step::Kind::Create || image.since[i].kind == Step::Kind::Delete)
            turns.push_back(i);
    const size_t taken = std::uniform_int_distribution<size_t>(0, turns.size())(dice);
    std::optional<QByteArray> content = image.synced;
    size_t from = 0;
    if (taken > 0) {
        from = turns[taken - 1] + 1;
        Image::apply(image.since[from - 1], content);
    }
    const size_t end = taken < turns.size() ? turns[taken] : image.since.size();
    // From "nothing got through" to "everything did".
    std::bernoulli_distribution through(std::array{0.0, 0.3, 0.7, 0.95, 1.0}[dice() % 5]);
    for (size_t i = from; i < end; ++i) {
        const Step &step = image.since[i];
        if (step.kind != Step::Kind::Write) {
            if (through(dice))
                Image::apply(step, content);
            continue;
        }
        for (qint64 done = 0; done < step.bytes.size();) {
            const qint64 at = step.at + done;
            const qint64 size = std::min<qint64>(sector - at % sector, step.bytes.size() - done);
            if (through(dice))
                Image::apply({Step::Kind::Write, at, step.bytes.mid(done, size)}, content);
            done += size;
        }
    }
    return content;
}

} // namespace

/// The C side: SQLite calls these from the threads of its connections.
class PowerCutVfs::Disk
{
public:
    explicit Disk(QByteArray vfsName) : m_name(std::move(vfsName)), m_system(sqlite3_vfs_find(nullptr))
    {
        m_vfs.iVersion = 2;
        m_vfs.szOsFile = int(sizeof(File)) + m_system->szOsFile;
        m_vfs.mxPathname = m_system->mxPathname;
        m_vfs.zName = m_name.constData();
        m_vfs.pAppData = this;
        m_vfs.xOpen = open;
        m_vfs.xDelete = remove;
        m_vfs.xAccess = [](sqlite3_vfs *v, const char *path, int flags, int *out) { return of(v).m_system->xAccess(of(v).m_system, path, flags, out); };
        m_vfs.xFullPathname = [](sqlite3_vfs *v, const char *path, int size, char *out) { return of(v).m_system->xFullPathname(of(v).m_system, path, size, out); };
        m_vfs.xRandomness = [](sqlite3_vfs *v, int size, char *out) { return of(v).m_system->xRandomness(of(v).m_system, size, out); };
        m_vfs.xSleep = [](sqlite3_vfs *v, int us) { return of(v).m_system->xSleep(of(v).m_system, us); };
        m_vfs.xCurrentTime = [](sqlite3_vfs *v, double *out) { return of(v).m_system->xCurrentTime(of(v).m_system, out); };
        m_vfs.xCurrentTimeInt64 = [](sqlite3_vfs *v, sqlite3_int64 *out) { return of(v).m_system->xCurrentTimeInt64(of(v).m_system, out); };
        m_vfs.xGetLastError = [](sqlite3_vfs *v, int size, char *out) { return of(v).m_system->xGetLastError(of(v).m_system, size, out); };
        sqlite3_vfs_register(&m_vfs, 0);
    }
    ~Disk() { sqlite3_vfs_unregister(&m_vfs); }
    Disk(const Disk &) = delete;
    Disk &operator=(const Disk &) = delete;

    const QByteArray m_name;
    mutable std::mutex m_mutex;              ///< guards all below
    std::map<QByteArray, Image> m_images;
    Fault m_fault = Fault::None;
    bool m_cut = false;
    qint64 m_left = 0;                       ///< operations until the cut; 0 = none planned
    int m_open = 0;
    qint64 m_syncs = 0;

private:
    struct File {
        sqlite3_file base{};
        Disk *disk = nullptr;
        Image *image = nullptr;
        sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
    };
    static Disk &of(sqlite3_vfs *vfs) { return *static_cast<Disk *>(vfs->pAppData); }
    static File &of(sqlite3_file *file) { return *reinterpret_cast<File *>(file); }
    static const sqlite3_io_methods *methods();

    /// Counts one operation towards the cut. m_mutex is held.
    void count()
    {
        if (m_left > 0 && --m_left == 0)
            m_cut = true;
    }
    int trouble(int whenCut) const
    {
        if (m_cut || m_fault == Fault::IoError)
            return whenCut;
        return m_fault == Fault::Full ? SQLITE_FULL : m_fault == Fault::ReadOnly ? SQLITE_READONLY : SQLITE_OK;
    }

    static int open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *outFlags)
    {
        Disk &disk = of(vfs);
        if (!path || !(flags & tracked))
            return disk.m_system->xOpen(disk.m_system, path, base, flags, outFlags);
        const std::lock_guard lock(disk.m_mutex);
        base->pMethods = nullptr;
        if (disk.m_cut)
            return SQLITE_CANTOPEN;
        if (disk.m_fault == Fault::ReadOnly)
            flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
        int there = 0;
        disk.m_system->xAccess(disk.m_system, path, SQLITE_ACCESS_EXISTS, &there);
        auto *file = new (base) File;
        const int code = disk.m_system->xOpen(disk.m_system, path, file->real(), flags, outFlags);
        if (code != SQLITE_OK)
            return code;
        const bool known = disk.m_images.contains(path);
        Image &image = disk.m_images[path];
        if (!there) {
            image.since.push_back({Step::Kind::Create});
        } else if (!known) {
            QFile before(QString::fromUtf8(path));
            image.synced = before.open(QIODevice::ReadOnly) ? before.readAll() : QByteArray();
        }
        file->disk = &disk;
        file->image = &image;
        file->base.pMethods = methods();
        ++disk.m_open;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs *vfs, const char *path, int syncFolder)
    {
        Disk &disk = of(vfs);
        const std::lock_guard lock(disk.m_mutex);
        disk.count();
        if (const int code = disk.trouble(SQLITE_IOERR_DELETE))
            return code;
        const int code = disk.m_system->xDelete(disk.m_system, path, 0);
        const auto found = disk.m_images.find(path);
        if (code == SQLITE_OK && found != disk.m_images.end()) {
            found->second.since.push_back({Step::Kind::Delete});
            if (syncFolder)
                found->second.sync();
        }
        return code;
    }
    static int close(sqlite3_file *base)
    {
        File &file = of(base);
        const std::lock_guard lock(file.disk->m_mutex);
        --file.disk->m_open;
        return file.real()->pMethods->xClose(file.real());
    }
    static int read(sqlite3_file *base, void *out, int size, sqlite3_int64 at)
    {
        File &file = of(base);
        const std::lock_guard lock(file.disk->m_mutex);
        return file.disk->m_cut ? SQLITE_IOERR_READ : file.real()->pMethods->xRead(file.real(), out, size, at);
    }
    static int write(sqlite3_file *base, const void *bytes, int size, sqlite3_int64 at)
    {
        File &file = of(base);
        const std::lock_guard lock(file.disk->m_mutex);
        const bool before = file.disk->m_cut;
        file.disk->count();
        if (file.disk->m_cut && !before) // the one under way may be torn
            file.image->since.push_back({Step::Kind::Write, at, QByteArray(static_cast<const char *>(bytes), size)});
        if (const int code = file.disk->trouble(SQLITE_IOERR_WRITE))
            return code;
        const int code = file.real()->pMethods->xWrite(file.real(), bytes, size, at);
        if (code == SQLITE_OK)
            file.image->since.push_back({Step::Kind::Write, at, QByteArray(static_cast<const char *>(bytes), size)});
        return code;
    }
    static int truncate(sqlite3_file *base, sqlite3_int64 size)
    {
        File &file = of(base);
        const std::lock_guard lock(file.disk->m_mutex);
        file.disk->count();
        if (const int code = file.disk->trouble(SQLITE_IOERR_TRUNCATE))
            return code;
        const int code = file.real()->pMethods->xTruncate(file.real(), size);
        if (code == SQLITE_OK)
            file.image->since.push_back({Step::Kind::Truncate, size});
        return code;
    }
    /// The real disk is not asked: `restore` writes what was synced.
    static int sync(sqlite3_file *base, int)
    {
        File &file = of(base);
        const std::lock_guard lock(file.disk->m_mutex);
        file.disk->count();
        if (file.disk->m_cut || file.disk->m_fault == Fault::IoError)
            return SQLITE_IOERR_FSYNC;
        file.image->sync();
        ++file.disk->m_syncs;
        return SQLITE_OK;
    }

    sqlite3_vfs *const m_system;
    sqlite3_vfs m_vfs{};
};

const sqlite3_io_methods *PowerCutVfs::Disk::methods()
{
    using F = sqlite3_file;
    static constexpr sqlite3_io_methods table{
        2, close, read, write, truncate, sync,
        [](F *f, sqlite3_int64 *out) { return of(f).real()->pMethods->xFileSize(of(f).real(), out); },
        [](F *f, int level) { return of(f).real()->pMethods->xLock(of(f).real(), level); },
        [](F *f, int level) { return of(f).real()->pMethods->xUnlock(of(f).real(), level); },
        [](F *f, int *out) { return of(f).real()->pMethods->xCheckReservedLock(of(f).real(), out); },
        [](F *f, int op, void *arg) { return of(f).real()->pMethods->xFileControl(of(f).real(), op, arg); },
        [](F *f) { return of(f).real()->pMethods->xSectorSize(of(f).real()); },
        [](F *f) { return of(f).real()->pMethods->xDeviceCharacteristics(of(f).real()); },
        [](F *f, int region, int size, int extend, void volatile **out) {
            return of(f).real()->pMethods->xShmMap(of(f).real(), region, size, extend, out);
        },
        [](F *f, int offset, int n, int flags) { return of(f).real()->pMethods->xShmLock(of(f).real(), offset, n, flags); },
        [](F *f) { of(f).real()->pMethods->xShmBarrier(of(f).real()); },
        [](F *f, int deleteFlag) { return of(f).real()->pMethods->xShmUnmap(of(f).real(), deleteFlag); },
        nullptr, nullptr,
    };
    return &table;
}

PowerCutVfs::PowerCutVfs(QByteArray name) : m_disk(std::make_unique<Disk>(std::move(name))) {}

PowerCutVfs::~PowerCutVfs() = default;

QByteArray PowerCutVfs::name() const { return m_disk->m_name; }

void PowerCutVfs::setFault(Fault fault)
{
    const std::lock_guard lock(m_disk->m_mutex);
    m_disk->m_fault = fault;
}

void PowerCutVfs::cutAfter(qint64 operations)
{
    const std::lock_guard lock(m_disk->m_mutex);
    m_disk->m_left = operations;
}

void PowerCutVfs::cut()
{
    const std::lock_guard lock(m_disk->m_mutex);
    m_disk->m_cut = true;
}

bool PowerCutVfs::isCut() const
{
    const std::lock_guard lock(m_disk->m_mutex);
    return m_disk->m_cut;
}

bool PowerCutVfs::restore(quint64 seed)
{
    const std::lock_guard lock(m_disk->m_mutex);
    if (m_disk->m_open > 0)
        return false;
    std::mt19937_64 dice(seed);
    for (const auto &[path, image] : m_disk->m_images) {
        const QString name = QString::fromUtf8(path);
        QFile::remove(name + QStringLiteral("-shm"));
        QFile file(name);
        const auto content = afterCut(image, dice);
        if (!content) {
            if (file.exists() && !file.remove())
                return false;
            continue;
        }
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(*content) != content->size())
            return false;
    }
    m_disk->m_images.clear();
    m_disk->m_cut = false;
    m_disk->m_left = 0;
    return true;
}

qint64 PowerCutVfs::syncs() const
{
    const std::lock_guard lock(m_disk->m_mutex);
    return m_disk->m_syncs;
}

} // namespace trato
