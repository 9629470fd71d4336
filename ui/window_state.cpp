#include "ui/window_state.h"

#include <QSettings>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int graspWidth = 160;
constexpr int graspHeight = 24;

const std::pair<ThemeChoice, QString> themeNames[] = {{ThemeChoice::System, u"system"_s},
                                                      {ThemeChoice::Light, u"light"_s},
                                                      {ThemeChoice::Dark, u"dark"_s},
                                                      {ThemeChoice::Contrast, u"contrast"_s}};

} // namespace

QRect placeOnScreens(const QRect &wanted, const QList<QRect> &screens)
{
    if (screens.isEmpty() || !wanted.isValid())
        return wanted;
    const QRect edge(wanted.topLeft(), QSize(wanted.width(), graspHeight));
    for (const QRect &screen : screens) {
        const QRect seen = edge.intersected(screen);
        if (seen.width() < qMin(graspWidth, wanted.width()) || seen.height() < graspHeight)
            continue;
        return {wanted.topLeft(), wanted.size().boundedTo(screen.size())};
    }
    QRect middle({}, wanted.size().boundedTo(screens.first().size()));
    middle.moveCenter(screens.first().center());
    return middle;
}

QString WindowState::text(const QString &key) const
{
    return m_file.isEmpty() ? QString() : QSettings(m_file, QSettings::IniFormat).value(key).toString();
}

void WindowState::put(const QString &key, const QString &text) const
{
    if (!m_file.isEmpty())
        QSettings(m_file, QSettings::IniFormat).setValue(key, text);
}

QRect WindowState::place() const
{
    return m_file.isEmpty() ? QRect() : QSettings(m_file, QSettings::IniFormat).value(u"window/place"_s).toRect();
}

bool WindowState::maximized() const { return text(u"window/maximized"_s) == u"true"; }

void WindowState::setPlace(const QRect &place, bool maximized)
{
    if (m_file.isEmpty())
        return;
    QSettings(m_file, QSettings::IniFormat).setValue(u"window/place"_s, place);
    put(u"window/maximized"_s, maximized ? u"true"_s : u"false"_s);
}

int WindowState::tab() const { return text(u"window/tab"_s).toInt(); }

void WindowState::setTab(int tab) { put(u"window/tab"_s, QString::number(tab)); }

ThemeChoice WindowState::theme() const
{
    const QString kept = text(u"window/theme"_s);
    for (const auto &[choice, name] : themeNames)
        if (name == kept)
            return choice;
    return ThemeChoice::System;
}

void WindowState::setTheme(ThemeChoice choice)
{
    for (const auto &[each, name] : themeNames)
        if (each == choice)
            put(u"window/theme"_s, name);
}

QString WindowState::language() const { return text(u"window/language"_s); }

void WindowState::setLanguage(const QString &language) { put(u"window/language"_s, language); }

bool WindowState::notices() const { return text(u"window/notices"_s) != u"false"; }

void WindowState::setNotices(bool wanted) { put(u"window/notices"_s, wanted ? u"true"_s : u"false"_s); }

bool WindowState::welcomed() const { return text(u"window/welcomed"_s) == u"true"; }

void WindowState::setWelcomed() { put(u"window/welcomed"_s, u"true"_s); }

} // namespace trato
