#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/shop.h"
#include "ui/pages/page.h"

class QPushButton;
class QScrollArea;

namespace trato {

class AssistedList;
class AttentionCard;
class AttentionList;
class BarChart;
class Card;
class ChannelCard;
class DaysCard;
class FiguresRow;
class PopularCard;
class StatePane;
class VisitsPanel;

/// The shop at one glance: figures, visits with their reminders, what needs a person, messages by hour, how WhatsApp is
/// sent, visits by day and popular services. It asks; its cards show and act. Main thread; owned by the main window.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    /// Puts the keyboard on the choice of the way of sending.
    void focusChannel();
    /// Puts the keyboard on the first thing that needs a person.
    void focusAttention();

    /// Puts the keyboard on the first message that a person sends.
    void focusAssisted();

    VisitsPanel &visits() const { return *m_visits; }
    AttentionList &attention() const;
    AssistedList &assisted() const;
    QPushButton &wayButton(ChannelWay way) const;
    FiguresRow &figures() const { return *m_figures; }
    DaysCard &days() const { return *m_days; }
    PopularCard &popular() const { return *m_popular; }

signals:
    void importAsked();
    void diaryAsked(QDate day);
    void closedDaysAsked();
    void messagesAsked();

private:
    void makeAskers();
    void lay();
    void showVisits(const QList<VisitView> &visits);
    void showDeliveries(const DeliveryPage &page);
    void countMessages();
    void rebuildChart();
    void countAttention();

    QList<DeliveryView> m_deliveries;
    bool m_deliveriesKnown = false;   ///< they were read at least once

    FiguresRow *m_figures;
    Card *m_chartCard;
    BarChart *m_chart;
    StatePane *m_chartPane;
    VisitsPanel *m_visits;
    AttentionCard *m_attention;
    ChannelCard *m_channel;
    DaysCard *m_days;
    PopularCard *m_popular;
    QScrollArea *m_scroll = nullptr;

    std::unique_ptr<Asker<ask::ListVisits>> m_askVisits;
    std::unique_ptr<Asker<ask::ListVisits>> m_askPast;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askDeliveries;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askUncertain;
    std::unique_ptr<Asker<ask::ListDeliveries>> m_askDue;
    std::unique_ptr<Asker<ask::ShowDiary>> m_askDiary;
    std::unique_ptr<Asker<ask::ListChannels>> m_askChannels;
    std::unique_ptr<Asker<ask::ListClosedVisits>> m_askClosed;
    std::unique_ptr<Asker<ask::ListLateMessages>> m_askLate;
    std::unique_ptr<Asker<ask::ListCalls>> m_askCalls;
    std::unique_ptr<Asker<ask::ShowShopFigures>> m_askShop;
};

} // namespace trato
