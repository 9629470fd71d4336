#pragma once

#include "engine/api/delivery.h"
#include "engine/api/frame.h"
#include "ui/theme.h"

#include <QWidget>

class QLabel;

namespace trato {

/// The line at the bottom: engine, stores and the way of sending with a dot each, version and age at the right.
/// Main thread; owned by the main window.
class StatusStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusStrip(const Theme &theme, QWidget *parent = nullptr);
    void setReachable(bool reachable);
    void setStatus(const EngineStatus &status);
    void setChannel(const ChannelView &channel);
    void setUpdated(Instant at);
    QString text() const;

private:
    void rebuild();

    const Theme &m_theme;
    QLabel *m_left;
    QLabel *m_right;
    bool m_reachable = true;
    std::optional<EngineStatus> m_status{};
    std::optional<ChannelView> m_channel{};
    std::optional<Instant> m_updated{};
};

} // namespace trato
