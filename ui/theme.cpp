#include "ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

Tokens lightTokens()
{
    return {.page = QColor(u"#F4F5F8"_s), .card = QColor(u"#FFFFFF"_s), .line = QColor(u"#E3E6EC"_s),
            .text = QColor(u"#131A2B"_s), .muted = QColor(u"#5D6780"_s), .accent = QColor(u"#2F6BFF"_s),
            .good = QColor(u"#149A5B"_s), .warn = QColor(u"#C77700"_s), .bad = QColor(u"#D92D3A"_s),
            .violet = QColor(u"#7A5AF8"_s), .teal = QColor(u"#0E8F9E"_s)};
}

Tokens darkTokens()
{
    return {.page = QColor(u"#0D1220"_s), .card = QColor(u"#151C2E"_s), .line = QColor(u"#25304A"_s),
            .text = QColor(u"#E9EDF7"_s), .muted = QColor(u"#9AA6C0"_s), .accent = QColor(u"#5B8CFF"_s),
            .good = QColor(u"#3CCB88"_s), .warn = QColor(u"#F0A93B"_s), .bad = QColor(u"#FF6470"_s),
            .violet = QColor(u"#A08BFF"_s), .teal = QColor(u"#36BFCE"_s)};
}

/// At least 7:1 on the card for every colour that carries text (WCAG 2.1, 1.4.6).
Tokens contrastTokens(bool dark)
{
    if (dark)
        return {.page = QColor(u"#000000"_s), .card = QColor(u"#000000"_s), .line = QColor(u"#FFFFFF"_s),
                .text = QColor(u"#FFFFFF"_s), .muted = QColor(u"#E0E0E0"_s), .accent = QColor(u"#8AB8FF"_s),
                .good = QColor(u"#5CF2A5"_s), .warn = QColor(u"#FFC966"_s), .bad = QColor(u"#FFA3AA"_s),
                .violet = QColor(u"#CFC0FF"_s), .teal = QColor(u"#7FF0FF"_s)};
    return {.page = QColor(u"#FFFFFF"_s), .card = QColor(u"#FFFFFF"_s), .line = QColor(u"#000000"_s),
            .text = QColor(u"#000000"_s), .muted = QColor(u"#333333"_s), .accent = QColor(u"#0030B0"_s),
            .good = QColor(u"#005A26"_s), .warn = QColor(u"#6E3A00"_s), .bad = QColor(u"#9B0010"_s),
            .violet = QColor(u"#4A1FB8"_s), .teal = QColor(u"#004E59"_s)};
}

/// What the system would show without our own palette, which stands afterwards as before.
QPalette systemPalette()
{
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const QPalette system = QApplication::palette();
    QApplication::setPalette(ours);
    return system;
}

/// A system in high contrast shows pure text on a pure ground; ordinary palettes are softer.
bool isHighContrast(const QPalette &palette)
{
    const auto pure = [](const QColor &colour) { return colour == QColor(Qt::black) || colour == QColor(Qt::white); };
    return pure(palette.color(QPalette::Window)) && pure(palette.color(QPalette::WindowText))
        && pure(palette.color(QPalette::Button)) && palette.color(QPalette::Window) == palette.color(QPalette::Button);
}

/// The system's palette tells whether it is dark: Qt 6.4 has no hint for the colour scheme.
bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor mixed(const QColor &over, const QColor &under, double share)
{
    const auto part = [share](int a, int b) { return int(a * share + b * (1 - share)); };
    return QColor(part(over.red(), under.red()), part(over.green(), under.green()), part(over.blue(), under.blue()));
}

/// Relative luminance (WCAG 2.1).
double luminance(const QColor &colour)
{
    const auto part = [](double share) { return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

bool isReadable(const QColor &words, const QColor &ground)
{
    constexpr double leastContrast = 4.5;
    const auto [darker, lighter] = std::minmax({luminance(words), luminance(ground)});
    return (lighter + 0.05) / (darker + 0.05) >= leastContrast;
}

/// `colour`, drawn towards `to` no further than `good` asks.
template <typename Good> QColor drawnTowards(const QColor &colour, const QColor &to, const Good &good)
{
    constexpr int steps = 20;
    for (int step = 0; step < steps; ++step)
        if (const QColor tried = mixed(to, colour, double(step) / steps); good(tried))
            return tried;
    return to;
}

} // namespace

Theme::Theme(ThemeChoice choice, QObject *parent, std::function<QPalette()> system)
    : QObject(parent), m_choice(choice), m_system(system ? std::move(system) : systemPalette)
{
    readSystem();
    decide();
}

void Theme::readSystem()
{
    const QPalette palette = m_system();
    m_systemDark = isDarkPalette(palette);
    m_systemContrast = isHighContrast(palette);
}

bool Theme::followSystem()
{
    const auto look = [this] { return std::pair(m_dark, m_contrast); };
    const auto before = look();
    readSystem();
    decide();
    if (look() == before)
        return false;
    emit changed();
    return true;
}

void Theme::decide()
{
    const bool asSystem = m_choice == ThemeChoice::System || m_choice == ThemeChoice::Contrast;
    m_contrast = m_choice == ThemeChoice::Contrast || (m_choice == ThemeChoice::System && m_systemContrast);
    m_dark = m_choice == ThemeChoice::Dark || (asSystem && m_systemDark);
    m_tokens = m_contrast ? contrastTokens(m_dark) : m_dark ? darkTokens() : lightTokens();
    for (size_t tone = 0; tone < m_inks.size(); ++tone)
        m_inks[tone] = drawnTowards(colour(Tone(tone)), m_tokens.text, [&](const QColor &words) {
            return isReadable(words, wash(Tone(tone))) && isReadable(words, m_tokens.card) && isReadable(words, m_tokens.page);
        });
    m_fill = drawnTowards(m_tokens.accent, m_tokens.text, [this](const QColor &ground) { return isReadable(onFill(), ground); });
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    decide();
    emit changed();
}

QColor Theme::colour(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral: return m_tokens.muted;
    case Tone::Accent: return m_tokens.accent;
    case Tone::Good: return m_tokens.good;
    case Tone::Warn: return m_tokens.warn;
    case Tone::Bad: return m_tokens.bad;
    case Tone::Violet: return m_tokens.violet;
    }
    return m_tokens.muted;
}

QColor Theme::wash(Tone tone) const
{
    return m_contrast ? m_tokens.card : mixed(colour(tone), m_tokens.card, m_dark ? 0.22 : 0.11);
}

QColor Theme::selection() const { return mixed(m_tokens.accent, m_tokens.card, m_dark ? 0.18 : 0.09); }

void Theme::applyBase(QApplication &app) const
{
    if (QStyle *fusion = QStyleFactory::create(u"Fusion"_s))
        app.setStyle(fusion);
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    app.setFont(font);

    QPalette palette;
    const Tokens &t = m_tokens;
    palette.setColor(QPalette::Window, t.page);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.card);
    palette.setColor(QPalette::AlternateBase, t.page);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::Button, t.card);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.bad);
    palette.setColor(QPalette::Highlight, m_fill);
    palette.setColor(QPalette::HighlightedText, onFill());
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.card);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Midlight, t.line);
    palette.setColor(QPalette::Dark, t.line);
    palette.setColor(QPalette::Light, t.card);
    palette.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::Text, QPalette::ButtonText, QPalette::WindowText})
        palette.setColor(QPalette::Disabled, role, mixed(t.muted, t.card, 0.6));
    app.setPalette(palette);
}

void Theme::apply(QApplication &app) const
{
    applyBase(app);
    app.setStyleSheet(styleSheet());
}

/// The family stands in the sheet too: what is built before the sheet is set does not get the application's font from it.
QString Theme::styleSheet() const
{
    QString sheet = uR"(
* { outline: none; font-family: "Inter"; }
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px 6px; }
QWidget#header { background: @card; border-bottom: 1px solid @line; }
QWidget#statusStrip { background: @card; border-top: 1px solid @line; }
QLabel#appTitle { font-size: 15px; font-weight: 700; color: @text; }
QLabel#appSubtitle { font-size: 12px; color: @muted; }
QFrame[card="true"] { background: @card; border: 1px solid @line; border-radius: 10px; }
QFrame[line="true"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QFrame[row="true"] { background: transparent; border: none; border-bottom: 1px solid @line; }
QLabel[role="title"] { font-size: 14px; font-weight: 600; color: @text; }
QLabel[role="hint"] { font-size: 12px; color: @muted; }
QLabel[role="kpiTitle"] { font-size: 13px; font-weight: 600; color: @muted; }
QLabel[role="kpi"] { font-size: 27px; font-weight: 700; color: @text; }
QLabel[role="strong"] { font-weight: 600; color: @text; }
QLabel[role="error"] { color: @badInk; }
QLabel[role="warning"] { color: @warnInk; }
QLabel[role="mono"], QPlainTextEdit[role="mono"] { font-family: "DejaVu Sans Mono", "Consolas", "Menlo", monospace; font-size: 12px; }
QLabel[role="chip"] { font-size: 12px; font-weight: 600; border-radius: 9px; padding: 2px 9px; }
QLabel[tone="neutral"] { color: @neutralInk; background: @neutralWash; }
QLabel[tone="accent"] { color: @accentInk; background: @accentWash; }
QLabel[tone="good"] { color: @goodInk; background: @goodWash; }
QLabel[tone="warn"] { color: @warnInk; background: @warnWash; }
QLabel[tone="bad"] { color: @badInk; background: @badWash; }
QLabel[tone="violet"] { color: @violetInk; background: @violetWash; }
QFrame[banner="bad"] { background: @badWash; border: 1px solid @badLine; border-radius: 10px; }
QFrame[banner="warn"] { background: @warnWash; border: 1px solid @warnLine; border-radius: 10px; }
QFrame[banner="accent"] { background: @accentWash; border: 1px solid @accentLine; border-radius: 10px; }
QPushButton { background: @card; color: @text; border: 1px solid @line; border-radius: 7px; padding: 5px 12px; font-weight: 500; min-height: 16px; }
QPushButton:hover { border-color: @muted; }
QPushButton:focus { border-color: @accent; }
QPushButton:pressed { background: @page; }
QPushButton:disabled { color: @faint; }
QPushButton[kind="primary"] { background: @fill; color: @onFill; border-color: @fill; font-weight: 600; }
QPushButton[kind="primary"]:focus { border-color: @text; }
QPushButton[kind="primary"]:disabled { background: @neutralWash; border-color: @line; color: @faint; }
QPushButton[kind="danger"] { color: @badInk; }
QPushButton[kind="danger"]:disabled { color: @faint; }
QPushButton[kind="search"] { background: @page; color: @muted; text-align: left; padding: 5px 10px; font-weight: 400; }
QPushButton[kind="tab"] { border: none; border-radius: 0; border-bottom: 2px solid transparent; padding: 0 16px; color: @muted; font-size: 14px; font-weight: 500; background: transparent; }
QPushButton[kind="tab"]:hover { color: @text; }
QPushButton[kind="tab"]:checked { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QPushButton[kind="tab"]:focus { background: @page; color: @accentInk; }
QPushButton[kind="chip"] { border-radius: 13px; padding: 4px 11px; color: @muted; }
QPushButton[kind="chip"]:checked { color: @accentInk; background: @accentWash; border-color: @accentLine; font-weight: 600; }
QPushButton[kind="chip"]:focus { border-color: @accent; }
QToolButton { background: transparent; color: @muted; border: 1px solid @line; border-radius: 8px; font-size: 11px; font-weight: 600; min-width: 14px; max-width: 14px; min-height: 14px; max-height: 14px; }
QToolButton:hover { color: @text; border-color: @muted; }
QToolButton:focus { color: @accent; border-color: @accent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox { background: @page; color: @text; border: 1px solid @line; border-radius: 7px; padding: 5px 9px; min-height: 16px; selection-background-color: @fill; selection-color: @onFill; }
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border-color: @accent; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; background: transparent; width: 24px; subcontrol-origin: border; subcontrol-position: right center; }
QComboBox::down-arrow { image: url(:/icons/chevron-down.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView { border: 1px solid @line; padding: 4px; }
QLabel[role="bubble"] { background: @goodWash; border: 1px solid @goodLine; border-radius: 10px; padding: 9px 12px; }
QListWidget { border: 1px solid @line; border-radius: 8px; padding: 4px; }
QListWidget::item { padding: 6px 8px; border-radius: 5px; }
QListWidget::item:selected { background: @selection; color: @text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 20px; subcontrol-origin: border; margin-right: 5px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 3px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 3px; }
QAbstractSpinBox::up-arrow { image: url(:/icons/chevron-up.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow, QDateTimeEdit::down-arrow, QComboBox::down-arrow { image: url(:/icons/chevron-down.svg); width: 9px; height: 9px; }
QDateTimeEdit::drop-down, QComboBox::drop-down { border: none; background: transparent; width: 24px; subcontrol-origin: border; subcontrol-position: right center; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @muted; border-radius: 4px; background: @card; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check.svg); }
QCheckBox::indicator:focus { border: 2px solid @accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked:focus { border-color: @text; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent; padding: 6px 12px; font-weight: 500; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:focus { color: @accentInk; }
QAbstractItemView { background: @card; color: @text; border: none; selection-background-color: @selection; selection-color: @text; }
QTableView { gridline-color: transparent; }
QTableView:focus { border: none; }
QTreeView::item { height: 32px; padding: 0 6px; }
QHeaderView { background: @card; border: none; }
QHeaderView::section { background: @card; color: @muted; border: none; border-bottom: 1px solid @line; padding: 5px 8px; font-size: 12px; font-weight: 500; }
QTableCornerButton::section { background: @card; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[clear="true"] { background: transparent; border: none; }
QWidget[clear="true"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: @card; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 5px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QDialog { background: @card; }
trato--SettingsDialog, trato--SiteDialog, trato--ImportDialog { background: @page; }
trato--ImportDialog QTabWidget::pane { background: @card; }
QSplitter::handle { background: transparent; }
QPlainTextEdit[role="mono"] { border: none; border-radius: 8px; background: @page; }
)"_s;
    if (m_contrast) // what has the focus is seen without its colour
        sheet += uR"(
QPushButton:focus, QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QTableView:focus { border: 2px solid @accent; }
QPushButton[kind="tab"]:focus, QPushButton[kind="chip"]:focus { border: 2px solid @accent; }
QPushButton[kind="primary"]:focus, QCheckBox::indicator:focus { border: 2px solid @text; }
QPushButton[kind="tab"]:checked, QTabBar::tab:selected { border-bottom: 3px solid @text; }
QPushButton[kind="chip"]:checked { border: 2px solid @accent; }
QLabel[role="chip"] { border: 1px solid @text; padding: 1px 8px; }
QToolButton:focus { border: 2px solid @accent; }
QAbstractItemView::item:selected, QMenu::item:selected { border: 1px solid @accent; }
)"_s;
    const Tokens &t = m_tokens;
    const auto put = [&sheet](const QString &name, const QColor &value) { sheet.replace(u'@' + name, value.name()); };
    // Longer names first: "@badWash" before "@bad".
    const std::pair<QString, Tone> tones[] = {{u"neutral"_s, Tone::Neutral}, {u"accent"_s, Tone::Accent},
                                              {u"good"_s, Tone::Good},       {u"warn"_s, Tone::Warn},
                                              {u"bad"_s, Tone::Bad},         {u"violet"_s, Tone::Violet}};
    for (const auto &[name, tone] : tones) {
        put(name + u"Wash"_s, wash(tone));
        put(name + u"Ink"_s, ink(tone));
        put(name + u"Line"_s, mixed(colour(tone), t.card, 0.35));
    }
    put(u"onFill"_s, onFill());
    put(u"fill"_s, m_fill);
    put(u"selection"_s, selection());
    put(u"faint"_s, mixed(t.muted, t.card, 0.55));
    for (const auto &[name, tone] : tones)
        put(name, colour(tone));
    put(u"page"_s, t.page);
    put(u"card"_s, t.card);
    put(u"line"_s, t.line);
    put(u"text"_s, t.text);
    put(u"muted"_s, t.muted);
    return sheet;
}

bool installFonts()
{
    bool all = true;
    for (const char *weight : {"Regular", "Medium", "SemiBold", "Bold"})
        all = QFontDatabase::addApplicationFont(u":/fonts/Inter-%1.otf"_s.arg(QLatin1String(weight))) >= 0 && all;
    return all;
}

} // namespace trato
