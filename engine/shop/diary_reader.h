#pragma once

#include "engine/queue/handler_pool.h"
#include "engine/runtime/mailbox.h"
#include "engine/shop/diary_ics.h"

namespace trato {

/// A diary file that somebody handed over or that was found.
struct DiaryFile {
    QByteArray content{};
    QString name{};
    QString zone{};     ///< of the unit: wall-clock times are its
    Instant now{};
};

/// `parseDiaryFile`, which may take seconds for a large file.
using ReadDiary = std::function<void(DiaryFile, Reply<ParsedDiary>)>;

/// Reads on a thread of `pool`; the reply comes through `home`.
ReadDiary readDiariesOn(HandlerPool &pool, std::shared_ptr<Mailbox> home);
/// Reads and answers at once, in the caller's thread.
void readDiaryHere(const DiaryFile &file, const Reply<ParsedDiary> &reply);

} // namespace trato
