#include "engine/stores/redis/list_cursor.h"

namespace trato::redis {
namespace {

/// The text behind a letter, split into so many parts; ids may hold ':'.
QStringList partsOf(const QString &cursor, QChar letter, int parts)
{
    if (!cursor.startsWith(letter))
        return {};
    QStringList found = cursor.mid(1).split(u':');
    if (found.size() < parts)
        return {};
    const QString id = found.mid(parts - 1).join(u':');
    found = found.mid(0, parts - 1);
    found.append(id);
    return found;
}

} // namespace

QString cursorText(const ListSpot &spot)
{
    return u'S' + QString::number(spot.index) + u':' + QString::fromLatin1(spot.score) + u':' + QString::fromUtf8(spot.id);
}

std::optional<ListSpot> spotOf(const QString &cursor)
{
    const QStringList parts = partsOf(cursor, u'S', 3);
    bool good[2] = {};
    const qint64 index = parts.value(0).toLongLong(&good[0]);
    (void)parts.value(1).toDouble(&good[1]);
    if (!good[0] || !good[1] || index < 0 || parts[2].isEmpty())
        return std::nullopt;
    return ListSpot{index, parts[1].toLatin1(), parts[2].toUtf8()};
}

QString cursorText(const BirthSpot &spot)
{
    return u'A' + QString::number(spot.timestamp) + u':' + spot.id;
}

std::optional<BirthSpot> birthOf(const QString &cursor)
{
    const QStringList parts = partsOf(cursor, u'A', 2);
    bool good = false;
    const qint64 timestamp = parts.value(0).toLongLong(&good);
    return good && !parts[1].isEmpty() ? std::optional(BirthSpot{timestamp, parts[1]}) : std::nullopt;
}

bool bornBefore(const BirthSpot &a, const BirthSpot &b)
{
    if (a.timestamp != b.timestamp)
        return a.timestamp < b.timestamp;
    bool isNumber[2] = {};
    const qint64 first = a.id.toLongLong(&isNumber[0]);
    const qint64 second = b.id.toLongLong(&isNumber[1]);
    if (isNumber[0] && isNumber[1])
        return first < second;
    if (isNumber[0] != isNumber[1])
        return isNumber[1];
    return a.id < b.id;
}

} // namespace trato::redis
