#pragma once

#include "engine/shop/local_time.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// A visit of the diary with what the newest import said about it.
struct KnownVisit {
    VisitRecord record{};
    std::optional<Instant> importedStart{};        ///< not set: typed by a person
    std::optional<VisitStatus> importedStatus{};
    bool kept = false;                             ///< vanished once, and a person said it stays
};

/// What one row of a file means for the diary.
struct MergeStep {
    enum class Kind { Added, Moved, Updated, Unchanged };
    Kind kind = Kind::Added;
    qsizetype row = 0;             ///< in the imported list
    qsizetype known = -1;          ///< in the known list; -1 for Added
    VisitRecord result{};          ///< the visit as it will be; ids of a new one are empty
};

struct DiaryMerge {
    QList<MergeStep> steps{};      ///< one a row, in the rows' order
    QList<qsizetype> vanished{};   ///< known visits that are missing from the file
};

/// Compares a file with the diary. Rows match by the id column, else by phone (name when there is none), local day
/// and professional; of several on one day the same start, then the same service and the nearest start. What a
/// person changed stays until the file itself says something new. A visit has vanished when an earlier import
/// brought it, it lies ahead inside the file's period, would be reminded, and no row is about it. Pure.
DiaryMerge mergeDiary(const QList<KnownVisit> &known, const ImportedDiary &file, const LocalZone &zone, Instant now);

/// Lower case, accents removed, blanks simplified: how names are compared and searched.
QString foldText(const QString &text);

} // namespace trato
