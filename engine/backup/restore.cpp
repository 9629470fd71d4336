#include "engine/backup/restore.h"

#include "engine/backup/backup_folder.h"
#include "engine/backup/database_copy.h"
#include "engine/queue/job_store.h"
#include "engine/runtime/platform.h"
#include "engine/stores/sqlite/connection.h"
#include "engine/stores/sqlite/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QScopeGuard>

#include <algorithm>

namespace trato::backup {
namespace {

using namespace Qt::StringLiterals;
using sqlite::Connection;
using sqlite::Query;

const QString staging = u".restoring"_s;
const QString begun = u".exchanging"_s;         ///< in the profile while its files may be old ones and new ones
const QString sidecars[] = {QString(), u"-wal"_s, u"-shm"_s};

QString orderFile(const Places &places) { return QDir(places.copies).filePath(u"restore-at-next-start"_s); }

Error cannot(const QString &what) { return {Error::Code::ReadOnly, what}; }

/// A database as it was last in use. After a crash in the middle of an exchange it lies among the replaced files.
struct Current {
    QString file{};                 ///< empty: there is none
    bool newest = true;             ///< nothing can have been written after it
};

Result<Current> currentOf(const Places &places, const QString &name)
{
    const QString inPlace = QDir(places.profile).filePath(name);
    if (QFileInfo::exists(inPlace))
        return Current{inPlace};
    QStringList folders = replacedFolders(places);
    std::reverse(folders.begin(), folders.end());
    for (const QString &folder : std::as_const(folders)) {
        const QString aside = QDir(folder).filePath(name);
        if (!QFileInfo::exists(aside))
            continue;
        const bool ofThisOrder = exchangeBegun(places);
        for (const QString &sidecar : sidecars) { // a crash may have parted it from its journal
            const QString left = inPlace + sidecar;
            if (ofThisOrder && !sidecar.isEmpty() && QFileInfo::exists(left) && !QFileInfo::exists(aside + sidecar)
                && !QFile::rename(left, aside + sidecar))
                return cannot(left);
        }
        return Current{aside, ofThisOrder};
    }
    return Current{{}, false};
}

/// A word of a client about being written to, and who that is.
struct Consent {
    QString client{};
    QString phone{};
    QString channel{};
    QString purpose{};
    bool allowed = false;
    QString source{};
    Instant at{};
    QString textVersion{};
    QString proof{};
    QString by{};
    QString clientName{};
    QString clientFolded{};
    QString clientPhone{};
};

/// What a provider said of an address.
struct AddressSaid {
    QString channel{};
    QString address{};
    QString what{};
    QString reason{};
    QString proof{};
    qint64 at = 0;
};

/// Files of before have neither the proof of a word nor a ledger of addresses.
bool hasProofs(Connection &db)
{
    Query found = db.query("SELECT COUNT(*) FROM pragma_table_info('consent') WHERE name = 'proof'");
    return found.step() && found.integer(0) > 0;
}

struct WordsSince {
    QList<Consent> consents{};          ///< oldest first
    QList<AddressSaid> addresses{};     ///< the newest word of each address
};

/// An error when the file cannot be read.
Result<WordsSince> wordsAfter(const QString &shopFile, qint64 seq, qint64 at)
{
    auto db = Connection::open({.path = shopFile, .name = QFileInfo(shopFile).fileName(), .readOnly = true});
    if (!db)
        return db.error();
    WordsSince words;
    const bool proofs = hasProofs(*db.value());
    {
        Query row = db.value()->query(proofs ? "SELECT k.client, k.phone, k.channel, k.purpose, k.allowed, k.source, k.at, k.text_version, k.proof, "
                                               "k.said_by, COALESCE(c.name, ''), COALESCE(c.folded, ''), COALESCE(c.phone, '') FROM consent k "
                                               "LEFT JOIN client c ON c.id = k.client WHERE k.seq > ? OR k.at > ? ORDER BY k.seq"
                                             : "SELECT k.client, k.phone, 'any', k.purpose, k.allowed, k.source, k.at, '', '', '', COALESCE(c.name, ''), "
                                               "COALESCE(c.folded, ''), COALESCE(c.phone, '') FROM consent k LEFT JOIN client c ON c.id = k.client "
                                               "WHERE k.seq > ? OR k.at > ? ORDER BY k.seq", seq, at);
        while (row.step())
            words.consents.append({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4) != 0, row.text(5), fromMs(row.integer(6)),
                                   row.text(7), row.text(8), row.text(9), row.text(10), row.text(11), row.text(12)});
    }
    if (proofs) {
        Query row = db.value()->query("SELECT channel, address, what, reason, proof, at FROM address_word w WHERE seq = (SELECT MAX(n.seq) "
                                      "FROM address_word n WHERE n.channel = w.channel AND n.address = w.address)");
        while (row.step())
            words.addresses.append({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5)});
    }
    if (db.value()->error())
        return *db.value()->error();
    return words;
}

/// Takes over what clients said since the copy: who said no stays silent. False: that is not known.
Result<bool> guardConsent(const QString &staged, const Current &current)
{
    auto opened = Connection::open({.path = staged, .name = QFileInfo(staged).fileName()});
    if (!opened)
        return opened.error();
    Connection &db = *opened.value();
    qint64 seq = 0;
    qint64 at = 0;
    {
        Query last = db.query("SELECT COALESCE(MAX(seq), 0), COALESCE(MAX(at), 0) FROM consent");
        if (last.step()) {
            seq = last.integer(0);
            at = last.integer(1);
        }
    }
    if (db.error())
        return *db.error();
    const Result<WordsSince> words = current.file.isEmpty() ? Result<WordsSince>() : wordsAfter(current.file, seq, at);
    if (current.file.isEmpty() || !words)
        return false;
    const bool proofs = hasProofs(db);
    db.execute("BEGIN IMMEDIATE");
    for (const Consent &each : words.value().consents) {
        db.run("INSERT INTO client(id, name, folded, phone) VALUES(?, ?, ?, ?) ON CONFLICT(id) DO NOTHING",
               each.client, each.clientName, each.clientFolded, each.clientPhone);
        if (!proofs && each.allowed && each.channel != u"any")
            continue; // when it is opened, a copy of before says every word for every channel: only a no may grow so
        Query known = db.query("SELECT 1 FROM consent WHERE client = ? AND phone = ? AND channel = ? AND purpose = ? AND allowed = ? AND source = ? "
                               "AND at = ?", each.client, each.phone, each.channel, each.purpose, each.allowed, each.source, each.at);
        if (known.step())
            continue;
        if (proofs)
            db.run("INSERT INTO consent(client, phone, channel, purpose, allowed, source, at, text_version, proof, said_by) VALUES(?, ?, ?, ?, ?, ?, "
                   "?, ?, ?, ?)", each.client, each.phone, each.channel, each.purpose, each.allowed, each.source, each.at, each.textVersion,
                   each.proof, each.by);
        else
            db.run("INSERT INTO consent(client, phone, channel, purpose, allowed, source, at) VALUES(?, ?, ?, ?, ?, ?, ?)", each.client, each.phone,
                   each.channel, each.purpose, each.allowed, each.source, each.at);
    }
    for (const AddressSaid &each : proofs ? words.value().addresses : QList<AddressSaid>())
        db.run("INSERT INTO address_word(channel, address, what, reason, proof, at) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS("
               "SELECT 1 FROM address_word WHERE channel = ?1 AND address = ?2 AND what = ?3 AND at = ?6)",
               each.channel, each.address, each.what, each.reason, each.proof, each.at);
    db.execute("COMMIT");
    if (db.error())
        return *db.error();
    return current.newest;
}

/// Every fence that bytes may have left for, newest state; an error when the file cannot be read.
Result<QList<Fence>> fencesOf(const QString &jobsFile)
{
    auto db = Connection::open({.path = jobsFile, .name = QFileInfo(jobsFile).fileName(), .readOnly = true});
    if (!db)
        return db.error();
    QList<Fence> fences;
    {
        Query row = db.value()->query("SELECT name, state, engine, token, since FROM fence WHERE state <> 2");
        while (row.step())
            fences.append({row.text(0), Fence::State(row.integer(1)), row.text(2), row.bytes(3), fromMs(row.integer(4))});
    }
    if (db.value()->error())
        return *db.value()->error();
    return fences;
}

/// Makes the staged job store safe to go on with: it is older than what was sent.
Result<Done> guardSends(const QString &staged, const Current &current, bool consentKnown, RestoreReport &report)
{
    auto opened = Connection::open({.path = staged, .name = QFileInfo(staged).fileName()});
    if (!opened)
        return opened.error();
    Connection &db = *opened.value();
    if (const Result<Done> migrated = sqlite::migrate(db); !migrated)
        return migrated;
    const bool exists = !current.file.isEmpty();
    const Result<QList<Fence>> fences = exists ? fencesOf(current.file) : Result<QList<Fence>>();
    db.execute("BEGIN IMMEDIATE");
    if (exists && fences) {
        for (const Fence &fence : fences.value()) {
            db.run("INSERT INTO fence VALUES(?, ?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET state = excluded.state, "
                   "engine = excluded.engine, token = excluded.token, since = excluded.since WHERE fence.state <> excluded.state",
                   fence.key, int(fence.state), fence.engine, fence.token, fence.since);
            report.fencesKept += db.error() ? 0 : db.changes();
        }
    }
    if (!exists || !fences || !current.newest || !consentKnown) {
        db.run("UPDATE queue SET paused = 1 WHERE name IN ('whatsapp-notifications', 'email-notifications', "
               "'sms-notifications', 'appointment-reminders')");
        report.queuesPaused = true;
    }
    db.execute("COMMIT");
    if (db.error())
        return *db.error();
    return Done{};
}

Result<Done> stage(const Places &places, const BackupView &copy, const QString &folder)
{
    QDir(folder).removeRecursively();
    if (!QDir().mkpath(folder))
        return cannot(folder);
    for (const BackupFile &file : copy.files) {
        const QString target = QDir(folder).filePath(file.name);
        if (!QFile::copy(QDir(folderOf(places, copy.name)).filePath(file.name), target))
            return cannot(target);
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
    }
    return Done{};
}

/// Only names change here, and the order stands until the end: after a power cut the next start does it again.
Result<Done> exchange(const Places &places, const BackupView &copy, const QString &folder, const QString &aside)
{
    if (!QDir().mkpath(aside))
        return cannot(aside);
    if (!QDir().mkpath(QDir(places.profile).filePath(begun)))
        return cannot(begun);
    if (const Result<Done> durable = platform::makeDurable(places.profile); !durable)
        return durable;
    for (const BackupFile &file : copy.files) {
        for (const QString &sidecar : sidecars) {
            const QString current = QDir(places.profile).filePath(file.name + sidecar);
            if (QFileInfo::exists(current) && !QFile::rename(current, QDir(aside).filePath(file.name + sidecar)))
                return cannot(current);
        }
        if (!QFile::rename(QDir(folder).filePath(file.name), QDir(places.profile).filePath(file.name)))
            return cannot(file.name);
    }
    return platform::makeDurable(places.profile);
}

} // namespace

bool exchangeBegun(const Places &places) { return QFileInfo::exists(QDir(places.profile).filePath(begun)); }

QString orderedRestore(const Places &places)
{
    QFile file(orderFile(places));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString name = QString::fromUtf8(file.read(64)).trimmed();
    return isCopyName(name) ? name : QString();
}

Result<Done> orderRestore(const Places &places, const QString &name)
{
    if (name.isEmpty()) {
        if (QFileInfo::exists(orderFile(places)) && !QFile::remove(orderFile(places)))
            return cannot(orderFile(places));
        return QFileInfo::exists(places.copies) ? platform::makeDurable(places.copies) : Result<Done>(Done{});
    }
    const Result<BackupView> copy = verifyCopy(places, name);
    if (!copy)
        return copy.error();
    if (!copy.value().trouble.isEmpty())
        return Error{Error::Code::Corrupt, copy.value().trouble};
    QSaveFile file(orderFile(places));
    if (!file.open(QIODevice::WriteOnly) || file.write(name.toUtf8()) < 0 || !file.commit())
        return cannot(file.fileName());
    return platform::makeDurable(file.fileName());
}

Result<RestoreReport> restoreCopy(const Places &places, const QString &name, Instant now)
{
    const Result<BackupView> copy = verifyCopy(places, name);
    if (!copy)
        return copy.error();
    if (!copy.value().trouble.isEmpty())
        return Error{Error::Code::Corrupt, copy.value().trouble};
    RestoreReport report{.name = name, .aside = folderForReplaced(places, now)};
    const QString folder = QDir(places.profile).filePath(staging);
    const auto tidy = qScopeGuard([&folder] { QDir(folder).removeRecursively(); }); // on a full disk above all
    if (const Result<Done> staged = stage(places, copy.value(), folder); !staged)
        return staged.error();
    const QString jobs = QString::fromLatin1(databaseNames[0]);
    const QString shop = QString::fromLatin1(databaseNames[1]);
    bool consentKnown = true;
    if (QFileInfo::exists(QDir(folder).filePath(shop))) {
        const Result<Current> current = currentOf(places, shop);
        if (!current)
            return current.error();
        const Result<bool> known = guardConsent(QDir(folder).filePath(shop), current.value());
        if (!known)
            return known.error();
        consentKnown = known.value();
    }
    if (QFileInfo::exists(QDir(folder).filePath(jobs))) {
        const Result<Current> current = currentOf(places, jobs);
        if (!current)
            return current.error();
        if (const Result<Done> guarded = guardSends(QDir(folder).filePath(jobs), current.value(), consentKnown, report); !guarded)
            return guarded.error();
    }
    for (const BackupFile &file : copy.value().files)
        if (const Result<Done> durable = platform::makeDurable(QDir(folder).filePath(file.name)); !durable)
            return durable.error();
    if (const Result<Done> exchanged = exchange(places, copy.value(), folder, report.aside); !exchanged)
        return exchanged.error();
    QDir(places.profile).rmdir(begun);
    return report;
}

Result<std::optional<RestoreReport>> carryOutOrder(const Places &places, Instant now)
{
    const QString name = orderedRestore(places);
    if (name.isEmpty())
        return std::optional<RestoreReport>();
    const Result<RestoreReport> done = restoreCopy(places, name, now);
    if (!done)
        return done.error();
    if (const Result<Done> taken = orderRestore(places, {}); !taken)
        return taken.error();
    return std::optional(done.value());
}

} // namespace trato::backup
