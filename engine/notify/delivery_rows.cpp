#include "engine/notify/delivery_rows.h"

#include <QMessageAuthenticationCode>
#include <QSqlError>
#include <QSqlQuery>

namespace trato::ledger {

using namespace Qt::StringLiterals;

QString columns()
{
    return u"seq, channel, way, template, state, recipient, client_name, visit_id, queue, job_id, "
           "provider_id, reason, created_at, updated_at, expires_at, dedupe_key, client_id, "
           "reminder_type, start_at, open_recipient, open_text, attempts, category, segments, cost"_s;
}

static std::optional<Instant> instantOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(fromMs(value.toLongLong()));
}

DeliveryRecord recordOf(const QSqlQuery &row)
{
    DeliveryRecord out;
    DeliveryView &v = out.view;
    out.number = row.value(0).toLongLong();
    v.id = {u"d"_s + row.value(0).toString()};
    v.channel = enumFromName<Channel>(row.value(1).toString()).value_or(Channel::WhatsApp);
    v.way = enumFromName<ChannelWay>(row.value(2).toString()).value_or(ChannelWay::Training);
    v.templateId = {row.value(3).toString()};
    v.state = enumFromName<DeliveryState>(row.value(4).toString()).value_or(DeliveryState::Uncertain);
    v.recipient = row.value(5).toString();
    v.clientName = row.value(6).toString();
    v.visitId = row.value(7).toString();
    v.queue = row.value(8).toString();
    v.jobId = row.value(9).toString();
    v.providerId = row.value(10).toString();
    v.reason = row.value(11).toString();
    v.createdAt = fromMs(row.value(12).toLongLong());
    v.updatedAt = fromMs(row.value(13).toLongLong());
    v.expiresAt = instantOf(row.value(14));
    out.dedupeKey = row.value(15).toString();
    out.clientId = row.value(16).toString();
    out.reminderType = row.value(17).toString();
    out.startAt = instantOf(row.value(18));
    out.openRecipient = row.value(19).toString();
    out.openText = row.value(20).toString();
    out.attempts = row.value(21).toInt();
    v.category = row.value(22).toString();
    v.segments = row.value(23).toInt();
    if (!row.value(24).isNull())
        v.costMicros = row.value(24).toLongLong();
    return out;
}

Error trouble(const QSqlQuery &query)
{
    return sqlError(query.lastError(), u"console.db"_s);
}

Result<DeliveryRecord> fetch(QSqlDatabase &db, const QString &where, const QVariant &value)
{
    QSqlQuery query(db);
    if (!execute(query, u"SELECT "_s + columns() + u" FROM delivery WHERE "_s + where + u" LIMIT 1"_s, {value}))
        return trouble(query);
    if (!query.next())
        return Error{Error::Code::NotFound, u"no such delivery"_s};
    const DeliveryRecord out = recordOf(query);
    query.finish();
    return out;
}

Result<QString> recipientHash(QSqlDatabase &db, const QString &recipient)
{
    QSqlQuery query(db);
    if (!execute(query, u"SELECT value FROM meta WHERE key = 'recipient_key'"_s) || !query.next())
        return trouble(query);
    const QByteArray key = QByteArray::fromHex(query.value(0).toByteArray());
    query.finish();
    return QString::fromLatin1(
        QMessageAuthenticationCode::hash(recipient.toUtf8(), key, QCryptographicHash::Sha256).toHex().left(32));
}

} // namespace trato::ledger
