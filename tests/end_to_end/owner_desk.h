#pragma once

#include "app/console/console_program.h"
#include "tests/support/fake_clock.h"
#include "ui/diary/diary_grid.h"
#include "ui/pages/diary_page.h"
#include "ui/pages/home_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTest>

namespace trato {

/// The program as the owner of a shop starts it, on a profile of its own and a clock that the test turns; and what a
/// hand does with its window. Pictures are taken only when TRATO_PICTURES names a folder; the time they take does not
/// count. Main thread; owned by the test.
class OwnerDesk
{
public:
    OwnerDesk(const QString &profileFolder, std::shared_ptr<FakeClock> clock, ThemeChoice look);
    /// False when nothing was painted in time.
    bool open();
    /// The program's own end, after the person agreed to it; its exit code.
    int end();

    MainWindow &window() { return m_program->window(); }
    EngineApi &engine() { return m_host->api(); }

    /// Ends a hang; says nothing about speed.
    template <typename Predicate>
    static bool until(Predicate done)
    {
        return QTest::qWaitFor(done, 20'000);
    }
    /// A key of the window, as it is pressed while no dialog is open.
    bool key(Qt::Key key, Qt::KeyboardModifiers with = {});
    /// Presses the visible button with this word. False when there is none, or it is not offered.
    static bool press(QWidget &in, const QString &word);
    template <typename Dialog>
    Dialog *dialog()
    {
        for (Dialog *each : window().findChildren<Dialog *>())
            if (each->isVisible())
                return each;
        return nullptr;
    }
    template <typename Dialog>
    bool opened()
    {
        return until([this] { return dialog<Dialog>() != nullptr; });
    }
    template <typename Dialog>
    bool closed()
    {
        return until([this] { return dialog<Dialog>() == nullptr; });
    }
    /// The diary that is shown.
    DiaryGrid &grid() { return window().home().diary().grid(); }
    /// Opens the card of a visit that the diary shows, as Return does.
    bool openCard(const VisitId &visit);
    /// Answers the question that is open with its act; its text, or empty when none is asked.
    QString agree();

    /// `name`-LOOK.png of the window with the dialog in front of it.
    void picture(const QString &name);
    qint64 picturesTook() const { return m_picturesTook; }

private:
    const std::shared_ptr<FakeClock> m_clock;
    const ThemeChoice m_look;
    std::unique_ptr<EngineHost> m_host;
    std::unique_ptr<ConsoleProgram> m_program;   ///< goes before its host
    qint64 m_picturesTook = 0;
};

/// Names, fonts and the owner's language, as the program's own start gives them.
void dressLikeTheProgram(QApplication &app);
/// Light, and dark as well when pictures are taken.
QList<ThemeChoice> looksToTest();

/// `main` of a test at the owner's desk: all of it in each look, on a computer that stands in the shop.
template <typename Test>
int runAtTheDesk(int argc, char **argv)
{
    qputenv("TZ", "America/Sao_Paulo");
    QApplication app(argc, argv);
    dressLikeTheProgram(app);
    int failed = 0;
    for (const ThemeChoice look : looksToTest()) {
        Test test(look);
        failed += QTest::qExec(&test, argc, argv);
    }
    return failed;
}

} // namespace trato
