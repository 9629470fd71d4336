#include "ui/screenshots.h"

#include "ui/main_window.h"
#include "ui/pages/home_page.h"

#include <QDir>
#include <QPixmap>
#include <QTimer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

struct View {
    const char *name;
    MainWindow::Tab tab;
    HomePage::Part part;   ///< of the first tab
};
using Tab = MainWindow::Tab;
using Part = HomePage::Part;
constexpr View views[] = {{"overview", Tab::Overview, Part::Overview},     {"diary", Tab::Overview, Part::Diary},
                          {"line", Tab::Overview, Part::Line},             {"clients", Tab::Overview, Part::Clients},
                          {"messages", Tab::Overview, Part::Messages},
                          {"performance", Tab::Performance, Part::Overview},
                          {"queues", Tab::Queues, Part::Overview},         {"system", Tab::System, Part::Overview}};

/// Walks through tabs and pages. Main thread; child of the window, deletes itself at the end.
class Tour final : public QObject
{
public:
    Tour(MainWindow &window, QString folder, std::function<void(Result<QStringList>)> done)
        : QObject(&window)
        , m_window(window)
        , m_folder(std::move(folder))
        , m_done(std::move(done))
    {
        for (const MainWindow::Tab tab : MainWindow::tabs)
            connect(&window.page(tab), &Page::becameSettled, this, &Tour::look);
    }

    void visit(size_t step)
    {
        m_step = step;
        m_window.showTab(views[step].tab);
        if (views[step].tab == Tab::Overview)
            m_window.home().showPart(views[step].part);
        look();
    }

private:
    void look()
    {
        // A turn of the event loop lays out and paints what the last answer brought.
        if (m_window.page(views[m_step].tab).settled() && !m_planned) {
            m_planned = true;
            QTimer::singleShot(150, this, [this] { shoot(); });
        }
    }

    void shoot()
    {
        m_planned = false;
        if (!m_window.page(views[m_step].tab).settled())
            return;
        const QString file = QDir(m_folder).filePath(QLatin1String(views[m_step].name) + u".png"_s);
        if (!m_window.grab().save(file))
            return finish(Error{Error::Code::ReadOnly, file});
        m_files << file;
        if (m_step + 1 == std::size(views))
            finish(m_files);
        else
            visit(m_step + 1);
    }

    void finish(Result<QStringList> result)
    {
        const auto done = std::exchange(m_done, nullptr);
        deleteLater();
        if (done)
            done(std::move(result));
    }

    MainWindow &m_window;
    QString m_folder;
    std::function<void(Result<QStringList>)> m_done;
    QStringList m_files;
    size_t m_step = 0;
    bool m_planned = false;
};

} // namespace

void takeScreenshots(MainWindow &window, const QString &folder, std::function<void(Result<QStringList>)> done)
{
    QDir().mkpath(folder);
    window.resize(1440, 900);
    window.show();
    auto *tour = new Tour(window, folder, std::move(done));
    QTimer::singleShot(0, tour, [tour] { tour->visit(0); });
}

} // namespace trato
