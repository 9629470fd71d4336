#include "ui/pages/figures_row.h"

#include "ui/format.h"
#include "ui/pages/day_figures.h"
#include "ui/widgets/kpi_card.h"

#include <QGridLayout>

#include <cmath>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int widthOfOneLine = 1200;
constexpr qint64 wholeFrom = 100'000'00;   ///< larger sums are written without centavos: they would not fit

QString sum(qint64 cents) { return cents < wholeFrom ? format::money(cents) : format::wholeMoney(cents); }

/// "▲ 12,5%"; empty when there is nothing to compare with.
QString change(const Takings &now, const std::optional<Takings> &before)
{
    if (!before || before->cents == 0)
        return {};
    const double share = double(now.cents - before->cents) / double(before->cents);
    return (share > 0 ? u"▲ "_s : share < 0 ? u"▼ "_s : u"= "_s) + format::percent(std::abs(share));
}

QString attendedText(const Takings &takings)
{
    return FiguresRow::tr("%1 visit(s) attended", nullptr, format::plural(takings.visits)).arg(format::number(takings.visits));
}

QString amount(const Takings &takings)
{
    //: A sum of money and how many visits it comes from: "R$ 445,00 (9 visits)".
    return FiguresRow::tr("%1 (%2)").arg(format::money(takings.cents), format::visits(takings.visits));
}

} // namespace

FiguresRow::FiguresRow(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_grid(new QGridLayout(this))
{
    setProperty("clear", true);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Theme::gap);
    const std::pair<QString, Tone> cards[count] = {{tr("Visits today"), Tone::Accent},
                                                   {tr("Revenue today"), Tone::Good},
                                                   {tr("Revenue this month"), Tone::Good},
                                                   {tr("Reminders, next 24 h"), Tone::Violet},
                                                   {tr("Messages, last 24 h"), Tone::Good},
                                                   {tr("Needs attention"), Tone::Bad}};
    for (const auto &[title, tone] : cards)
        m_cards.append(new KpiCard(m_context.theme, title, tone, this));
    card(Figure::Visits).setExplanation(
        tr("Visits that begin today, without cancelled ones and blocked times. Attended are those marked as done. From the diary."));
    card(Figure::Reminders).setExplanation(
        tr("Reminders that are planned or in the queue and due within 24 hours. The line shows them by the hour. From the diary."));
    card(Figure::Messages).setExplanation(
        tr("Messages of the last 24 hours, at most the newest 1,000. Accepted is what WhatsApp took of what was tried, or a person "
           "sent by hand; to check is what failed or is uncertain. From the message ledger."));
    card(Figure::Attention).setExplanation(
        tr("Uncertain messages, messages that failed in the last 24 hours, and open questions of the diary. The list below has them."));
    arrange(count);
}

void FiguresRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width() < widthOfOneLine ? count / 2 : count);
}

void FiguresRow::arrange(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < count; ++i) {
        m_grid->addWidget(m_cards.at(i), i / columns, i % columns);
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    }
}

void FiguresRow::setUnknown(Figure figure) { card(figure).setFigure(u"–"_s, tr("not known now")); }

void FiguresRow::setVisits(const QList<VisitView> &visits)
{
    const Instant now = m_context.clock.now();
    const VisitsToday today = visitsToday(visits, now);
    card(Figure::Visits).setFigure(format::number(today.all),
                                   tr("%1 attended", nullptr, format::plural(today.attended)).arg(format::number(today.attended)) + u" · "_s
                                       + tr("%1 confirmed", nullptr, format::plural(today.confirmed)).arg(format::number(today.confirmed)));
    const ComingReminders coming = comingReminders(visits, now);
    KpiCard &reminders = card(Figure::Reminders);
    if (coming.unknown)
        setUnknown(Figure::Reminders);
    else
        reminders.setFigure(format::number(coming.due),
                            coming.next ? tr("next at %1").arg(format::time(*coming.next, coming.nextZone)) : tr("none is due"));
    reminders.setTrend(coming.due > 0 ? coming.perHour : QList<double>());
}

void FiguresRow::setShop(const ShopFigures &shop)
{
    m_shopKnown = true;
    const QString since = shop.since ? tr("The diary has attended visits since %1.").arg(format::date(*shop.since))
                                     : tr("The diary has no attended visits yet: mark visits as done, or import a diary with their status.");
    KpiCard &today = card(Figure::RevenueToday);
    const QString todayChange = change(shop.today, shop.weekBefore);
    today.setFigure(sum(shop.today.cents), todayChange.isEmpty() ? attendedText(shop.today) : tr("%1 on last week").arg(todayChange));
    QStringList words{tr("Prices in the diary of today's visits that are marked as done: %1.").arg(amount(shop.today))};
    if (shop.weekBefore)
        words << tr("Compared with the same weekday a week ago, up to this time of day: %1.").arg(amount(*shop.weekBefore));
    today.setExplanation((words << since).join(u' '));

    KpiCard &month = card(Figure::RevenueMonth);
    const QString monthChange = change(shop.month, shop.monthBefore);
    month.setFigure(sum(shop.month.cents), monthChange.isEmpty() ? attendedText(shop.month)
                                                                 : monthChange + u" · "_s + format::visits(shop.month.visits));
    words = {tr("Prices in the diary of the visits since the first of the month that are marked as done: %1.").arg(amount(shop.month))};
    if (shop.monthBefore)
        words << tr("Compared with the month before, up to the same day and time: %1.").arg(amount(*shop.monthBefore));
    if (shop.unpriced > 0)
        words << tr("Without a price: %1.").arg(format::visits(shop.unpriced));
    if (shop.open > 0)
        words << tr("Over, but not marked as done, missed or cancelled, and so not counted: %1.").arg(format::visits(shop.open));
    month.setExplanation((words << since).join(u' '));
}

void FiguresRow::setShopUnknown()
{
    if (m_shopKnown)
        return;
    setUnknown(Figure::RevenueToday);
    setUnknown(Figure::RevenueMonth);
}

void FiguresRow::setMessages(const QList<DeliveryView> &deliveries, std::optional<ChannelWay> way)
{
    const MessageFigures figures = messageFigures(deliveries, m_context.clock.now());
    KpiCard &messages = card(Figure::Messages);
    if (way == ChannelWay::Training) {
        QString note = tr("%1 would go out", nullptr, format::plural(figures.wouldSend)).arg(format::number(figures.wouldSend));
        if (figures.skipped > 0)
            note += u" · "_s + tr("%1 skipped", nullptr, format::plural(figures.skipped)).arg(format::number(figures.skipped));
        messages.setFigure(format::number(figures.all), note);
        return;
    }
    // What the provider took of what was tried: whether it arrived is known only with its delivery reports.
    const qint64 tried = figures.sent + figures.unsent;
    const QString taken = tried > 0 ? format::percent(double(figures.sent) / double(tried)) : QString();
    messages.setFigure(format::number(figures.sent),
                       tried == 0 ? (figures.wouldSend > 0 ? tr("sent · %1 in training").arg(format::number(figures.wouldSend))
                                                           : tr("nothing was sent yet"))
                       : figures.unsent > 0 ? tr("%1 accepted · %2 to check").arg(taken, format::number(figures.unsent))
                                            : tr("%1 accepted").arg(taken));
}

void FiguresRow::setMessagesUnknown() { setUnknown(Figure::Messages); }

void FiguresRow::setAttention(std::optional<qsizetype> items, qsizetype uncertain)
{
    if (!items)
        return setUnknown(Figure::Attention);
    card(Figure::Attention).setFigure(format::number(*items), *items == 0 ? tr("all is well")
                                          : uncertain > 0                 ? tr("%1 uncertain").arg(uncertain)
                                                                          : tr("see the list below"));
}

} // namespace trato
