#pragma once

#include <QElapsedTimer>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace trato {

/// Tells once how long it took until a window was drawn for the first time. Main thread; owned by `main`.
class FirstFrame final : public QObject
{
public:
    /// `since` was started when the program began.
    FirstFrame(QWidget &window, const QElapsedTimer &since, std::function<void(qint64 ms)> drawn)
        : m_since(since), m_drawn(std::move(drawn))
    {
        window.installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_drawn) // the frame is complete when the loop turns again
            QTimer::singleShot(0, this, [this, drawn = std::exchange(m_drawn, nullptr)] { drawn(m_since.elapsed()); });
        return false;
    }

private:
    const QElapsedTimer m_since;
    std::function<void(qint64)> m_drawn;
};

} // namespace trato
