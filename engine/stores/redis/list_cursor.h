#pragma once

#include "engine/stores/redis/id_walk.h"

/// Where a list read through goes on, as the text that is handed to whoever reads it. Pure.
namespace trato::redis {

/// Of a state's list: "S<index>:<score>:<id>".
QString cursorText(const ListSpot &spot);
std::optional<ListSpot> spotOf(const QString &cursor);

/// Of the list of every state, which is ordered by creation.
struct BirthSpot {
    qint64 timestamp = 0;
    QString id{};
};
/// "A<timestamp>:<id>".
QString cursorText(const BirthSpot &spot);
std::optional<BirthSpot> birthOf(const QString &cursor);
/// Whether `a` was made before `b`: by time, then by number, then by id.
bool bornBefore(const BirthSpot &a, const BirthSpot &b);

} // namespace trato::redis
