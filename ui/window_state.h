#pragma once

#include "ui/theme.h"

#include <QRect>
#include <QString>

namespace trato {

/// Where a window of this size may stand: where it was, when enough of its upper edge can be seen and grasped on one
/// of these screens, else in the middle of the first one. Never larger than its screen. Pure.
QRect placeOnScreens(const QRect &wanted, const QList<QRect> &screens);

/// What the window keeps until the next start, in one small file of the profile; without a file nothing is kept.
/// Main thread.
class WindowState
{
public:
    explicit WindowState(QString file) : m_file(std::move(file)) {}
    bool kept() const { return !m_file.isEmpty(); }

    QRect place() const;
    bool maximized() const;
    void setPlace(const QRect &place, bool maximized);
    int tab() const;
    void setTab(int tab);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    QString language() const;              ///< "pt_BR", "en"; empty: the system's
    void setLanguage(const QString &language);
    bool notices() const;                  ///< whether the desktop is told what needs attention
    void setNotices(bool wanted);
    bool welcomed() const;                 ///< the first steps were left by a person
    void setWelcomed();

private:
    QString text(const QString &key) const;
    void put(const QString &key, const QString &text) const;

    QString m_file;
};

} // namespace trato
