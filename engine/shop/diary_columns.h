#pragma once

#include "engine/api/appointment.h"

#include <optional>

namespace trato {

/// Columns of a diary file that mean something to us.
enum class DiaryColumn {
    Date, Time, End, Duration, Client, Phone, Email, Professional, Service, Price, Status, Id,
};
template <>
struct EnumNames<DiaryColumn> {
    static constexpr std::array names{"date", "time", "end", "duration", "client", "phone", "email", "professional",
                                      "service", "price", "status", "id"};
};

/// What a header means, in Portuguese or English; not set when it means nothing to us. Pure.
std::optional<DiaryColumn> columnOf(const QString &header);
/// Canonical state of a status word by domain 2.6, case, accents, blanks and hyphens ignored; empty text is
/// Scheduled. Pure.
std::optional<VisitStatus> statusOf(const QString &word);

struct ReadDate {
    QDate date{};
    QTime time{};          ///< invalid when only a date stood there
    bool utc = false;      ///< it ended in "Z"
};
/// dd/MM/yyyy, dd/MM/yy, yyyy-MM-dd (also with . or -), a weekday in front and a time behind allowed. Pure.
std::optional<ReadDate> readDate(const QString &text);
/// 14:30, 14:30:00, 14h30, 14h, 2:30 pm. Pure.
std::optional<QTime> readTime(const QString &text);
/// "45", "45 min", "1h", "1h30", "00:45" as minutes, 1 to 24 h. Pure.
std::optional<int> readMinutes(const QString &text);

} // namespace trato
