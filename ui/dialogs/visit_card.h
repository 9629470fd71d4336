#pragma once

#include "ui/pages/page.h"
#include "engine/api/appointment.h"

#include <QDialog>

namespace trato {

/// What a person may make of a visit now, with the words on its button.
struct VisitAct {
    VisitStatus status = VisitStatus::Scheduled;
    QString text{};
};
QList<VisitAct> visitActs(VisitStatus now);

/// One visit in full: who, what, when, its reminders, and what can be done. An act closes the card and is a signal. Main
/// thread; child of the page that opens it.
class VisitCard final : public QDialog
{
    Q_OBJECT
public:
    VisitCard(const PageContext &context, const VisitView &visit, QWidget *parent = nullptr);

signals:
    void statusAsked(trato::VisitStatus status);
    void moveAsked();
    void payAsked();
    void unpayAsked();
    void messagesAsked();
    void storyAsked();
};

} // namespace trato
