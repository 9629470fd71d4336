#include "ui/theme.h"

#include <QApplication>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

/// What a system in high contrast shows.
QPalette darkContrast() { return {Qt::white, Qt::black, Qt::white, Qt::black, Qt::gray, Qt::white, Qt::black}; }
QPalette lightContrast() { return {Qt::black, Qt::white, Qt::white, Qt::black, Qt::gray, Qt::black, Qt::white}; }

/// Relative contrast of two colours (WCAG 2.1).
double contrast(const QColor &a, const QColor &b)
{
    const auto light = [](const QColor &c) {
        const auto part = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF());
    };
    const double x = light(a);
    const double y = light(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

/// Looks: what can be read on what, and which one a system asks for.
class TestTheme : public QObject
{
    Q_OBJECT
private slots:
    void highContrastIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void highContrastIsReadable()
    {
        QFETCH(bool, dark);
        const QPalette system = dark ? darkContrast() : lightContrast();
        const Theme theme(ThemeChoice::Contrast, nullptr, [&system] { return system; });
        QVERIFY(theme.isContrast());
        QCOMPARE(theme.isDark(), dark);
        const Tokens &t = theme.tokens();
        for (const QColor &colour : {t.text, t.muted, t.accent, t.good, t.warn, t.bad, t.violet, t.teal})
            QVERIFY2(contrast(colour, t.card) >= 7.0, qPrintable(colour.name()));
        QVERIFY(contrast(t.line, t.card) >= 7.0);
    }

    void theLookFollowsTheSystemWhileItRuns()
    {
        QPalette system(Qt::black, QColor(u"#EFEFEF"_s), Qt::white, Qt::black, Qt::gray, Qt::black, Qt::white);
        Theme theme(ThemeChoice::System, nullptr, [&system] { return system; });
        Theme chosen(ThemeChoice::Light, nullptr, [&system] { return system; });
        const QSignalSpy changed(&theme, &Theme::changed);
        QVERIFY(!theme.followSystem());
        QVERIFY(!theme.isDark() && !theme.isContrast());
        system = QPalette(Qt::white, QColor(u"#202020"_s), Qt::white, Qt::black, Qt::gray, Qt::white, QColor(u"#101010"_s));
        QVERIFY(theme.followSystem());
        QVERIFY(theme.isDark() && !theme.isContrast());
        QVERIFY(!chosen.followSystem());
        system = darkContrast();
        QVERIFY(theme.followSystem());
        QVERIFY(theme.isDark() && theme.isContrast());
        QVERIFY(!theme.followSystem());
        QCOMPARE(changed.size(), 2);
        QVERIFY(!chosen.followSystem());
        chosen.choose(ThemeChoice::System);
        QVERIFY(chosen.isContrast());
        // Reading the running system's look leaves ours as it is.
        const QPalette ours(Qt::red);
        const QPalette before = QApplication::palette();
        QApplication::setPalette(ours);
        const Theme running(ThemeChoice::System);
        QCOMPARE(QApplication::palette().color(QPalette::Button), QColor(Qt::red));
        QVERIFY(!running.isDark());
        QApplication::setPalette(before);
    }

    void wordsAreReadable_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
        QTest::newRow("contrast") << ThemeChoice::Contrast;
    }
    /// WCAG 2.1, 1.4.3: 4.5:1 for text, on every ground it stands on.
    void wordsAreReadable()
    {
        QFETCH(ThemeChoice, choice);
        const Theme theme(choice);
        const Tokens &t = theme.tokens();
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad, Tone::Violet})
            for (const QColor &ground : {t.card, t.page, theme.wash(tone)})
                QVERIFY2(contrast(theme.ink(tone), ground) >= 4.5, qPrintable(theme.ink(tone).name() + u" on "_s + ground.name()));
        for (const QColor &ground : {t.card, t.page, theme.selection()}) {
            QVERIFY2(contrast(t.text, ground) >= 4.5, qPrintable(ground.name()));
            QVERIFY2(contrast(t.muted, ground) >= 4.5, qPrintable(ground.name()));
        }
        QVERIFY(contrast(theme.onFill(), theme.fill()) >= 4.5);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
