#pragma once

#include "engine/api/questions/diary.h"
#include "ui/pages/page.h"

namespace trato {

/// What a person makes of a visit, the same wherever it is listed: opens its card, asks before what cannot be undone, and
/// carries it out. Main thread; child of the widget that lists visits.
class VisitKeeper final : public QObject
{
    Q_OBJECT
public:
    VisitKeeper(const PageContext &context, QWidget *parent);

    /// The card with everything that can be done.
    void open(const VisitView &visit);
    /// The same as a menu at a place of the screen.
    void offer(const VisitView &visit, const QPoint &at);
    void setStatus(const VisitView &visit, VisitStatus status);
    void move(const VisitView &visit);
    void pay(const VisitView &visit);
    /// What became of the messages about it.
    void showMessages(const VisitView &visit);
    /// Everything that happened to it.
    void tellStory(const VisitView &visit);

signals:
    /// Something was done, or could not be done because it had changed meanwhile.
    void changed();

private:
    void takePaymentBack(const VisitView &visit);
    void show(QDialog *dialog);
    QWidget *window() const { return static_cast<QWidget *>(parent()); }

    const PageContext m_context;
    Asker<ask::SetVisitStatus> m_setStatus;
    Asker<ask::UnpayVisit> m_unpay;
};

} // namespace trato
