#pragma once

#include "engine/api/costs.h"
#include "engine/api/result.h"
#include "engine/api/settings.h"

class QSqlDatabase;

/// What messages cost and in which month they are billed.
namespace trato {

/// Prices by channel and category, millionths of a real; what is missing is not known.
using PriceList = QMap<std::pair<Channel, QString>, qint64>;
/// By which rules the ledger bills. Values, so that they travel to its thread.
struct CostRules {
    PriceList prices{};
    QByteArray zone{"UTC"};   ///< whose months count
};
CostRules costRulesOf(const EngineSettings &settings);

/// The price of one message; of an SMS, times its segments. Not set: not known. Pure.
std::optional<qint64> priceOf(const PriceList &prices, Channel channel, const QString &category, int segments);
/// Whether the provider bills a live message in this state. WhatsApp bills what it delivers, so what failed costs nothing
/// (providers 1.1); a carrier of SMS or e-mail bills what it took. What may have left counts. Pure.
bool isBilled(Channel channel, DeliveryState state, bool wasBilled);
/// "2026-11" in this zone. Pure.
QString monthOf(Instant at, const QByteArray &zone);
/// How a month stands: budget and share that warns from the settings. Pure.
BudgetState budgetState(qint64 micros, const EngineSettings &settings);

/// Bills a message after its row has moved, or takes the charge back; in the caller's transaction. A message that goes on by
/// another channel, or again, keeps what it has cost before.
Result<Done> billRow(QSqlDatabase &db, const CostRules &rules, qint64 row, Instant at);
/// One month as it stands in the book, without budget.
Result<CostReport> costsOf(QSqlDatabase &db, const QString &month);

} // namespace trato
