#pragma once

#include "ui/pages/page.h"

#include <QDialog>

class QTabWidget;

namespace trato {

class ClosedDaysPanel;
class HoursPanel;
class ServicesPanel;
class TeamPanel;

/// The shop's book: team, services, hours and closed days, a tab each. What is changed holds at once. Main thread; child of
/// the page that opens it.
class ShopDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ShopDialog(const PageContext &context, QWidget *parent = nullptr);

    enum class Part { Team, Services, WorkHours, ClosedDays };
    void showPart(Part part);
    TeamPanel &team() const { return *m_team; }
    ServicesPanel &services() const { return *m_services; }
    HoursPanel &hours() const { return *m_hours; }
    ClosedDaysPanel &closedDays() const { return *m_closed; }

private:
    QTabWidget *m_tabs;
    TeamPanel *m_team;
    ServicesPanel *m_services;
    HoursPanel *m_hours;
    ClosedDaysPanel *m_closed;
};

} // namespace trato
