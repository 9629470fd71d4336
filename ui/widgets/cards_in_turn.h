#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

class QWidget;

namespace trato {

/// When a page comes up its cards are painted in a few turns of the event loop instead of in one: a whole page takes longer than
/// a frame, and no key, click or news is handled meanwhile. Until its turn the place of a card shows the ground of the page.
/// Main thread; owned by its page, which calls `begin` when it is shown.
class CardsInTurn final : public QObject
{
    Q_OBJECT
public:
    explicit CardsInTurn(QWidget *page);
    void begin();
    /// Everything may be painted now.
    void finish();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Group = QList<QPointer<QWidget>>;
    void next();

    QWidget *const m_page;
    QList<Group> m_waiting;   ///< each is painted in a turn of its own
    QTimer m_late;            ///< what is never painted, because something hides it, must not hold up the rest
};

} // namespace trato
