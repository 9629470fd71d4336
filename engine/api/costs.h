#pragma once

#include "engine/api/delivery.h"

/// What messages cost, by the shop's own price table. Amounts are millionths of a real, because one message costs less than
/// a cent can tell.
namespace trato {

/// "0,0425" or "0.0425" as millionths; not set when it is no amount from 0 to 100,000 with at most six decimals. Pure.
std::optional<qint64> microsOf(const QString &text);

/// What was sent on one channel in one category.
struct CostRow {
    Channel channel = Channel::WhatsApp;
    QString category{};        ///< "utility", "marketing", "service" …; empty when not known
    qint64 messages = 0;       ///< that the provider bills
    qint64 segments = 0;       ///< SMS only
    qint64 micros = 0;
    qint64 unpriced = 0;       ///< of the messages: without a price when they left
    friend bool operator==(const CostRow &, const CostRow &) = default;
    static constexpr auto fields()
    {
        using C = CostRow;
        return fieldList(field("channel", &C::channel), field("category", &C::category), field("messages", &C::messages),
                          field("segments", &C::segments), field("micros", &C::micros), field("unpriced", &C::unpriced));
    }
};

/// How the month stands against the budget.
enum class BudgetState {
    None,    ///< no budget is set
    Fine,
    Near,    ///< above the share that warns
    Spent,   ///< marketing messages are held back until the month ends
};
template <>
struct EnumNames<BudgetState> {
    static constexpr std::array names{"none", "fine", "near", "spent"};
};

/// One month, in the shop's time zone.
struct CostReport {
    QString month{};                       ///< "2026-11"
    QList<CostRow> rows{};
    qint64 micros = 0;
    qint64 unpriced = 0;
    std::optional<qint64> budgetMicros{};
    BudgetState budget = BudgetState::None;
    QStringList months{};                  ///< that have something, newest first
    friend bool operator==(const CostReport &, const CostReport &) = default;
    static constexpr auto fields()
    {
        using C = CostReport;
        return fieldList(field("month", &C::month), field("rows", &C::rows), field("micros", &C::micros), field("unpriced", &C::unpriced),
                          field("budgetMicros", &C::budgetMicros), field("budget", &C::budget), field("months", &C::months));
    }
};

} // namespace trato
