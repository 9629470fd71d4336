#pragma once

#include "engine/api/questions/messages.h"
#include "ui/asker.h"
#include "ui/prompts.h"

#include <QTimer>

namespace trato {

/// How many messages are due in the next 24 hours and would not be sent. Pure.
int unsentMessages(const PreviewList &preview, Instant now);

/// The question before the program ends: what will not be sent meanwhile. Main thread; owned by the console's program.
class Farewell final : public QObject
{
    Q_OBJECT
public:
    Farewell(EngineApi &engine, Prompts &prompts, const Clock &clock, QObject *parent = nullptr);
    /// `agreed` follows, at once when nothing is due or the engine does not answer in time; never when the person
    /// stays. `over` is the window that asks.
    void ask(QWidget *over);

    static constexpr Seconds patience{3};

signals:
    void agreed();

private:
    void answered(const PreviewList &preview);

    Prompts &m_prompts;
    const Clock &m_clock;
    QWidget *m_over = nullptr;
    QTimer m_patience;
    Asker<ask::PreviewReminders> m_ask;
};

} // namespace trato
