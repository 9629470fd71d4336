#pragma once

#include "ui/attention_watch.h"

#include <QSystemTrayIcon>

#include <memory>
#include <optional>

class QMenu;

namespace trato {

/// The icon beside the clock: says how things are by its shape, shows notices, brings the window back. Made only
/// where the desktop has such a place (`available`). Main thread; owned by the console's program.
class Tray final : public QObject
{
    Q_OBJECT
public:
    explicit Tray(QObject *parent = nullptr);
    ~Tray() override;
    static bool available() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    void show(const AttentionCounts &counts);
    void tell(const Notice &notice);
    /// A message without an act.
    void say(const QString &title, const QString &text);

signals:
    void openAsked();
    void quitAsked();
    /// The newest notice was clicked.
    void followed(trato::NoticeKind kind);

private:
    QSystemTrayIcon m_icon;
    std::unique_ptr<QMenu> m_menu;
    std::optional<NoticeKind> m_told{};
};

/// The icon for so many things that need a person: the mark, with a filled dot and a number's place when there are
/// any. Pure but for its pixels.
QIcon trayIcon(qint64 waiting, bool trouble);

} // namespace trato
