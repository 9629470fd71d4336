#pragma once

#include "engine/api/appointment.h"
#include "engine/api/shop.h"
#include "ui/pages/page.h"

class QGridLayout;

namespace trato {

class KpiCard;

/// The figures at the top of the overview, each with what it counts: visits and revenue of today and of the month, reminders,
/// messages, what needs a person. In a narrow window they stand in two lines. Main thread; owned by the overview, which
/// brings the answers.
class FiguresRow final : public QWidget
{
    Q_OBJECT
public:
    explicit FiguresRow(const PageContext &context, QWidget *parent = nullptr);

    enum class Figure { Visits, RevenueToday, RevenueMonth, Reminders, Messages, Attention };
    static constexpr int count = 6;

    void setVisits(const QList<VisitView> &visits);
    void setShop(const ShopFigures &shop);
    /// The shop's figures could not be read; older ones stay.
    void setShopUnknown();
    /// `way` not set: it is not known yet.
    void setMessages(const QList<DeliveryView> &deliveries, std::optional<ChannelWay> way);
    void setMessagesUnknown();
    /// How much needs a person, and how much of it is an uncertain message; not set: it cannot be known now.
    void setAttention(std::optional<qsizetype> items, qsizetype uncertain);

    KpiCard &card(Figure figure) const { return *m_cards.at(int(figure)); }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange(int columns);
    void setUnknown(Figure figure);

    PageContext m_context;
    QGridLayout *m_grid;
    QList<KpiCard *> m_cards;
    int m_columns = 0;
    bool m_shopKnown = false;
};

} // namespace trato
