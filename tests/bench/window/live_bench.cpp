#include "app/bench/cpu_time.h"
#include "tests/bench/window/event_cost.h"
#include "tests/bench/window/window_rig.h"

#include <QTimer>

#include <atomic>
#include <thread>

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;
using Ms = std::chrono::duration<double, std::milli>;

/// Posts an event every two milliseconds from a thread of its own; how late each is handled is how long the GUI thread
/// was away.
class Heartbeat final : public QObject
{
public:
    Heartbeat()
    {
        m_thread = std::thread([this] {
            while (!m_stop) {
                QMetaObject::invokeMethod(this, [this, sent = steady_clock::now()] { m_late.push_back(Ms(steady_clock::now() - sent).count()); },
                                          Qt::QueuedConnection);
                std::this_thread::sleep_for(Millis(2));
            }
        });
    }
    ~Heartbeat() override
    {
        m_stop = true;
        m_thread.join();
    }
    const std::vector<double> &late() const { return m_late; }

private:
    std::vector<double> m_late;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

/// A frame of news as a busy engine makes them: every queue and 200 changed rows of the queue in sight.
Result<Figures> news(const Profile &profile)
{
    WindowRig rig(profile, {});
    if (const auto opened = rig.open(); !opened)
        return opened.error();
    if (!rig.show(MainWindow::Tab::Queues))
        return Error{Error::Code::Timeout, u"the rows did not appear"_s};
    rig.queues().choose(bigQueue);
    rig.queues().jobs().chooseState(JobState::Waiting);
    turnUntil([&] { return rig.rowsShown() && rig.jobs().job(0)->state == JobState::Waiting && rig.queues().settled(); }, Seconds(60));
    const auto queues = rig.ask(ask::ListQueues{});
    if (!queues)
        return queues.error();
    std::vector<double> handled, painted, cpu;
    for (int i = 0; i < 200; ++i) {
        Frame frame;
        frame.queues = queues.value();
        for (QueueView &queue : frame.queues)
            queue.counts.completed += i;
        for (int row = 0; row < 200; ++row) {
            const JobRow *shown = rig.jobs().job(row % 90);
            if (!shown)
                break;
            JobRow changed = *shown;
            changed.attemptsMade = i;
            frame.jobs.append(changed);
        }
        const auto start = steady_clock::now();
        const auto used = threadCpu();
        emit rig.engine().frameReady(frame);
        handled.push_back(Ms(threadCpu() - used).count());
        QCoreApplication::processEvents();
        painted.push_back(Ms(steady_clock::now() - start).count());
        cpu.push_back(Ms(threadCpu() - used).count());
        turnUntil([&] { return steady_clock::now() - start >= Millis(50); }, Seconds(1));
    }
    return Figures{{"handled_cpu_ms_p50", quantile(handled, 0.5)}, {"handled_cpu_ms_p99", quantile(handled, 0.99)},
                   {"with_repaint_cpu_ms_p50", quantile(cpu, 0.5)}, {"with_repaint_cpu_ms_p99", quantile(cpu, 0.99)},
                   {"with_repaint_ms_p50", quantile(painted, 0.5)}};
}

/// 200 jobs a second through a real worker while a person walks through the tabs.
Result<Figures> busy(const Profile &profile, int minutes)
{
    WindowRig rig(profile, {loadQueue});
    if (const auto opened = rig.open(); !opened)
        return opened.error();
    QTimer source;
    qint64 added = 0;
    QObject::connect(&source, &QTimer::timeout, &source, [&] {
        QList<NewJob> jobs;
        for (int i = 0; i < 20; ++i)
            jobs.append(usualJob(loadQueue, ++added));
        (void)rig.engine().ask(ask::AddJobs{jobs});
    });
    source.start(Millis(100));
    QTimer person;
    int step = 0;
    QObject::connect(&person, &QTimer::timeout, &person, [&] {
        rig.window().showTab(MainWindow::tabs[size_t(++step) % std::size(MainWindow::tabs)]);
        if (rig.window().currentTab() == MainWindow::Tab::Queues)
            rig.queues().choose(step % 8 < 4 ? loadQueue : bigQueue);
    });
    person.start(Seconds(2));
    std::vector<double> late, events;
    const double before = Ms(processCpu()).count();
    {
        auto &app = static_cast<TimedApplication &>(*qApp);
        Heartbeat heart;
        app.startCounting();
        turnUntil([] { return false; }, Minutes(minutes));
        late = heart.late();
        events = app.costs();
        app.printDear();
    }
    const double used = Ms(processCpu()).count() - before;
    return Figures{{"away_ms_p50", quantile(late, 0.5)}, {"away_ms_p999", quantile(late, 0.999)}, {"away_ms_max", quantile(late, 1)},
                   {"event_cpu_ms_p999", quantile(events, 0.999)}, {"event_cpu_ms_max", quantile(events, 1)},
                   {"process_cpu_percent", used / (minutes * 600.0)}, {"jobs", double(added)}};
}

} // namespace

QList<Benchmark> liveBenchmarks(const Profile &profile, const Size &size)
{
    return {{"news"_L1, [profile] { return news(profile); }},
            {"busy"_L1, [profile, minutes = size.busyMinutes] { return busy(profile, minutes); }}};
}

} // namespace trato::bench
