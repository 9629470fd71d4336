#include "tests/end_to_end/owner_desk.h"

#include "ui/dialogs/visit_card.h"
#include "ui/theme.h"
#include "ui/translations.h"

#include <QDir>
#include <QMessageBox>
#include <QPainter>
#include <QSignalSpy>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString pictureFolder = qEnvironmentVariable("TRATO_PICTURES");

} // namespace

OwnerDesk::OwnerDesk(const QString &profileFolder, std::shared_ptr<FakeClock> clock, ThemeChoice look)
    : m_clock(std::move(clock))
    , m_look(look)
    , m_host(std::make_unique<EngineHost>(Profile{profileFolder}, EngineOptions{.ownStore = true}, m_clock))
{
    if (!m_host->open(true))
        return;
    m_program = std::make_unique<ConsoleProgram>(*m_host, *m_clock, ConsoleProgram::Options{.profileName = u"loja"_s,
                                                                                            .stateFile = profileFolder + u"/window.ini"_s,
                                                                                            .theme = look});
}

bool OwnerDesk::open()
{
    if (!m_program)
        return false;
    window().resize(1440, 900);
    m_program->show(false);
    return QTest::qWaitForWindowExposed(&window(), 20'000);
}

int OwnerDesk::end()
{
    const int code = QApplication::exec();
    m_program.reset();
    m_host.reset();
    return code;
}

bool OwnerDesk::key(Qt::Key key, Qt::KeyboardModifiers with)
{
    window().activateWindow();
    // Not qWaitForWindowActive: for that a dialog which is about to go does as well.
    if (!until([this] { return QGuiApplication::focusWindow() == window().windowHandle(); }))
        return false;
    QTest::keyClick(&window(), key, with);
    return true;
}

bool OwnerDesk::press(QWidget &in, const QString &word)
{
    for (QPushButton *button : in.findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == word) {
            const bool offered = button->isEnabled();
            QTest::mouseClick(button, Qt::LeftButton);
            return offered;
        }
    qWarning("no button “%s”", qUtf8Printable(word));
    return false;
}

bool OwnerDesk::openCard(const VisitId &visit)
{
    if (!until([&] { return diary::blockOf(visit.value, grid().blocks()) != nullptr; }))
        return false;
    const diary::Block block = *diary::blockOf(visit.value, grid().blocks());
    grid().setFocus();
    grid().select({block.column, block.from, visit.value});
    QTest::keyClick(&grid(), Qt::Key_Return);
    return opened<VisitCard>();
}

QString OwnerDesk::agree()
{
    if (!opened<QMessageBox>())
        return {};
    QMessageBox *box = dialog<QMessageBox>();
    const QString text = box->text();
    for (QAbstractButton *button : box->buttons())
        if (box->buttonRole(button) == QMessageBox::AcceptRole) {
            QTest::mouseClick(button, Qt::LeftButton);
            return text;
        }
    return {};
}

void OwnerDesk::picture(const QString &name)
{
    if (pictureFolder.isEmpty())
        return;
    QElapsedTimer watch;
    watch.start();
    QDir().mkpath(pictureFolder);
    (void)until([this] { return window().showsWelcome() || window().page(window().currentTab()).settled(); });
    QTest::qWait(400); // cards are painted in turns, charts in the background
    QPixmap whole = window().grab();
    if (QWidget *front = QApplication::activeModalWidget(); front && front != &window()) {
        const QPixmap dialog = front->grab();
        const QSizeF size = dialog.deviceIndependentSize();
        QPainter painter(&whole);
        painter.fillRect(window().rect(), QColor(0, 0, 0, 90));
        painter.drawPixmap(QPointF((window().width() - size.width()) / 2, (window().height() - size.height()) / 2), dialog);
    }
    whole.save(QDir(pictureFolder).filePath(u"%1-%2.png"_s.arg(name, m_look == ThemeChoice::Dark ? u"dark"_s : u"light"_s)));
    m_picturesTook += watch.elapsed();
}

void dressLikeTheProgram(QApplication &app)
{
    QApplication::setApplicationName(u"trato-console"_s);
    QApplication::setApplicationDisplayName(u"Trato Console"_s);
    QApplication::setApplicationVersion(QStringLiteral(TRATO_VERSION));
    installFonts();
    installTranslations(app, QLocale(QLocale::Portuguese, QLocale::Brazil));
}

QList<ThemeChoice> looksToTest()
{
    QList<ThemeChoice> looks{ThemeChoice::Light};
    if (qEnvironmentVariableIsSet("TRATO_PICTURES"))
        looks << ThemeChoice::Dark;
    return looks;
}

} // namespace trato
