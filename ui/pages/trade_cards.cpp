#include "ui/pages/trade_cards.h"

#include "ui/charts/bar_chart.h"
#include "ui/charts/bar_list.h"
#include "ui/charts/chart_style.h"
#include "ui/format.h"
#include "ui/pages/day_figures.h"
#include "ui/widgets/layout_end.h"
#include "ui/widgets/state_pane.h"

#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QList<LineChart::Line> dayParts()
{
    return {{DaysCard::tr("Visits"), Tone::Accent}, {DaysCard::tr("Reminders"), Tone::Violet}};
}

} // namespace

DaysCard::DaysCard(const PageContext &context, QWidget *parent)
    : Card(tr("Visits and reminders by day"), parent)
    , m_context(context)
    , m_chart(new BarChart(context.theme, dayParts(), BarChart::Kind::Beside))
    , m_pane(new StatePane(m_chart))
{
    setHint(tr("7 days back, 7 days on"));
    setToolTip(tr("Visits by the day on which they begin, reminders by the day on which they are due. From the diary."));
    addToHeader(makeLegend(context.theme, dayParts(), this));
    body()->addWidget(new LayoutEnd(m_pane, charts::wanted), 1);
    connect(m_pane, &StatePane::actionAsked, this, &DaysCard::asked);
}

void DaysCard::setPast(const QList<VisitView> &visits)
{
    m_past = visits;
    rebuild();
}

void DaysCard::setComing(const QList<VisitView> &visits)
{
    m_coming = visits;
    rebuild();
}

void DaysCard::showError(const Error &error)
{
    if (m_counts.isEmpty())
        m_pane->showError(format::error(error));
}

void DaysCard::rebuild()
{
    if (!m_past || !m_coming)
        return;
    const Instant now = m_context.clock.now();
    m_counts = visitsByDay(*m_past + *m_coming, now, before, days);
    if (std::ranges::all_of(m_counts, [](const QList<int> &part) { return part.count(0) == part.size(); })) {
        m_pane->showEmpty(tr("No visits in these days"), tr("Import the diary, or type a visit in."));
        return;
    }
    m_chart->setCounts(startOfDay(now) - Hours(24 * before), Hours(24), m_counts);
    m_chart->setAccessibleName(tr("Today %1, %2").arg(format::visits(m_counts.at(0).at(before)), format::reminders(m_counts.at(1).at(before))));
    m_pane->showContent();
}

PopularCard::PopularCard(const PageContext &context, QWidget *parent)
    : Card(tr("Popular services"), parent)
    , m_list(new BarList(context.theme))
    , m_pane(new StatePane(m_list))
{
    setHint(tr("last 30 days"));
    setToolTip(tr("The five services with the most visits that were confirmed or attended, and their prices in the diary."));
    body()->addWidget(m_pane, 1);
    connect(m_pane, &StatePane::actionAsked, this, &PopularCard::asked);
}

void PopularCard::setServices(const QList<ServiceFigure> &services)
{
    QList<BarList::Row> rows;
    for (const ServiceFigure &service : services)
        rows.append({service.name.isEmpty() ? tr("Without a service") : service.name, double(service.takings.visits),
                     format::number(service.takings.visits), format::money(service.takings.cents)});
    m_list->setRows(rows);
    if (rows.isEmpty())
        m_pane->showEmpty(tr("No visits in the last 30 days"), tr("Confirmed and attended visits count here."));
    else
        m_pane->showContent();
}

void PopularCard::showError(const Error &error)
{
    if (m_list->rows().isEmpty())
        m_pane->showError(format::error(error));
}

} // namespace trato
