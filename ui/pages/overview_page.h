#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/shop.h"
#include "ui/pages/attention_list.h"
#include "ui/pages/page.h"

class QLabel;
class QPushButton;

namespace trato {

class AssistedList;
class BarChart;
class Card;
class KpiCard;
class StatePane;
class VisitsPanel;

/// Today at one glance: figures, messages by hour, visits with their reminders, what needs a person, and how
/// WhatsApp is sent. Main thread; owned by the main window.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    /// Puts the keyboard on the choice of the way of sending.
    void focusChannel();

    VisitsPanel &visits() const { return *m_visits; }
    AttentionList &attention() const { return *m_attention; }
    AssistedList &assisted() const { return *m_assisted; }
    QPushButton &wayButton(ChannelWay way) const { return *m_ways.at(int(way)); }
    QString kpi(int index) const;

signals:
    void importAsked();
    void closedDaysAsked();
    void messagesAsked();

private:
    QWidget *makeKpis();
    QWidget *makeChannel();
    void showVisits(const QList<VisitView> &visits);
    void showDeliveries(const DeliveryPage &page);
    void showChannel(const QList<ChannelView> &channels);
    void rebuildKpis();
    void rebuildChart();
    void rebuildAttention();
    void addDiaryItems(QList<AttentionItem> &items);
    AttentionItem itemOf(const DeliveryView &delivery);
    void askWay(ChannelWay way);
    void previewWay(const PreviewList &preview);
    void showLate(const QList<ReminderPreview> &late);
    void judge(const DeliveryId &id, Verdict verdict);
    void resolve(const QList<VisitId> &ids, bool cancel);

    QList<VisitView> m_visitList;
    QList<DeliveryView> m_deliveries;
    bool m_deliveriesKnown = false;   ///< they were read at least once
    QList<DeliveryView> m_uncertain;
    QList<ClosedVisit> m_onClosedDays;
    std::optional<DiaryStatus> m_diary{};
    std::optional<ChannelView> m_channel{};
    ChannelWay m_wanted = ChannelWay::Training;

    QList<KpiCard *> m_kpis;
    Card *m_chartCard;
    BarChart *m_chart;
    StatePane *m_chartPane;
    VisitsPanel *m_visits;
    Card *m_attentionCard;
    AttentionList *m_attention;
    StatePane *m_attentionPane;
    Card *m_channelCard = nullptr;
    AssistedList *m_assisted;
    StatePane *m_assistedPane = nullptr;
    QList<QPushButton *> m_ways;
    QLabel *m_wayText = nullptr;

    std::unique_ptr<Asker<ask::ListVisits>> m_askVisits;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askDeliveries;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askUncertain;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askDue;
    std::unique_ptr<Asker<ask::ShowDiary>> m_askDiary;
    std::unique_ptr<Asker<ask::ListChannels>> m_askChannels;
    std::unique_ptr<Asker<ask::ListClosedVisits>> m_askClosed;
    Asker<ask::PreviewReminders> m_preview;
    Asker<ask::SetChannelWay> m_setWay;
    Asker<ask::ListLateReminders> m_late;
    Asker<ask::DecideLateReminders> m_decide;
    Asker<ask::JudgeDelivery> m_judge;
    Asker<ask::ResolveVanished> m_resolve;
};

} // namespace trato
