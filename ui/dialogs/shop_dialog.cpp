#include "ui/dialogs/shop_dialog.h"

#include "ui/shop/closed_days_panel.h"
#include "ui/shop/hours_panel.h"
#include "ui/shop/services_panel.h"
#include "ui/shop/team_panel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace trato {

ShopDialog::ShopDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_tabs(new QTabWidget)
    , m_team(new TeamPanel(context))
    , m_services(new ServicesPanel(context))
    , m_hours(new HoursPanel(context))
    , m_closed(new ClosedDaysPanel(context))
{
    setWindowTitle(tr("Team, services, hours"));
    resize(820, 600);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_team, tr("Team"));
    m_tabs->addTab(m_services, tr("Services"));
    m_tabs->addTab(m_hours, tr("Working hours"));
    m_tabs->addTab(m_closed, tr("Closed days"));
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setAutoDefault(false);
    auto *ends = new QHBoxLayout;
    ends->addStretch(1);
    ends->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(ends);
    connect(m_team, &TeamPanel::changed, m_hours, &HoursPanel::refresh);
}

void ShopDialog::showPart(Part part) { m_tabs->setCurrentIndex(int(part)); }

} // namespace trato
