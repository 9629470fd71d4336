#include "engine/notify/delivery_retention.h"

#include "engine/api/delivery.h"

#include <QSqlError>
#include <QSqlQuery>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int sliceRows = 2000;
const QString ledger = u"console.db"_s;

Result<qint64> changedBy(QSqlDatabase &db, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(db);
    if (!execute(query, sql, values))
        return sqlError(query.lastError(), ledger);
    return qint64(query.numRowsAffected());
}

Result<qint64> counted(QSqlDatabase &db, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(db);
    if (!execute(query, sql, values) || !query.next())
        return sqlError(query.lastError(), ledger);
    const qint64 count = query.value(0).toLongLong();
    query.finish();
    return count;
}

const QString oldTexts = u"created_at < ? AND (open_text <> '' OR open_recipient <> '')"_s;
const QString oldDeliveries = u"updated_at < ? AND state <> 'sending'"_s;

Result<DeliveriesCleaned> countAll(QSqlDatabase &db, const DeliveryRetention &order)
{
    const Result<qint64> texts = counted(db, u"SELECT count(*) FROM delivery WHERE "_s + oldTexts, {toMs(order.textsBefore)});
    if (!texts)
        return texts.error();
    const Result<qint64> deliveries = counted(db, u"SELECT count(*) FROM delivery WHERE "_s + oldDeliveries, {toMs(order.deliveriesBefore)});
    if (!deliveries)
        return deliveries.error();
    return DeliveriesCleaned{texts.value(), deliveries.value()};
}

/// One slice; both figures are 0 when nothing is left.
Result<DeliveriesCleaned> cleanSome(QSqlDatabase &db, const DeliveryRetention &order)
{
    const qint64 texts = toMs(order.textsBefore);
    const QString slice = u"seq IN (SELECT seq FROM delivery WHERE %1 LIMIT %2)"_s;
    // The text goes, so the message can no longer be sent by hand.
    const QString waiting = u"state = '%1' AND created_at < ?"_s.arg(nameOf(DeliveryState::AwaitsPerson));
    const Result<qint64> told = changedBy(db,
        u"INSERT INTO delivery_step(delivery, at, state, reason) SELECT seq, ?, '%1', 'expired' FROM delivery WHERE "_s.arg(nameOf(DeliveryState::NotSent)) + waiting,
        {toMs(order.now), texts});
    if (!told)
        return told.error();
    const Result<qint64> closed = changedBy(db,
        u"UPDATE delivery SET state = '%1', reason = 'expired', updated_at = ? WHERE "_s.arg(nameOf(DeliveryState::NotSent)) + waiting,
        {toMs(order.now), texts});
    if (!closed)
        return closed.error();
    const Result<qint64> emptied = changedBy(db,
        u"UPDATE delivery SET open_text = '', open_recipient = '' WHERE "_s + slice.arg(oldTexts).arg(sliceRows), {texts});
    if (!emptied)
        return emptied.error();
    const Result<qint64> removed = changedBy(db,
        u"DELETE FROM delivery WHERE "_s + slice.arg(oldDeliveries).arg(sliceRows), {toMs(order.deliveriesBefore)});
    if (!removed)
        return removed.error();
    return DeliveriesCleaned{emptied.value(), removed.value()};
}

void cleanOn(SqlThread &db, DeliveryRetention order, DeliveriesCleaned sum, Reply<DeliveriesCleaned> reply)
{
    db.run<DeliveriesCleaned>([order](QSqlDatabase &file) { return cleanSome(file, order); },
                              [&db, order, sum, reply](const Result<DeliveriesCleaned> &slice) mutable {
                                  if (!slice)
                                      return reply(slice.error());
                                  if (slice.value() == DeliveriesCleaned{})
                                      return reply(sum);
                                  sum.texts += slice.value().texts;
                                  sum.deliveries += slice.value().deliveries;
                                  cleanOn(db, order, sum, reply);
                              });
}

} // namespace

void cleanDeliveries(SqlThread &db, DeliveryRetention order, Reply<DeliveriesCleaned> reply)
{
    if (order.onlyCount)
        return db.run<DeliveriesCleaned>([order](QSqlDatabase &file) { return countAll(file, order); }, std::move(reply));
    cleanOn(db, order, {}, std::move(reply));
}

} // namespace trato
