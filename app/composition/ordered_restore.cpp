#include "app/composition/ordered_restore.h"

#include "engine/backup/restore.h"
#include "engine/runtime/log_book.h"

#include <QDir>

namespace trato {

using namespace Qt::StringLiterals;

RestoreOutcome restoreIfOrdered(const Profile &profile, const Clock &clock)
{
    const backup::Places places{profile.folder, profile.backupFolder()};
    const RestoreOutcome restored = backup::carryOutOrder(places, clock.now());
    if (!restored && !backup::exchangeBegun(places))
        if (const Result<Done> dropped = backup::orderRestore(places, {}); !dropped)
            return dropped.error();
    return restored;
}

bool mustNotStart(const RestoreOutcome &restored, const Profile &profile)
{
    // An order that nothing was done for has been dropped.
    return !restored && !backup::orderedRestore({profile.folder, profile.backupFolder()}).isEmpty();
}

void tellRestore(const RestoreOutcome &restored, LogBook &log)
{
    if (!restored) {
        log.error("backup", u"the ordered copy was not put in place, nothing was changed: "_s + restored.error().detail);
    } else if (const auto &report = restored.value()) {
        log.warning("backup", u"%1 was put in place; the files it replaced are in %2; %3 sends taken over"_s
                                  .arg(report->name, QDir(report->aside).dirName()).arg(report->fencesKept));
        if (report->queuesPaused)
            log.warning("backup", u"what was sent since that copy is not known: the message queues wait until they are resumed"_s);
    }
}

} // namespace trato
