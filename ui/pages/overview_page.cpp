#include "ui/pages/overview_page.h"

#include "ui/charts/bar_chart.h"
#include "ui/charts/chart_style.h"
#include "ui/format.h"
#include "ui/pages/assisted_list.h"
#include "ui/pages/attention_card.h"
#include "ui/pages/channel_card.h"
#include "ui/pages/day_figures.h"
#include "ui/pages/figures_row.h"
#include "ui/pages/trade_cards.h"
#include "ui/pages/visits_panel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layout_end.h"
#include "ui/widgets/state_pane.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int daysListed = 8;
constexpr int daysAhead = daysListed + 3;   ///< visits whose reminders are due in the days that the chart shows

QList<LineChart::Line> chartParts()
{
    return {{OverviewPage::tr("Sent"), Tone::Good}, {OverviewPage::tr("Would send"), Tone::Violet},
            {OverviewPage::tr("Needs attention"), Tone::Bad}};
}

} // namespace

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_figures(new FiguresRow(context))
    , m_chartCard(new Card(tr("Messages by hour")))
    , m_chart(new BarChart(context.theme, chartParts()))
    , m_chartPane(new StatePane(m_chart))
    , m_visits(new VisitsPanel(context))
    , m_attention(new AttentionCard(context))
    , m_channel(new ChannelCard(context))
    , m_days(new DaysCard(context))
    , m_popular(new PopularCard(context))
{
    m_usesDiary = m_usesDeliveries = m_usesStatus = true;
    makeAskers();
    m_chartCard->setHint(tr("last 24 h"));
    m_chartCard->addToHeader(makeLegend(context.theme, chartParts(), m_chartCard));
    m_chartCard->body()->addWidget(new LayoutEnd(m_chartPane, charts::wanted), 1);
    lay();
    connect(m_visits, &VisitsPanel::importAsked, this, &OverviewPage::importAsked);
    connect(m_visits, &VisitsPanel::diaryAsked, this, &OverviewPage::diaryAsked);
    connect(m_visits, &VisitsPanel::changed, this, &OverviewPage::refresh);
    connect(m_attention, &AttentionCard::importAsked, this, &OverviewPage::importAsked);
    connect(m_attention, &AttentionCard::closedDaysAsked, this, &OverviewPage::closedDaysAsked);
    connect(m_attention, &AttentionCard::listed, this, &OverviewPage::countAttention);
    connect(m_attention, &AttentionCard::changed, this, &OverviewPage::refresh);
    connect(m_attention, &AttentionCard::assistedAsked, this, &OverviewPage::focusAssisted);
    connect(m_channel, &ChannelCard::changed, this, &OverviewPage::refresh);
    connect(m_channel, &ChannelCard::messagesAsked, this, &OverviewPage::messagesAsked);
    connect(m_chartPane, &StatePane::actionAsked, this, &OverviewPage::refresh);
    connect(m_days, &DaysCard::asked, this, &OverviewPage::refresh);
    connect(m_popular, &PopularCard::asked, this, &OverviewPage::refresh);
}

void OverviewPage::lay()
{
    auto *inside = new QWidget;
    auto *grid = new QGridLayout(inside);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::gap);
    grid->addWidget(m_figures, 0, 0, 1, 2);
    grid->addWidget(m_visits, 1, 0);
    grid->addWidget(m_attention, 1, 1);
    grid->addWidget(m_chartCard, 2, 0);
    grid->addWidget(m_channel, 2, 1);
    grid->addWidget(m_days, 3, 0);
    grid->addWidget(m_popular, 3, 1);
    const std::pair<int, int> rows[] = {{1, 340}, {2, 236}, {3, 226}};
    for (const auto &[row, height] : rows) {
        grid->setRowMinimumHeight(row, height);
        grid->setRowStretch(row, height);
    }
    grid->setColumnStretch(0, 16);
    grid->setColumnStretch(1, 11);
    m_scroll = makePageScroll(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
}

void OverviewPage::makeAskers()
{
    const auto quiet = [](const Error &) { /* the window's banner tells it; older figures stay */ };
    m_askVisits = makeAsker<ask::ListVisits>([this](const QList<VisitView> &visits) { showVisits(visits); },
                                             [this](const Error &e) {
                                                 m_visits->setError(format::error(e));
                                                 m_days->showError(e);
                                             });
    m_askDeliveries = makeAsker<ask::ListDeliveries>([this](const DeliveryPage &page) { showDeliveries(page); },
                                                     [this](const Error &e) {
                                                         m_chartPane->showError(format::error(e));
                                                         if (m_deliveriesKnown)
                                                             return;
                                                         m_attention->showError(e);
                                                         m_figures->setMessagesUnknown();
                                                     });
    m_askUncertain = makeAsker<ask::ListDeliveries>([this](const DeliveryPage &page) { m_attention->setUncertain(page.rows); },
                                                    [this](const Error &e) { m_attention->showError(e); });
    m_askDue = makeAsker<ask::ListDeliveries>([this](const DeliveryPage &page) {
        m_channel->setDue(page);
        m_attention->setToSend(page.total);
    },
                                              [this](const Error &e) { m_channel->showError(e); });
    m_askDiary = makeAsker<ask::ShowDiary>([this](const DiaryStatus &diary) {
        m_attention->setDiary(diary);
        m_visits->setDiary(diary);
    }, quiet);
    m_askClosed = makeAsker<ask::ListClosedVisits>(
        [this](const QList<ClosedVisit> &visits) { m_attention->setOnClosedDays(visits); }, quiet);
    m_askCalls = makeAsker<ask::ListCalls>([this](const QList<CallEntry> &calls) { m_attention->setCalls(calls); }, quiet);
    m_askLate = makeAsker<ask::ListLateMessages>(
        [this](const QList<MessagePreview> &late) { m_attention->setLateMessages(late); }, quiet);
    m_askChannels = makeAsker<ask::ListChannels>(
        [this](const QList<ChannelView> &channels) {
            m_channel->setChannels(channels);
            countMessages();
        },
        quiet);
    m_askPast = makeAsker<ask::ListVisits>([this](const QList<VisitView> &visits) { m_days->setPast(visits); },
                                           [this](const Error &e) { m_days->showError(e); });
    m_askShop = makeAsker<ask::ShowShopFigures>(
        [this](const ShopFigures &figures) {
            m_figures->setShop(figures);
            m_popular->setServices(figures.services);
        },
        [this](const Error &e) {
            m_figures->setShopUnknown();
            m_popular->showError(e);
        });
}

void OverviewPage::focusChannel()
{
    m_scroll->ensureWidgetVisible(m_channel);
    m_channel->focusWay();
}

void OverviewPage::focusAttention()
{
    m_scroll->ensureWidgetVisible(m_attention);
    const QList<QPushButton *> acts = attention().findChildren<QPushButton *>();
    if (!acts.isEmpty())
        acts.first()->setFocus(Qt::OtherFocusReason);
}

void OverviewPage::focusAssisted()
{
    m_scroll->ensureWidgetVisible(m_channel);
    if (auto *act = assisted().findChild<QPushButton *>())
        act->setFocus(Qt::OtherFocusReason);
    else
        m_channel->focusWay();
}

AttentionList &OverviewPage::attention() const { return m_attention->list(); }
AssistedList &OverviewPage::assisted() const { return m_channel->assisted(); }
QPushButton &OverviewPage::wayButton(ChannelWay way) const { return m_channel->wayButton(way); }

void OverviewPage::refresh()
{
    const Instant today = startOfDay(m_context.clock.now());
    // A unit's day may begin earlier than the computer's.
    const Instant yesterday = today - Hours(24);
    ask(*m_askVisits, {.from = yesterday, .to = today + Hours(24 * daysAhead), .search = m_visits->search()});
    ask(*m_askPast, {.from = today - Hours(24 * DaysCard::before), .to = yesterday, .search = {}});
    ask(*m_askShop);
    ask(*m_askDeliveries, {.search = {}, .state = {}, .limit = 1000});
    ask(*m_askUncertain, {.search = {}, .state = DeliveryState::Uncertain, .limit = 50});
    ask(*m_askDue, {.search = {}, .state = DeliveryState::AwaitsPerson, .limit = 50});
    ask(*m_askDiary);
    ask(*m_askChannels);
    ask(*m_askClosed);
    ask(*m_askLate);
    ask(*m_askCalls);
}

void OverviewPage::showVisits(const QList<VisitView> &visits)
{
    const Instant now = m_context.clock.now();
    QList<VisitView> listed = fromToday(visits, now);
    const Instant end = startOfDay(now) + Hours(24 * daysListed);
    listed.removeIf([end](const VisitView &visit) { return visit.start >= end; });
    m_visits->setVisits(listed);
    if (!m_visits->search().isEmpty())
        return;   // figures are about the whole diary
    m_figures->setVisits(listed);
    m_attention->setVisits(listed);
    m_days->setComing(visits);
}

void OverviewPage::showDeliveries(const DeliveryPage &page)
{
    m_deliveries = page.rows;
    m_deliveriesKnown = true;
    countMessages();
    rebuildChart();
    m_attention->setDeliveries(page.rows);
}

void OverviewPage::countMessages()
{
    if (!m_deliveriesKnown)
        return;
    const std::optional<ChannelView> &channel = m_channel->channel();
    m_figures->setMessages(m_deliveries, channel ? std::optional(channel->way) : std::nullopt);
}

void OverviewPage::rebuildChart()
{
    Instant from;
    const QList<QList<int>> counts = messagesByHour(m_deliveries, m_context.clock.now(), from);
    const bool any = std::ranges::any_of(counts, [](const QList<int> &part) { return part.count(0) < part.size(); });
    if (!any) {
        m_chartPane->showEmpty(tr("No messages in the last 24 hours"), tr("They appear here by the hour."));
        return;
    }
    m_chart->setCounts(from, Hours(1), counts);
    m_chartPane->showContent();
}

void OverviewPage::countAttention()
{
    const qsizetype items = attention().count();
    const bool known = items > 0 || m_attention->known();
    m_figures->setAttention(known ? std::optional(items) : std::nullopt, m_attention->uncertain());
}

} // namespace trato
