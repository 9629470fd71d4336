#include "engine/notify/cost_book.h"

#include "engine/local/sql_thread.h"
#include "engine/notify/delivery_rows.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTimeZone>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// What a row has in the book of a month and may still be taken back.
struct Charge {
    QString month{};
    Channel channel = Channel::WhatsApp;
    QString category{};
    int segments = 0;
    std::optional<qint64> micros{};
    friend bool operator==(const Charge &, const Charge &) = default;

    QString text() const
    {
        return QStringList{month, nameOf(channel), category, QString::number(segments), micros ? QString::number(*micros) : QString()}.join(u'|');
    }
    static std::optional<Charge> from(const QString &text)
    {
        const QStringList parts = text.split(u'|');
        const auto channel = parts.size() == 5 ? enumFromName<Channel>(parts[1]) : std::nullopt;
        if (!channel)
            return std::nullopt;
        return Charge{parts[0], *channel, parts[2], parts[3].toInt(), parts[4].isEmpty() ? std::nullopt : std::optional(parts[4].toLongLong())};
    }
};

Result<Done> book(QSqlDatabase &db, const Charge &charge, int sign)
{
    QSqlQuery query(db);
    if (!execute(query,
                 u"INSERT INTO cost_month(month, channel, category, messages, segments, micros, unpriced) VALUES(?, ?, ?, ?, ?, ?, ?)"
                 " ON CONFLICT(month, channel, category) DO UPDATE SET messages = messages + excluded.messages,"
                 " segments = segments + excluded.segments, micros = micros + excluded.micros, unpriced = unpriced + excluded.unpriced"_s,
                 {charge.month, nameOf(charge.channel), charge.category.isNull() ? u""_s : charge.category, sign, sign * charge.segments,
                  sign * charge.micros.value_or(0), charge.micros ? 0 : sign}))
        return ledger::trouble(query);
    return Done{};
}

} // namespace

CostRules costRulesOf(const EngineSettings &settings)
{
    const std::tuple<Channel, QString, QString> table[] = {
        {Channel::WhatsApp, u"utility"_s, settings.priceWhatsappUtility},
        {Channel::WhatsApp, u"marketing"_s, settings.priceWhatsappMarketing},
        {Channel::WhatsApp, u"authentication"_s, settings.priceWhatsappAuthentication},
        {Channel::WhatsApp, u"service"_s, settings.priceWhatsappService},
        {Channel::Sms, {}, settings.priceSms},
        {Channel::Email, {}, settings.priceEmail},
    };
    CostRules rules;
    for (const auto &[channel, category, text] : table)
        if (const auto micros = microsOf(text))
            rules.prices.insert({channel, category}, *micros);
    rules.zone = settings.zone.toLatin1();
    return rules;
}

std::optional<qint64> priceOf(const PriceList &prices, Channel channel, const QString &category, int segments)
{
    const auto found = prices.constFind({channel, channel == Channel::WhatsApp ? category : QString()});
    if (found == prices.constEnd())
        return std::nullopt;
    return channel == Channel::Sms ? *found * std::max(1, segments) : *found;
}

bool isBilled(Channel channel, DeliveryState state, bool wasBilled)
{
    switch (state) {
    case DeliveryState::Accepted:
    case DeliveryState::Sent:
    case DeliveryState::Delivered:
    case DeliveryState::Read:
    case DeliveryState::Uncertain:
        return true;
    case DeliveryState::Failed:
        return wasBilled && channel != Channel::WhatsApp;
    case DeliveryState::Sending:
    case DeliveryState::WouldSend:
    case DeliveryState::AwaitsPerson:
    case DeliveryState::SentByHand:
    case DeliveryState::NotSent:
    case DeliveryState::Skipped:
        break;
    }
    return false;
}

QString monthOf(Instant at, const QByteArray &zone)
{
    const QTimeZone there(zone);
    return (there.isValid() ? toUtc(at).toTimeZone(there) : toUtc(at)).toString(u"yyyy-MM");
}

BudgetState budgetState(qint64 micros, const EngineSettings &settings)
{
    const std::optional<qint64> budget = microsOf(settings.budgetMonth);
    if (!budget)
        return BudgetState::None;
    if (micros >= *budget)
        return BudgetState::Spent;
    return micros * 100 >= *budget * settings.budgetWarnPercent ? BudgetState::Near : BudgetState::Fine;
}

Result<Done> billRow(QSqlDatabase &db, const CostRules &rules, qint64 row, Instant at)
{
    QSqlQuery query(db);
    if (!execute(query, u"SELECT channel, way, state, category, segments, billed, cost FROM delivery WHERE seq = ?"_s, {row}) || !query.next())
        return ledger::trouble(query);
    const auto channel = enumFromName<Channel>(query.value(0).toString()).value_or(Channel::WhatsApp);
    const bool isLive = query.value(1).toString() == nameOf(ChannelWay::Live);
    const auto state = enumFromName<DeliveryState>(query.value(2).toString()).value_or(DeliveryState::Uncertain);
    const QString category = query.value(3).toString();
    const int segments = query.value(4).toInt();
    const std::optional<Charge> standing = Charge::from(query.value(5).toString());
    std::optional<qint64> cost = query.value(6).isNull() ? std::nullopt : std::optional(query.value(6).toLongLong());
    query.finish();

    const bool same = standing && standing->channel == channel;
    std::optional<Charge> now;
    if (isLive && isBilled(channel, state, same))
        now = Charge{same ? standing->month : monthOf(at, rules.zone), channel, category, segments, priceOf(rules.prices, channel, category, segments)};
    // The price of the day it left stands, also when the table changes before the provider reports.
    if (now && same && standing->category == category && standing->segments == segments)
        now->micros = standing->micros;
    if (now == standing)
        return Done{};
    // What another channel has taken, or an earlier attempt, is not taken back when the message goes on.
    const bool stays = standing && (!same || state == DeliveryState::Sending);
    if (standing && !stays) {
        if (const Result<Done> back = book(db, *standing, -1); !back)
            return back;
        if (standing->micros)
            cost = cost.value_or(0) - *standing->micros;
    }
    if (now) {
        if (const Result<Done> booked = book(db, *now, 1); !booked)
            return booked;
        if (now->micros)
            cost = cost.value_or(0) + *now->micros;
    }
    if (!execute(query, u"UPDATE delivery SET billed = ?, cost = ? WHERE seq = ?"_s,
                 {now ? now->text() : u""_s, cost ? QVariant(*cost) : QVariant(), row}))
        return ledger::trouble(query);
    return Done{};
}

Result<CostReport> costsOf(QSqlDatabase &db, const QString &month)
{
    CostReport out;
    out.month = month;
    QSqlQuery query(db);
    if (!execute(query, u"SELECT channel, category, messages, segments, micros, unpriced FROM cost_month"
                         " WHERE month = ? AND messages > 0 ORDER BY micros DESC, channel, category"_s, {month}))
        return ledger::trouble(query);
    while (query.next()) {
        const CostRow row{enumFromName<Channel>(query.value(0).toString()).value_or(Channel::WhatsApp), query.value(1).toString(),
                          query.value(2).toLongLong(), query.value(3).toLongLong(), query.value(4).toLongLong(), query.value(5).toLongLong()};
        out.micros += row.micros;
        out.unpriced += row.unpriced;
        out.rows << row;
    }
    if (!execute(query, u"SELECT DISTINCT month FROM cost_month WHERE messages > 0 ORDER BY month DESC LIMIT 60"_s))
        return ledger::trouble(query);
    while (query.next())
        out.months << query.value(0).toString();
    return out;
}

} // namespace trato
