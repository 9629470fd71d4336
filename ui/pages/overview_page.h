#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/shop.h"
#include "ui/pages/page.h"

class QPushButton;

namespace trato {

class AssistedList;
class AttentionCard;
class AttentionList;
class BarChart;
class Card;
class ChannelCard;
class KpiCard;
class StatePane;
class VisitsPanel;

/// Today at one glance: figures, messages by hour, visits with their reminders, what needs a person, and how
/// WhatsApp is sent. It asks; its cards show and act. Main thread; owned by the main window.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    /// Puts the keyboard on the choice of the way of sending.
    void focusChannel();

    VisitsPanel &visits() const { return *m_visits; }
    AttentionList &attention() const;
    AssistedList &assisted() const;
    QPushButton &wayButton(ChannelWay way) const;
    QString kpi(int index) const;

signals:
    void importAsked();
    void closedDaysAsked();

private:
    QWidget *makeKpis();
    void makeAskers();
    void showVisits(const QList<VisitView> &visits);
    void showDeliveries(const DeliveryPage &page);
    void rebuildKpis();
    void rebuildMessageKpis();
    void rebuildChart();
    void countAttention();

    QList<VisitView> m_visitList;
    QList<DeliveryView> m_deliveries;
    bool m_deliveriesKnown = false;   ///< they were read at least once

    QList<KpiCard *> m_kpis;
    Card *m_chartCard;
    BarChart *m_chart;
    StatePane *m_chartPane;
    VisitsPanel *m_visits;
    AttentionCard *m_attention;
    ChannelCard *m_channel;

    std::unique_ptr<Asker<ask::ListVisits>> m_askVisits;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askDeliveries;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askUncertain;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askDue;
    std::unique_ptr<Asker<ask::ShowDiary>> m_askDiary;
    std::unique_ptr<Asker<ask::ListChannels>> m_askChannels;
    std::unique_ptr<Asker<ask::ListClosedVisits>> m_askClosed;
};

} // namespace trato
