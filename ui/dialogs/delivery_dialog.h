#pragma once

#include "engine/api/questions/messages.h"
#include "ui/pages/page.h"

#include <QDialog>

class QFormLayout;
class QHBoxLayout;
class QLabel;

namespace trato {

class StatePane;

/// One message's story: what it was, every state with its time and who said so, why, and what to do next. Main thread; child of
/// the window.
class DeliveryDialog final : public QDialog
{
    Q_OBJECT
public:
    DeliveryDialog(const PageContext &context, const DeliveryId &id, QWidget *parent = nullptr);
    /// The steps as rich text.
    QString timeline() const;
    StatePane &pane() const { return *m_pane; }

signals:
    void changed();

private:
    void fill(const DeliveryStory &story);
    void writeFacts(const DeliveryView &delivery);
    void writeSteps(const DeliveryStory &story);
    void offerActs(const DeliveryView &delivery);
    void judge(Verdict verdict);

    PageContext m_context;
    const DeliveryId m_id;
    std::optional<DeliveryStory> m_story;
    StatePane *m_pane;
    QLabel *m_title;
    QLabel *m_state;
    QFormLayout *m_facts;
    QLabel *m_steps;
    QLabel *m_next;
    QHBoxLayout *m_acts;
    Asker<ask::ShowDelivery> m_ask;
    Asker<ask::JudgeDelivery> m_judge;
};

} // namespace trato
