#include "engine/notify/seen_previews.h"

#include "engine/notify/delivery_rows.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

void SeenPreviews::note(Reply<QString> reply)
{
    m_console.run<QString>(
        [now = m_clock.now()](QSqlDatabase &db) -> Result<QString> {
            const QString token = QUuid::createUuid().toString(QUuid::Id128);
            QSqlQuery query(db);
            if (!execute(query, u"DELETE FROM seen_preview WHERE at < ? OR at > ?"_s, {qint64(toMs(now - life)), qint64(toMs(now))})
                || !execute(query, u"INSERT INTO seen_preview VALUES(?, ?)"_s, {token, qint64(toMs(now))}))
                return ledger::trouble(query);
            return token;
        },
        std::move(reply));
}

void SeenPreviews::isFresh(QString token, Reply<bool> reply)
{
    m_console.run<bool>(
        [token = std::move(token), now = m_clock.now()](QSqlDatabase &db) -> Result<bool> {
            QSqlQuery query(db);
            if (!execute(query, u"SELECT at FROM seen_preview WHERE token = ?"_s, {token}))
                return ledger::trouble(query);
            if (!query.next())
                return false;
            const Millis age = now - fromMs(query.value(0).toLongLong());
            query.finish();
            return age >= Millis(0) && age <= life;
        },
        std::move(reply));
}

} // namespace trato
