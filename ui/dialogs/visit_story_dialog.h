#pragma once

#include "engine/api/questions/visit_story.h"
#include "ui/pages/page.h"

#include <QDialog>

class QLabel;

namespace trato {

class StatePane;

/// One visit's whole story: booked, moved, every message about it with its states, what the client answered, payments, and the
/// reminders that are still to come. A message in it opens its own story. Main thread; child of the window.
class VisitStoryDialog final : public QDialog
{
    Q_OBJECT
public:
    VisitStoryDialog(const PageContext &context, const VisitId &id, QWidget *parent = nullptr);
    /// What happened, as rich text.
    QString timeline() const;
    /// Reminders that did not go out yet, or will not.
    QString reminders() const;
    StatePane &pane() const { return *m_pane; }
    void openMessage(const DeliveryId &id);

signals:
    /// A message in it was judged.
    void changed();

private:
    void fill(const VisitStory &story);
    void write();

    PageContext m_context;
    const VisitId m_id;
    VisitStory m_story;
    StatePane *m_pane;
    QLabel *m_title;
    QLabel *m_status;
    QLabel *m_facts;
    QLabel *m_steps;
    QLabel *m_comingTitle;
    QLabel *m_coming;
    Asker<ask::ShowVisitStory> m_ask;
};

} // namespace trato
