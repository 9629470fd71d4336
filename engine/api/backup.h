#pragma once

#include "engine/api/codec.h"

/// Values that describe safety copies of a profile.
namespace trato {

/// One database file inside a safety copy.
struct BackupFile {
    QString name{};                  ///< "jobs.db"
    qint64 bytes = 0;
    QString sha256{};                ///< hexadecimal
    QMap<QString, qint64> rows{};    ///< rows of each table
    friend bool operator==(const BackupFile &, const BackupFile &) = default;
    static constexpr auto fields()
    {
        using F = BackupFile;
        return fieldList(field("name", &F::name), field("bytes", &F::bytes), field("sha256", &F::sha256),
                          field("rows", &F::rows));
    }
};

/// A safety copy: a folder with the databases and a list of what is in them.
struct BackupView {
    QString name{};                  ///< "2026-11-23T050000Z", its folder
    Instant madeAt{};
    QString version{};               ///< of the program that made it
    QList<BackupFile> files{};
    qint64 bytes = 0;
    QString trouble{};               ///< key of what is wrong; empty: whole, as far as was looked
    friend bool operator==(const BackupView &, const BackupView &) = default;
    static constexpr auto fields()
    {
        using V = BackupView;
        return fieldList(field("name", &V::name), field("madeAt", &V::madeAt), field("version", &V::version),
                          field("files", &V::files), field("bytes", &V::bytes), field("trouble", &V::trouble));
    }
};

struct BackupList {
    QString folder{};                ///< where they are
    QList<BackupView> copies{};      ///< newest first; unreadable ones too
    int keep = 0;                    ///< how many are kept
    QString pendingRestore{};        ///< name of the copy that the next start puts in place
    friend bool operator==(const BackupList &, const BackupList &) = default;
    static constexpr auto fields()
    {
        using L = BackupList;
        return fieldList(field("folder", &L::folder), field("copies", &L::copies), field("keep", &L::keep),
                          field("pendingRestore", &L::pendingRestore));
    }
};

/// What a restore did.
struct RestoreReport {
    QString name{};
    QString aside{};                 ///< folder with the files that were replaced
    qint64 fencesKept = 0;           ///< sends the copy did not know of, taken over so that nothing goes out twice
    bool queuesPaused = false;       ///< the replaced job store could not be read: message queues wait for a person
    friend bool operator==(const RestoreReport &, const RestoreReport &) = default;
    static constexpr auto fields()
    {
        using R = RestoreReport;
        return fieldList(field("name", &R::name), field("aside", &R::aside), field("fencesKept", &R::fencesKept),
                          field("queuesPaused", &R::queuesPaused));
    }
};

} // namespace trato
