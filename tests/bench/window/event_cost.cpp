#include "tests/bench/window/event_cost.h"

#include "app/bench/cpu_time.h"

#include <QMetaEnum>

#include <cstdio>

namespace trato::bench {

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_counting || m_depth > 0)
        return QApplication::notify(receiver, event);
    constexpr double dearMs = 8;
    const QByteArray name = receiver->metaObject()->className();
    const int type = event->type();
    ++m_depth;
    const auto start = threadCpu();
    const bool handled = QApplication::notify(receiver, event);
    const double cost = std::chrono::duration<double, std::milli>(threadCpu() - start).count();
    --m_depth;
    m_costs.push_back(cost);
    if (cost >= dearMs) {
        const char *key = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        Dear &dear = m_dear[name + ' ' + (key ? QByteArray(key) : QByteArray::number(type))];
        ++dear.count;
        dear.most = std::max(dear.most, cost);
    }
    return handled;
}

void TimedApplication::startCounting()
{
    m_costs.clear();
    m_dear.clear();
    m_counting = true;
}

void TimedApplication::printDear() const
{
    for (const auto &[what, dear] : m_dear)
        std::fprintf(stderr, "%s: %d times, %.1f ms at most\n", what.constData(), dear.count, dear.most);
}

} // namespace trato::bench
