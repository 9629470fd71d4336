#pragma once

#include "engine/api/questions/engine.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

class QPushButton;

namespace trato {

class Card;
class KpiCard;
class LineChart;
class StatePane;
class TableView;

/// How long jobs run and wait and how long providers take: median and tails. Main thread; owned by the main
/// window.
class PerformancePage final : public Page
{
    Q_OBJECT
public:
    explicit PerformancePage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    void takeFrame(const Frame &frame) override;
    LineChart &chart() const { return *m_chart; }
    const ListTable<Timing> &timings() const { return *m_timings; }
    void chooseKind(const QString &kind);
    /// How much of the past the chart shows; at most a year.
    void chooseSpan(int minutes);
    /// Whose line the chart shows; empty: all together.
    void chooseSubject(const QString &subject);
    TableView &table() const { return *m_table; }

private:
    QWidget *makeChartCard();
    QWidget *makeTableCard();
    void showReport(const TimingReport &report);
    void fillKpi(KpiCard &card, const QString &kind) const;
    void fillChart();

    TimingReport m_report{};
    QString m_kind = QStringLiteral("run");
    QString m_subject{};
    int m_minutes = 60;
    Instant m_askedAt{};
    QList<KpiCard *> m_kpis;
    Card *m_chartCard = nullptr;
    LineChart *m_chart = nullptr;
    StatePane *m_chartPane = nullptr;
    QList<std::pair<QString, QPushButton *>> m_kinds;
    ListTable<Timing> *m_timings = nullptr;
    TableView *m_table = nullptr;
    QPushButton *m_everything = nullptr;   ///< back from one subject
    StatePane *m_tablePane = nullptr;
    std::unique_ptr<Asker<ask::ShowTimings>> m_ask;
};

} // namespace trato
