#include "ui/pages/overview_page.h"

#include "ui/charts/bar_chart.h"
#include "ui/format.h"
#include "ui/pages/attention_card.h"
#include "ui/pages/channel_card.h"
#include "ui/pages/day_figures.h"
#include "ui/pages/visits_panel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/state_pane.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int daysAhead = 8;

QList<LineChart::Line> chartParts()
{
    return {{OverviewPage::tr("Sent"), Tone::Good}, {OverviewPage::tr("Would send"), Tone::Violet},
            {OverviewPage::tr("Needs attention"), Tone::Bad}};
}

} // namespace

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_chartCard(new Card(tr("Messages by hour")))
    , m_chart(new BarChart(context.theme, chartParts()))
    , m_chartPane(new StatePane(m_chart))
    , m_visits(new VisitsPanel(context))
    , m_attention(new AttentionCard(context))
    , m_channel(new ChannelCard(context))
{
    m_usesDiary = m_usesDeliveries = m_usesStatus = true;
    makeAskers();
    m_chartCard->setHint(tr("last 24 h"));
    m_chartCard->addToHeader(makeLegend(context.theme, chartParts(), m_chartCard));
    m_chartCard->body()->addWidget(m_chartPane, 1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::gap);
    grid->addWidget(makeKpis(), 0, 0, 1, 2);
    grid->addWidget(m_visits, 1, 0);
    grid->addWidget(m_attention, 1, 1);
    grid->addWidget(m_chartCard, 2, 0);
    grid->addWidget(m_channel, 2, 1);
    grid->setRowStretch(1, 12);
    grid->setRowStretch(2, 8);
    grid->setColumnStretch(0, 16);
    grid->setColumnStretch(1, 11);
    connect(m_visits, &VisitsPanel::importAsked, this, &OverviewPage::importAsked);
    connect(m_visits, &VisitsPanel::changed, this, &OverviewPage::refresh);
    connect(m_attention, &AttentionCard::importAsked, this, &OverviewPage::importAsked);
    connect(m_attention, &AttentionCard::closedDaysAsked, this, &OverviewPage::closedDaysAsked);
    connect(m_attention, &AttentionCard::listed, this, &OverviewPage::countAttention);
    connect(m_attention, &AttentionCard::changed, this, &OverviewPage::refresh);
    connect(m_channel, &ChannelCard::changed, this, &OverviewPage::refresh);
    connect(m_chartPane, &StatePane::actionAsked, this, &OverviewPage::refresh);
}

void OverviewPage::makeAskers()
{
    const auto quiet = [](const Error &) { /* the window's banner tells it; older figures stay */ };
    m_askVisits = makeAsker<ask::ListVisits>([this](const QList<VisitView> &visits) { showVisits(visits); },
                                             [this](const Error &e) { m_visits->setError(format::error(e)); });
    m_askDeliveries = makeAsker<ask::ListDeliveries>([this](const DeliveryPage &page) { showDeliveries(page); },
                                                     [this](const Error &e) {
                                                         m_chartPane->showError(format::error(e));
                                                         if (!m_deliveriesKnown)
                                                             m_attention->showError(e);
                                                     });
    m_askUncertain = makeAsker<ask::ListDeliveries>([this](const DeliveryPage &page) { m_attention->setUncertain(page.rows); },
                                                    [this](const Error &e) { m_attention->showError(e); });
    m_askDue = makeAsker<ask::ListDeliveries>([this](const DeliveryPage &page) { m_channel->setDue(page); },
                                              [this](const Error &e) { m_channel->showError(e); });
    m_askDiary = makeAsker<ask::ShowDiary>([this](const DiaryStatus &diary) { m_attention->setDiary(diary); }, quiet);
    m_askClosed = makeAsker<ask::ListClosedVisits>(
        [this](const QList<ClosedVisit> &visits) { m_attention->setOnClosedDays(visits); }, quiet);
    m_askChannels = makeAsker<ask::ListChannels>(
        [this](const QList<ChannelView> &channels) {
            m_channel->setChannels(channels);
            rebuildKpis();
        },
        quiet);
}

QWidget *OverviewPage::makeKpis()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    const std::pair<QString, Tone> cards[] = {{tr("Visits today"), Tone::Accent},
                                              {tr("Reminders, next 24 h"), Tone::Violet},
                                              {tr("Messages, last 24 h"), Tone::Good},
                                              {tr("Accepted"), Tone::Good},
                                              {tr("Needs attention"), Tone::Bad}};
    for (const auto &[title, tone] : cards) {
        auto *card = new KpiCard(m_context.theme, title, tone);
        layout->addWidget(card, 1);
        m_kpis.append(card);
    }
    return row;
}

void OverviewPage::focusChannel() { m_channel->focusWay(); }

AttentionList &OverviewPage::attention() const { return m_attention->list(); }
AssistedList &OverviewPage::assisted() const { return m_channel->assisted(); }
QPushButton &OverviewPage::wayButton(ChannelWay way) const { return m_channel->wayButton(way); }
QString OverviewPage::kpi(int index) const { return m_kpis.at(index)->figure(); }

void OverviewPage::refresh()
{
    const Instant today = startOfDay(m_context.clock.now());
    ask(*m_askVisits, {.from = today, .to = today + Hours(24 * daysAhead), .search = m_visits->search()});
    ask(*m_askDeliveries, {.search = {}, .state = {}, .limit = 1000});
    ask(*m_askUncertain, {.search = {}, .state = DeliveryState::Uncertain, .limit = 50});
    ask(*m_askDue, {.search = {}, .state = DeliveryState::AwaitsPerson, .limit = 50});
    ask(*m_askDiary);
    ask(*m_askChannels);
    ask(*m_askClosed);
}

void OverviewPage::showVisits(const QList<VisitView> &visits)
{
    m_visits->setVisits(visits);
    if (!m_visits->search().isEmpty())
        return;   // figures are about the whole diary
    m_visitList = visits;
    rebuildKpis();
    m_attention->setVisits(visits);
}

void OverviewPage::showDeliveries(const DeliveryPage &page)
{
    m_deliveries = page.rows;
    m_deliveriesKnown = true;
    rebuildKpis();
    rebuildChart();
    m_attention->setDeliveries(page.rows);
}

void OverviewPage::rebuildKpis()
{
    const Instant now = m_context.clock.now();
    const VisitsToday today = visitsToday(m_visitList, now);
    const ComingReminders coming = comingReminders(m_visitList, now);
    m_kpis.at(0)->setFigure(format::number(today.all), tr("%1 confirmed").arg(format::number(today.confirmed)));
    m_kpis.at(1)->setFigure(coming.unknown ? u"–"_s : format::number(coming.due),
                            coming.unknown ? tr("not known now")
                            : coming.next  ? tr("next at %1").arg(format::time(*coming.next, coming.nextZone))
                                           : tr("none is due"));
    m_kpis.at(1)->setTrend(coming.due > 0 ? coming.perHour : QList<double>());
    rebuildMessageKpis();
}

void OverviewPage::rebuildMessageKpis()
{
    if (!m_deliveriesKnown) {
        for (const int index : {2, 3})
            m_kpis.at(index)->setFigure(u"–"_s, tr("not known now"));
        return;
    }
    const MessageFigures figures = messageFigures(m_deliveries, m_context.clock.now());
    if (m_channel->channel() && m_channel->channel()->way == ChannelWay::Training) {
        m_kpis.at(2)->setFigure(format::number(figures.all), tr("prepared · %1 not needed").arg(format::number(figures.skipped)));
        m_kpis.at(3)->setTitle(tr("Would be sent"));
        m_kpis.at(3)->setFigure(format::number(figures.wouldSend), tr("training: nothing leaves"));
        return;
    }
    m_kpis.at(2)->setFigure(format::number(figures.sent), figures.wouldSend > 0
                                ? tr("sent · %1 in training").arg(format::number(figures.wouldSend))
                                : tr("sent"));
    // What the provider took of what was tried: whether it arrived is known only with its delivery reports.
    const qint64 tried = figures.sent + figures.unsent;
    m_kpis.at(3)->setTitle(tr("Accepted"));
    m_kpis.at(3)->setFigure(tried > 0 ? format::percent(double(figures.sent) / double(tried)) : u"–"_s,
                            tried > 0 ? tr("%1 of %2 · %3 failed or uncertain")
                                            .arg(format::number(figures.sent), format::number(tried), format::number(figures.unsent))
                                      : tr("nothing was sent yet"));
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
    m_chart->setCounts(from, counts);
    m_chartPane->showContent();
}

void OverviewPage::countAttention()
{
    const qsizetype items = attention().count();
    if (items == 0 && !m_attention->known()) {
        m_kpis.at(4)->setFigure(u"–"_s, tr("not known now"));
        return;
    }
    const qsizetype uncertain = m_attention->uncertain();
    m_kpis.at(4)->setFigure(format::number(items), items == 0 ? tr("all is well")
                                : uncertain > 0               ? tr("%1 uncertain").arg(uncertain)
                                                              : tr("see the list below"));
}

} // namespace trato
