#include "engine/notify/ways/event_book.h"

#include "engine/notify/ways/event_text.h"

#include <QSqlError>
#include <QSqlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

Error trouble(const QSqlQuery &query) { return sqlError(query.lastError(), u"console.db"_s); }

QVariant written(const QString &text) { return text.isNull() ? u""_s : text; }

} // namespace

void EventBook::add(QString way, QList<ProviderEvent> events, std::optional<QString> cursor, Reply<qint64> reply)
{
    m_db.run<qint64>(
        [way = std::move(way), events = std::move(events), cursor = std::move(cursor), now = m_clock.now()](QSqlDatabase &db) -> Result<qint64> {
            QSqlQuery query(db);
            qint64 added = 0;
            for (const ProviderEvent &event : events) {
                const auto *status = std::get_if<StatusEvent>(&event);
                const Instant at = std::visit([](const auto &e) { return e.at; }, event);
                if (at != Instant{} && at < now - life)
                    continue; // whether it came before is no longer known
                if (!execute(query, u"INSERT OR IGNORE INTO inbound(event_key, way, kind, provider_id, opaque, body, state, received_at)"
                                     " VALUES(?, ?, ?, ?, ?, ?, 'open', ?)"_s,
                             {eventKey(event), way, eventKind(event), written(status ? status->providerId : QString()),
                              written(status ? status->opaque : QString()), QString::fromUtf8(eventJson(event)), qint64(toMs(now))}))
                    return trouble(query);
                added += query.numRowsAffected();
            }
            if (!execute(query, u"INSERT INTO way_in VALUES(?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET cursor = COALESCE(?, cursor),"
                                 " taken = taken + ?, last_at = COALESCE(?, last_at)"_s,
                         {way, written(cursor.value_or(QString())), added, added > 0 ? QVariant(qint64(toMs(now))) : QVariant(),
                          cursor ? written(*cursor) : QVariant(), added, added > 0 ? QVariant(qint64(toMs(now))) : QVariant()}))
                return trouble(query);
            return added;
        },
        std::move(reply));
}

void EventBook::list(EventFate fate, int limit, Reply<QList<OpenEvent>> reply)
{
    m_db.run<QList<OpenEvent>>(
        [=](QSqlDatabase &db) -> Result<QList<OpenEvent>> {
            QSqlQuery query(db);
            // Our token first: it is there before the provider's id is.
            QString sql = u"SELECT i.seq, i.body, i.received_at, d.dedupe_key, d.state, i.way FROM inbound i LEFT JOIN delivery d ON d.seq = COALESCE("
                           "(SELECT seq FROM delivery WHERE opaque = i.opaque AND opaque <> ''),"
                           "(SELECT seq FROM delivery WHERE provider_id = i.provider_id AND provider_id <> ''))"
                           " WHERE i.state = ?"_s;
            if (fate == EventFate::Parked)
                sql += u" AND d.seq IS NOT NULL AND d.state <> 'sending'"_s;
            if (!execute(query, sql + u" ORDER BY i.seq LIMIT ?"_s, {nameOf(fate), limit}))
                return trouble(query);
            QList<OpenEvent> out;
            while (query.next()) {
                OpenEvent open{.number = query.value(0).toLongLong(), .way = query.value(5).toString(), .dedupeKey = query.value(3).toString(),
                               .state = enumFromName<DeliveryState>(query.value(4).toString()), .receivedAt = fromMs(query.value(2).toLongLong())};
                if (const auto event = eventFromJson(query.value(1).toString().toUtf8()))
                    open.event = *event;
                out << open;
            }
            return out;
        },
        std::move(reply));
}

void EventBook::settle(QList<qint64> numbers, EventFate fate, Reply<Done> reply)
{
    m_db.run<Done>(
        [numbers = std::move(numbers), fate](QSqlDatabase &db) -> Result<Done> {
            QSqlQuery query(db);
            const bool isOver = fate == EventFate::Used || fate == EventFate::Foreign;
            const QString sql = isOver ? u"UPDATE inbound SET state = ?, body = '' WHERE seq = ?"_s : u"UPDATE inbound SET state = ? WHERE seq = ?"_s;
            for (const qint64 number : numbers)
                if (!execute(query, sql, {nameOf(fate), number}))
                    return trouble(query);
            return Done{};
        },
        std::move(reply));
}

void EventBook::reopenUnread(Reply<Done> reply)
{
    m_db.run<Done>(
        [](QSqlDatabase &db) -> Result<Done> {
            QSqlQuery query(db);
            return execute(query, u"UPDATE inbound SET state = 'open' WHERE state = 'unread'"_s) ? Result<Done>(Done{}) : Result<Done>(trouble(query));
        },
        std::move(reply));
}

void EventBook::prune(Reply<qint64> reply)
{
    m_db.run<qint64>(
        [before = m_clock.now() - life](QSqlDatabase &db) -> Result<qint64> {
            QSqlQuery query(db);
            if (!execute(query, u"DELETE FROM inbound WHERE seq IN (SELECT seq FROM inbound WHERE received_at < ? LIMIT 5000)"_s, {qint64(toMs(before))}))
                return trouble(query);
            return qint64(query.numRowsAffected());
        },
        std::move(reply));
}

void EventBook::marks(Reply<QMap<QString, WayMark>> reply)
{
    m_db.run<QMap<QString, WayMark>>(
        [](QSqlDatabase &db) -> Result<QMap<QString, WayMark>> {
            QSqlQuery query(db);
            if (!execute(query, u"SELECT name, cursor, taken, last_at FROM way_in"_s))
                return trouble(query);
            QMap<QString, WayMark> out;
            while (query.next())
                out.insert(query.value(0).toString(),
                           {query.value(1).toString(), query.value(2).toLongLong(),
                            query.value(3).isNull() ? std::nullopt : std::optional(fromMs(query.value(3).toLongLong()))});
            return out;
        },
        std::move(reply));
}

void EventBook::parked(Reply<qint64> reply)
{
    m_db.run<qint64>(
        [](QSqlDatabase &db) -> Result<qint64> {
            QSqlQuery query(db);
            if (!execute(query, u"SELECT COUNT(*) FROM inbound WHERE state = 'parked'"_s) || !query.next())
                return trouble(query);
            const qint64 count = query.value(0).toLongLong();
            query.finish();
            return count;
        },
        std::move(reply));
}

} // namespace trato
