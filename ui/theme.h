#pragma once

#include <QColor>
#include <QObject>

#include <array>
#include <functional>

class QApplication;
class QPalette;

namespace trato {

enum class ThemeChoice { System, Light, Dark, Contrast };

/// The colours of design section 9, by meaning.
struct Tokens {
    QColor page{};
    QColor card{};
    QColor line{};
    QColor text{};
    QColor muted{};
    QColor accent{};
    QColor good{};
    QColor warn{};
    QColor bad{};
    QColor violet{};
    QColor teal{};
};

/// What a coloured mark means. Colour is never the only sign: each has a word beside it.
enum class Tone { Neutral, Accent, Good, Warn, Bad, Violet };

/// Tokens, palette and style sheet of the whole program. Main thread; owned by the main window, which hands a
/// reference down. Custom painted widgets repaint on `changed`.
class Theme final : public QObject
{
    Q_OBJECT
public:
    /// `system` tells the system's own palette; by default the running one's.
    explicit Theme(ThemeChoice choice, QObject *parent = nullptr, std::function<QPalette()> system = {});

    const Tokens &tokens() const { return m_tokens; }
    bool isDark() const { return m_dark; }
    /// Strong lines and plain colours, chosen here or by the system's own palette.
    bool isContrast() const { return m_contrast; }
    ThemeChoice choice() const { return m_choice; }
    void choose(ThemeChoice choice);
    /// The system has changed its look: reads it again. False when nothing follows from that here.
    bool followSystem();
    /// Style, palette and font for every window of the program.
    void applyBase(QApplication &app) const;
    /// All that and the style sheet. With a sheet set, each new parent of a widget styles all below it again: windows full
    /// of widgets are built first.
    void apply(QApplication &app) const;

    QColor colour(Tone tone) const;
    /// The same for words: as near to `colour` as can be read on the card and on the chip of that tone, at 4.5:1 (WCAG 2.1, 1.4.3).
    QColor ink(Tone tone) const { return m_inks.at(size_t(tone)); }
    /// Background of the act that a dialog or card is there for, and the words on it.
    QColor fill() const { return m_fill; }
    QColor onFill() const { return m_dark ? m_tokens.page : m_tokens.card; }
    /// Quiet background of a chip of that tone.
    QColor wash(Tone tone) const;
    /// Background of a selected row.
    QColor selection() const;

    static constexpr int radius = 10;
    static constexpr int padding = 16;
    static constexpr int gap = 14;

signals:
    void changed();

private:
    QString styleSheet() const;
    void readSystem();
    void decide();

    ThemeChoice m_choice;
    const std::function<QPalette()> m_system;
    bool m_systemDark = false;
    bool m_systemContrast = false;
    bool m_dark = false;
    bool m_contrast = false;
    Tokens m_tokens{};
    std::array<QColor, 6> m_inks{};   ///< by tone
    QColor m_fill{};
};

/// Loads the fonts that ship inside the program; false when they are missing.
bool installFonts();

} // namespace trato
