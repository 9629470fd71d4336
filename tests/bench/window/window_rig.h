#pragma once

#include "app/bench/bench_kit.h"
#include "app/composition/engine_host.h"
#include "tests/support/scripted_prompts.h"
#include "ui/main_window.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queues_page.h"
#include "ui/widgets/table_view.h"

#include <QCoreApplication>

/// What the benchmarks of the window stand on. Everything runs on the main thread, which turns the event loop by itself.
namespace trato::bench {

inline const QueueName bigQueue{QStringLiteral("campanha-ficticia")};
inline const QueueName loadQueue{QStringLiteral("carga")};

/// How large the profile is that is looked at.
struct Size {
    qint64 jobs = 1'000'000;         ///< a tenth of them failed
    qint64 deliveries = 1'000'000;
    int busyMinutes = 3;
};

/// Fills the profile's files, once: a file that is there already is taken as it is. Fictional people only.
Result<Done> fillProfile(const Profile &profile, const Size &size);

/// Turns the event loop until `done` holds; false when `limit` is over first.
bool turnUntil(const std::function<bool()> &done, std::chrono::nanoseconds limit);

/// Counts the paint events of a widget; they are over when the loop has turned.
class PaintCount final : public QObject
{
public:
    explicit PaintCount(QWidget &widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_count += event->type() == QEvent::Paint;
        return false;
    }
    int value() const { return m_count; }

private:
    int m_count = 0;
};

/// A real window on a real embedded engine.
class WindowRig
{
public:
    /// `serve`: queues with a no-op handler; nothing else runs.
    WindowRig(const Profile &profile, const QList<QueueName> &serve);
    ~WindowRig();
    /// Unavailable when the engine did not open or does not answer.
    Result<Done> open();

    MainWindow &window() { return *m_window; }
    EngineApi &engine() { return m_host.api(); }
    QueuesPage &queues() { return static_cast<QueuesPage &>(m_window->page(MainWindow::Tab::Queues)); }
    JobTableModel &jobs() { return queues().jobs().model(); }
    /// Shows a tab and waits until what it asked was answered and drawn.
    bool show(MainWindow::Tab tab);
    bool rowsShown() { return jobs().rowCount() > 0 && jobs().job(0); }

    template <Askable Q>
    Result<typename Q::Answer> ask(Q question)
    {
        const auto future = engine().ask(std::move(question));
        // The engine's thread completes the future: look again and again instead of waiting for an event.
        turnUntil([&] { return future.isFinished(); }, Seconds(60));
        return future.isFinished() ? future.result() : Result<typename Q::Answer>();
    }

private:
    SystemClock m_clock;
    ScriptedPrompts m_prompts;
    EngineHost m_host;
    std::unique_ptr<MainWindow> m_window;
};

// The benchmarks, by subject.
QList<Benchmark> tableBenchmarks(const Profile &profile);
QList<Benchmark> searchBenchmarks(const Profile &profile);
QList<Benchmark> chartBenchmarks();
QList<Benchmark> liveBenchmarks(const Profile &profile, const Size &size);

} // namespace trato::bench
