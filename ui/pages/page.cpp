#include "ui/pages/page.h"

#include "ui/format.h"
#include "ui/widgets/cards_in_turn.h"

#include <QShowEvent>

namespace trato {

Page::Page(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_turns(new CardsInTurn(this))
{
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (event->spontaneous())
        return;
    m_turns->begin();
    refresh();
}

void Page::takeFrame(const Frame &frame)
{
    const bool stale = (m_usesDiary && frame.diaryRevision > m_diary)
        || (m_usesDeliveries && frame.deliveryRevision > m_deliveries)
        || (m_usesStatus && frame.statusRevision > m_status);
    m_diary = frame.diaryRevision;
    m_deliveries = frame.deliveryRevision;
    m_status = frame.statusRevision;
    if (stale)
        refresh();
}

void Page::explain(const QString &title, const Error &error) { m_context.prompts.tell(this, title, format::error(error)); }

void Page::closeQuestion()
{
    if (m_open > 0 && --m_open == 0)
        emit becameSettled();
}

} // namespace trato
