#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/engine_api.h"
#include "engine/api/questions/messages.h"

#include <QRandomGenerator>
#include <QTimer>

namespace trato {

/// Life in the demo: confirmations go out, visits are booked, moved and confirmed, as people at a counter would do
/// it, through the same questions. Main thread; the engine outlives it.
class DemoTraffic final : public QObject
{
    Q_OBJECT
public:
    DemoTraffic(EngineApi &engine, const Clock &clock, quint32 seed, QObject *parent = nullptr);
    void start();

signals:
    /// Enough has happened since the start that every page shows something.
    void warm();

private:
    void act();
    void confirm();
    void book();
    void changeVisit();
    void learn(const QList<VisitView> &visits);
    void takeFrame(const Frame &frame);
    template <Askable Q>
    void send(Q question);

    EngineApi &m_engine;
    const Clock &m_clock;
    QRandomGenerator m_dice;
    QTimer m_pulse;
    QTimer m_patience;
    QList<VisitView> m_visits;    ///< of the coming days that are still open
    int m_acts = 0;
    qint64 m_finishedAtStart = -1;
};

} // namespace trato
