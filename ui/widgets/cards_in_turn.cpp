#include "ui/widgets/cards_in_turn.h"

#include <QEvent>
#include <QFrame>

namespace trato {
namespace {

constexpr int groupsAPage = 5;
constexpr std::chrono::milliseconds longest{100};

qint64 areaOf(const QWidget &widget)
{
    return qint64(widget.width()) * widget.height();
}

} // namespace

CardsInTurn::CardsInTurn(QWidget *page)
    : QObject(page)
    , m_page(page)
{
    m_late.setSingleShot(true);
    m_late.setInterval(longest);
    connect(&m_late, &QTimer::timeout, this, &CardsInTurn::finish);
}

void CardsInTurn::begin()
{
    finish();
    qint64 area = 0;
    const QList<QFrame *> frames = m_page->findChildren<QFrame *>();
    for (QFrame *card : frames) {
        if (!card->property("card").toBool() || card->visibleRegion().isEmpty())
            continue;
        if (m_waiting.isEmpty() || area > areaOf(*m_page) / groupsAPage) {
            m_waiting.append(Group());
            area = 0;
        }
        m_waiting.last().append(card);
        area += areaOf(*card);
    }
    if (m_waiting.size() < 2) {
        m_waiting.clear();
        return;
    }
    for (const Group &group : std::as_const(m_waiting))
        for (const QPointer<QWidget> &card : group)
            card->setUpdatesEnabled(false);
    m_late.start();
    next();
}

void CardsInTurn::finish()
{
    m_late.stop();
    for (const Group &group : std::exchange(m_waiting, {}))
        for (const QPointer<QWidget> &card : group)
            if (card) {
                card->removeEventFilter(this);
                card->setUpdatesEnabled(true);
            }
}

void CardsInTurn::next()
{
    if (m_waiting.isEmpty())
        return m_late.stop();
    const Group group = m_waiting.takeFirst();
    for (const QPointer<QWidget> &card : group)
        if (card)
            card->setUpdatesEnabled(true);
    if (m_waiting.isEmpty())
        m_late.stop();
    else if (!group.isEmpty() && group.last())
        group.last()->installEventFilter(this);
}

bool CardsInTurn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        QMetaObject::invokeMethod(this, &CardsInTurn::next, Qt::QueuedConnection);
    }
    return false;
}

} // namespace trato
