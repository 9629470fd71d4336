#pragma once

#include "engine/notify/delivery_ledger.h"

class QSqlDatabase;
class QSqlQuery;

/// How the ledger's rows are read; shared by its own files. Called on the ledger's thread.
namespace trato::ledger {

/// The columns that `recordOf` reads, in its order.
QString columns();
DeliveryRecord recordOf(const QSqlQuery &row);
Error trouble(const QSqlQuery &query);
/// The row that `where` finds; NotFound when there is none.
Result<DeliveryRecord> fetch(QSqlDatabase &db, const QString &where, const QVariant &value);
/// A keyed hash: who has the file alone learns no number from it.
Result<QString> recipientHash(QSqlDatabase &db, const QString &recipient);
/// Newest first, with how many there are. A search that matches 10,000 deliveries or more answers no `byState`, and as `total`
/// those of every state.
Result<DeliveryPage> pageOf(QSqlDatabase &db, const ask::ListDeliveries &question);

} // namespace trato::ledger
