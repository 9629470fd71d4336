#include "ui/widgets/state_pane.h"

#include "ui/widgets/card.h"
#include "ui/widgets/layout_end.h"
#include "ui/widgets/table_view.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

StatePane::StatePane(QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
    , m_table(qobject_cast<TableView *>(content))
    , m_title(makeLabel({}, "strong"))
    , m_hint(makeLabel({}, "hint"))
    , m_action(new QPushButton)
{
    addWidget(content);
    auto *notice = new QWidget;
    notice->setProperty("clear", true);
    auto *layout = new QVBoxLayout(notice);
    layout->setSpacing(6);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    layout->addStretch(1);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addSpacing(4);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    addWidget(new LayoutEnd(notice, {200, 96}));
    connect(m_action, &QPushButton::clicked, this, &StatePane::actionAsked);
    showLoading();
}

void StatePane::showContent()
{
    setCurrentIndex(0);
    fitRows();
}
void StatePane::showLoading() { say(tr("Loading…"), {}, {}); }
void StatePane::showEmpty(const QString &title, const QString &hint, const QString &action) { say(title, hint, action); }
void StatePane::showError(const QString &text) { say(tr("This could not be loaded"), text, tr("Try again")); }

void StatePane::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    fitRows();
}

void StatePane::fitRows()
{
    if (m_table)
        setContentsMargins(0, 0, 0, m_table->spareHeight(height()));
}

QString StatePane::message() const { return showsContent() ? QString() : m_title->text(); }

void StatePane::say(const QString &title, const QString &hint, const QString &action)
{
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setCurrentIndex(1);
}

} // namespace trato
