#pragma once

#include "ui/pages/page.h"

class QPushButton;
class QStackedWidget;

namespace trato {

class ClientsPage;
class DeliveriesPage;
class DiaryPage;
class LinePage;
class OverviewPage;

/// The first tab: a switch and the pages of the shop's day behind it. What the window asks of a page, the one that is shown
/// does. Main thread; owned by the main window.
class HomePage final : public Page
{
    Q_OBJECT
public:
    enum class Part { Overview, Diary, Line, Clients, Messages };
    static constexpr Part parts[] = {Part::Overview, Part::Diary, Part::Line, Part::Clients, Part::Messages};

    explicit HomePage(const PageContext &context, QWidget *parent = nullptr);
    void refresh() override;
    void takeFrame(const Frame &frame) override;
    bool settled() const override;

    void showPart(Part part);
    Part currentPart() const;
    Page &page(Part part) const;
    OverviewPage &overview() const { return *m_overview; }
    DiaryPage &diary() const { return *m_diary; }
    /// Team, services, hours and closed days.
    void openShop(bool closedDays = false);
    LinePage &line() const { return *m_line; }
    ClientsPage &clients() const { return *m_clients; }
    DeliveriesPage &deliveries() const { return *m_deliveries; }

signals:
    void importAsked();
    void messagesAsked();
    void settingsAsked();

protected:
    void showEvent(QShowEvent *event) override;

private:

    QStackedWidget *m_stack;
    OverviewPage *m_overview;
    DiaryPage *m_diary;
    LinePage *m_line;
    ClientsPage *m_clients;
    DeliveriesPage *m_deliveries;
    QList<QPushButton *> m_buttons;
};

} // namespace trato
