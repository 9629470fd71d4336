#include "ui/pages/performance_page.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/span_chips.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"
#include "ui/widgets/table_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QList<LineChart::Line> quantiles()
{
    return {{u"p50"_s, Tone::Accent}, {u"p95"_s, Tone::Violet}, {u"p99"_s, Tone::Bad}};
}

const QString kinds[] = {u"run"_s, u"wait"_s, u"provider"_s};

} // namespace

PerformancePage::PerformancePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
{
    m_ask = makeAsker<ask::ShowTimings>(
        [this](const TimingReport &report) { showReport(report); },
        [this](const Error &error) {
            if (!m_report.timings.isEmpty())
                return;   // the older figures stay; the window's banner says that they are old
            m_chartPane->showError(format::error(error));
            m_tablePane->showError(format::error(error));
        });
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    const Tone tones[] = {Tone::Accent, Tone::Violet, Tone::Good};
    for (size_t i = 0; i < std::size(kinds); ++i) {
        auto *card = new KpiCard(context.theme, tr("%1 · p50 / p95 / p99").arg(format::timingKind(kinds[i])), tones[i]);
        m_kpis.append(card);
        row->addWidget(card, 3);
    }
    auto *failures = new KpiCard(context.theme, tr("Error rate"), Tone::Bad);
    m_kpis.append(failures);
    row->addWidget(failures, 2);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    layout->addLayout(row);
    layout->addWidget(makeChartCard(), 6);
    layout->addWidget(makeTableCard(), 5);
    connect(m_chartPane, &StatePane::actionAsked, this, &PerformancePage::refresh);
    connect(m_tablePane, &StatePane::actionAsked, this, &PerformancePage::refresh);
}

QWidget *PerformancePage::makeChartCard()
{
    m_chartCard = new Card(tr("Time (ms)"));
    m_chart = new LineChart(m_context.theme, quantiles());
    m_chartPane = new StatePane(m_chart);
    auto *group = new QButtonGroup(this);
    for (const QString &kind : kinds) {
        auto *button = makeChipButton(format::timingKind(kind));
        button->setChecked(kind == m_kind);
        group->addButton(button);
        m_chartCard->addToHeader(button);
        m_kinds.append({kind, button});
        connect(button, &QPushButton::clicked, this, [this, kind] { chooseKind(kind); });
    }
    auto *spans = makeSpanChips(*m_chartCard, {hourSpan, 6 * hourSpan, daySpan, 7 * daySpan, 30 * daySpan, yearSpan}, m_minutes);
    connect(spans, &QButtonGroup::idClicked, this, &PerformancePage::chooseSpan);
    m_everything = makeChipButton({});
    m_everything->setCheckable(false);
    m_everything->hide();
    m_chartCard->addToHeader(m_everything);
    connect(m_everything, &QPushButton::clicked, this, [this] {
        m_table->clearSelection();
        chooseSubject({});
    });
    keepTabStop(*group);
    m_chartCard->addToHeader(makeLegend(m_context.theme, quantiles(), m_chartCard));
    m_chartCard->body()->addWidget(m_chartPane, 1);
    return m_chartCard;
}

QWidget *PerformancePage::makeTableCard()
{
    using T = Timing;
    const auto ms = [](double T::*member) { return [member](const T &t) { return t.count > 0 ? format::milliseconds(t.*member) : u"—"_s; }; };
    m_timings = new ListTable<T>(
        {{tr("Queue or provider"), textColumn<T>([](const T &t) { return format::componentName(t.subject); })},
         {tr("What"), textColumn<T>([](const T &t) { return format::timingKind(t.kind); }, true)},
         {tr("Count"), textColumn<T>([](const T &t) { return format::number(t.count); }), true},
         {u"p50"_s, textColumn<T>(ms(&T::p50)), true},
         {u"p95"_s, textColumn<T>(ms(&T::p95)), true},
         {u"p99"_s, textColumn<T>(ms(&T::p99)), true},
         {tr("Longest"), textColumn<T>(ms(&T::max)), true},
         {tr("Errors"), textColumn<T>([](const T &t) {
              return t.count > 0 ? format::percent(double(t.failures) / double(t.count)) : u"—"_s;
          }), true}},
        [](const T &t) { return t.subject + u'\x1f' + t.kind; }, this);
    auto *card = new Card(tr("By queue and provider"));
    card->setHint(tr("slowest first · last hour · choose one to see its line"));
    m_table = new TableView(m_context.theme, tr("By queue and provider"));
    m_table->setModel(m_timings);
    m_table->setWeights({30, 18, 10, 10, 10, 10, 10, 9}, {0, 1});
    const auto choose = [this](const QModelIndex &index) {
        const Timing chosen = m_timings->at(index.row());
        chooseKind(chosen.kind);
        chooseSubject(chosen.subject);
    };
    connect(m_table, &QAbstractItemView::clicked, this, choose);
    connect(m_table, &QAbstractItemView::activated, this, choose);   // by Enter
    m_tablePane = new StatePane(m_table);
    card->body()->addWidget(m_tablePane, 1);
    return card;
}

void PerformancePage::refresh()
{
    m_askedAt = m_context.clock.now();
    ask(*m_ask, {.minutes = m_minutes, .subject = m_subject});
}

void PerformancePage::takeFrame(const Frame &frame)
{
    // Figures are summed per minute, beyond a day per hour; frames of busy queues come four times a second.
    if (!frame.queues.isEmpty() && m_context.clock.now() - m_askedAt >= (m_minutes > daySpan ? Seconds(120) : Seconds(10)))
        refresh();
}

void PerformancePage::chooseSpan(int minutes)
{
    m_minutes = minutes;
    refresh();
}

void PerformancePage::chooseKind(const QString &kind)
{
    m_kind = kind;
    for (const auto &[each, button] : m_kinds)
        button->setChecked(each == kind);
    fillChart();
}

void PerformancePage::chooseSubject(const QString &subject)
{
    if (m_subject == subject)
        return;
    m_subject = subject;
    m_everything->setVisible(!subject.isEmpty());
    m_everything->setText(format::componentName(subject) + u" ✕"_s);
    m_everything->setAccessibleName(tr("Show everything again, not only %1").arg(format::componentName(subject)));
    refresh();
}

void PerformancePage::showReport(const TimingReport &report)
{
    m_report = report;
    for (size_t i = 0; i < std::size(kinds); ++i)
        fillKpi(*m_kpis.at(qsizetype(i)), kinds[i]);
    qint64 count = 0;
    qint64 failures = 0;
    for (const Timing &timing : report.timings)
        if (timing.kind == u"run") {
            count += timing.count;
            failures += timing.failures;
        }
    m_kpis.last()->setFigure(count > 0 ? format::percent(double(failures) / double(count), 2) : u"–"_s,
                             count > 0 ? tr("%1 of %2").arg(format::number(failures), format::jobs(count)) : tr("no job ran yet"));
    QList<Timing> sorted = report.timings;
    std::ranges::stable_sort(sorted, std::ranges::greater(), &Timing::p95);
    m_timings->set(sorted);
    if (sorted.isEmpty())
        m_tablePane->showEmpty(tr("Nothing was measured yet"), tr("Figures appear when jobs run."));
    else
        m_tablePane->showContent();
    fillChart();
}

void PerformancePage::fillKpi(KpiCard &card, const QString &kind) const
{
    // Quantiles of several queues cannot be added: the card shows the busiest one and says which.
    const Timing *busiest = nullptr;
    for (const Timing &timing : m_report.timings)
        if (timing.kind == kind && timing.count > 0 && (!busiest || timing.count > busiest->count))
            busiest = &timing;
    if (!busiest) {
        card.setFigure(u"–"_s, tr("nothing measured"));
        return;
    }
    const auto whole = [](double ms) { return ms < 10 ? format::decimal(ms, 1) : format::number(qRound64(ms)); };
    card.setFigure(u"%1 / %2 / %3 ms"_s.arg(whole(busiest->p50), whole(busiest->p95), whole(busiest->p99)),
                   tr("%1 · %2 times").arg(format::componentName(busiest->subject), format::number(busiest->count)));
}

void PerformancePage::fillChart()
{
    const auto it = std::ranges::find(m_report.series, m_kind, &TimingSeries::kind);
    const bool any = it != m_report.series.end()
        && std::ranges::any_of(it->p50, [](const auto &value) { return value.has_value(); });
    if (!any) {
        m_chartPane->showEmpty(tr("Nothing was measured in this time"), tr("A gap in a line means that nothing ran."));
        return;
    }
    m_chartCard->setTitle(tr("%1 (ms)").arg(format::timingKind(m_kind)));
    m_chart->setValues(it->from, it->step, {it->p50, it->p95, it->p99});
    m_chartPane->showContent();
}

} // namespace trato
