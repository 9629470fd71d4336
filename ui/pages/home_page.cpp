#include "ui/pages/home_page.h"

#include "ui/dialogs/shop_dialog.h"
#include "ui/pages/clients_page.h"
#include "ui/pages/deliveries_page.h"
#include "ui/pages/diary_page.h"
#include "ui/pages/line_page.h"
#include "ui/pages/overview_page.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layout_end.h"
#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

HomePage::HomePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_stack(new QStackedWidget)
    , m_overview(new OverviewPage(context))
    , m_diary(new DiaryPage(context))
    , m_line(new LinePage(context))
    , m_clients(new ClientsPage(context))
    , m_deliveries(new DeliveriesPage(context))
{
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    auto *group = new QButtonGroup(this);
    const QString names[] = {tr("Overview"), tr("Diary"), tr("Waiting line"), tr("Clients"), tr("Messages")};
    Page *const pages[] = {m_overview, m_diary, m_line, m_clients, m_deliveries};
    for (const Part part : parts) {
        auto *button = makeChipButton(names[int(part)]);
        const QKeySequence key(Qt::ALT | Qt::Key(Qt::Key_1 + int(part)));
        button->setToolTip(key.toString(QKeySequence::NativeText));
        group->addButton(button, int(part));
        line->addWidget(button);
        m_buttons.append(button);
        connect(new QShortcut(key, this), &QShortcut::activated, this, [this, part] { showPart(part); });
        m_stack->addWidget(new LayoutEnd(pages[int(part)]));
        connect(pages[int(part)], &Page::updated, this, &Page::updated);
        connect(pages[int(part)], &Page::becameSettled, this, [this, part] {
            if (part == currentPart())
                emit becameSettled();
        });
    }
    line->addStretch(1);
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { showPart(Part(id)); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(line);
    layout->addWidget(m_stack, 1);
    connect(m_overview, &OverviewPage::importAsked, this, &HomePage::importAsked);
    connect(m_overview, &OverviewPage::messagesAsked, this, &HomePage::messagesAsked);
    connect(m_overview, &OverviewPage::closedDaysAsked, this, [this] { openShop(true); });
    connect(m_overview, &OverviewPage::diaryAsked, this, [this](QDate day) {
        m_diary->goTo(day);
        showPart(Part::Diary);
    });
    connect(m_diary, &DiaryPage::shopAsked, this, [this] { openShop(); });
    connect(m_clients, &ClientsPage::shopAsked, this, [this] { openShop(); });
    connect(m_deliveries, &DeliveriesPage::pricesAsked, this, &HomePage::settingsAsked);
    showPart(Part::Overview);
}

void HomePage::refresh() { page(currentPart()).refresh(); }
void HomePage::takeFrame(const Frame &frame) { page(currentPart()).takeFrame(frame); }
bool HomePage::settled() const { return page(currentPart()).settled(); }

/// The page that is shown asks by itself.
void HomePage::showEvent(QShowEvent *event) { QWidget::showEvent(event); }

void HomePage::showPart(Part part)
{
    m_stack->setCurrentIndex(int(part));
    m_buttons.at(int(part))->setChecked(true);
}

HomePage::Part HomePage::currentPart() const { return Part(m_stack->currentIndex()); }
Page &HomePage::page(Part part) const { return *static_cast<Page *>(static_cast<LayoutEnd *>(m_stack->widget(int(part)))->content()); }

void HomePage::openShop(bool closedDays)
{
    auto *dialog = new ShopDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (closedDays)
        dialog->showPart(ShopDialog::Part::ClosedDays);
    connect(dialog, &QDialog::finished, this, &HomePage::refresh);
    dialog->open();
}

} // namespace trato
