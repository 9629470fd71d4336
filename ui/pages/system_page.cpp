#include "ui/pages/system_page.h"

#include "ui/format.h"
#include "ui/pages/backups_card.h"
#include "ui/pages/log_card.h"
#include "ui/pages/resources_row.h"
#include "ui/site_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layout_end.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::seconds resourceInterval{10};
}

SystemPage::SystemPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_backups(new BackupsCard(context))
    , m_askHealth(context.engine, [this](const QList<HealthCheck> &checks) { showHealth(checks); },
                  [this](const Error &error) {
                      m_check->setEnabled(true);
                      explain(tr("The check-up did not run"), error);
                  })
    , m_askTakeOver(context.engine, [this](const Done &) { refresh(); },
                    [this](const Error &error) { explain(tr("The shop was not taken over"), error); })
{
    m_usesStatus = true;
    auto *inside = new QWidget;
    auto *rows = new QVBoxLayout(inside);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Theme::gap);
    m_resources = new ResourcesRow(m_context);
    m_log = new LogCard(m_context);
    const auto put = [rows](int stretch, int least, const QList<std::pair<QWidget *, int>> &cards) {
        auto *row = new QHBoxLayout;
        row->setSpacing(Theme::gap);
        for (const auto &[card, width] : cards) {
            card->setMinimumHeight(least);
            row->addWidget(card, width);
        }
        rows->addLayout(row, stretch);
        return least + Theme::gap;
    };
    const int least = put(4, 160, {{m_resources, 1}}) + put(7, 230, {{makeComponents(), 10}, {makeWorkers(), 7}})
                      + put(6, 240, {{m_log, 15}, {makeThreads(), 10}, {m_backups, 11}});
    // The scroll area must not ask a wrapped text for its height: with and without its bar the answers differ, without end.
    auto *fixed = new LayoutEnd(inside);
    fixed->setMinimumHeight(least);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makePageScroll(fixed));
    m_askStatus = makeAsker<ask::ShowStatus>([this](const EngineStatus &status) { showStatus(status); },
                                             [this](const Error &error) {
                                                 if (!m_components->rows().isEmpty())
                                                     return;
                                                 m_componentPane->showError(format::error(error));
                                                 m_threadPane->showError(format::error(error));
                                             });
    m_askWorkers = makeAsker<ask::ListWorkers>(
        [this](const QList<WorkerView> &workers) {
            m_workers->set(workers);
            if (workers.isEmpty())
                m_workerPane->showEmpty(tr("No workers"), tr("This engine serves no queue."));
            else
                m_workerPane->showContent();
        },
        [this](const Error &error) {
            if (m_workers->rows().isEmpty())
                m_workerPane->showError(format::error(error));
        });
    m_askLog = makeAsker<ask::ListLog>([this](const QList<LogLine> &lines) { m_log->show(lines); },
                                       [this](const Error &error) { m_log->showError(error); });
    m_askResources = makeAsker<ask::ShowResources>([this](const ResourceReport &report) { m_resources->show(report); },
                                                   [this](const Error &error) { m_resources->showError(error); });
    connect(m_log, &LogCard::asked, this, [this] { ask(*m_askLog, m_log->question()); });
    connect(m_resources, &ResourcesRow::asked, this, &SystemPage::askResources);
    // An engine with nothing to do sends no frames, but its figures go on.
    auto *pulse = new QTimer(this);
    pulse->start(resourceInterval);
    connect(pulse, &QTimer::timeout, this, [this] {
        if (isVisible() && !window()->isMinimized())
            askResources();
    });
    for (StatePane *pane : {m_componentPane, m_workerPane, m_threadPane})
        connect(pane, &StatePane::actionAsked, this, &SystemPage::refresh);
}

QWidget *SystemPage::makeComponents()
{
    using C = ComponentView;
    const Clock &clock = m_context.clock;
    m_components = new ListTable<C>(
        {{tr("Component"), textColumn<C>([](const C &c) { return format::componentName(c.name); })},
         {tr("State"), chipColumn<C>([](const C &c) {
              return c.healthy ? format::Marked{tr("Healthy"), Tone::Good} : format::Marked{tr("Trouble"), Tone::Bad};
          })},
         {tr("Latency"), textColumn<C>([](const C &c) { return c.latencyMs ? format::milliseconds(*c.latencyMs) : u"—"_s; })},
         {tr("Detail"), textColumn<C>([](const C &c) { return c.detail; }, true)},
         {tr("For"), textColumn<C>([&clock](const C &c) { return c.since ? format::span(clock.now() - *c.since) : u"—"_s; }, true)}},
        [](const C &c) { return c.name; }, this);
    m_componentCard = new Card(tr("Components"));
    m_takeOver = m_componentCard->addButton(tr("Take over the shop…"));
    m_takeOver->hide();
    connect(m_takeOver, &QPushButton::clicked, this, &SystemPage::askToTakeOver);
    m_owner = makeLabel({}, "hint");
    m_owner->setWordWrap(true);
    m_owner->hide();
    m_componentCard->body()->addWidget(m_owner);
    m_check = m_componentCard->addButton(tr("Check-up…"));
    connect(m_check, &QPushButton::clicked, this, [this] {
        m_check->setEnabled(false);
        m_askHealth.ask();
    });
    auto *table = new TableView(m_context.theme, tr("Components"));
    table->setModel(m_components);
    table->setWeights({20, 14, 11, 38, 13}, {3, 0});
    m_componentTable = table;
    m_componentPane = new StatePane(table);
    m_componentCard->body()->addWidget(m_componentPane, 1);
    return m_componentCard;
}

QWidget *SystemPage::makeWorkers()
{
    using W = WorkerView;
    const Clock &clock = m_context.clock;
    m_workers = new ListTable<W>(
        {{tr("Queue"), textColumn<W>([](const W &w) { return w.queue.value; })},
         {tr("Worker"), textColumn<W>([](const W &w) { return w.name; })},   // slots are numbered within a queue
         {tr("Jobs"), textColumn<W>([](const W &w) { return w.elsewhere ? u"—"_s : format::number(w.jobsDone); }), true},
         {tr("Now"), textColumn<W>([&clock](const W &w) {
              if (w.elsewhere)
                  return w.address.isEmpty() ? tr("in another program") : tr("elsewhere, %1").arg(w.address);
              if (w.current.isEmpty())
                  return tr("idle");
              const QString job = tr("job %1").arg(w.current.value);
              return w.since ? job + u" · "_s + format::span(clock.now() - *w.since) : job;
          }, true)}},
        [](const W &w) { return w.name + u'\x1f' + w.queue.value + u'\x1f' + w.address; }, this);
    auto *card = new Card(tr("Workers"));
    auto *table = new TableView(m_context.theme, tr("Workers"));
    table->setModel(m_workers);
    table->setWeights({36, 28, 12, 26}, {3, 0, 1});
    m_workerPane = new StatePane(table);
    card->body()->addWidget(m_workerPane, 1);
    return card;
}

QWidget *SystemPage::makeThreads()
{
    using T = ThreadView;
    m_threads = new ListTable<T>(
        {{tr("Thread"), textColumn<T>([](const T &t) { return format::componentName(t.name); })},
         {tr("Done"), textColumn<T>([](const T &t) { return format::number(t.handled); }), true},
         {tr("Waiting"), textColumn<T>([](const T &t) { return format::number(t.waiting); }), true},
         {tr("At work"), textColumn<T>([](const T &t) { return format::milliseconds(t.busyMs); }, true), true}},
        [](const T &t) { return t.name; }, this);
    m_threadCard = new Card(tr("Threads"));
    auto *table = new TableView(m_context.theme, tr("Threads"));
    table->setModel(m_threads);
    table->setWeights({34, 20, 20, 22}, {0});
    m_threadPane = new StatePane(table);
    m_threadCard->body()->addWidget(m_threadPane, 1);
    return m_threadCard;
}

void SystemPage::refresh()
{
    m_askedAt = m_context.clock.now();
    ask(*m_askStatus);
    ask(*m_askWorkers);
    ask(*m_askLog, m_log->question());
    askResources();
    m_backups->refresh();
}

void SystemPage::askResources()
{
    ask(*m_askResources, {.minutes = m_resources->minutes()});
}

void SystemPage::takeFrame(const Frame &frame)
{
    Page::takeFrame(frame);
    m_backups->takeFrame(frame);
    m_log->append(frame.log);
    if (!frame.queues.isEmpty() && m_context.clock.now() - m_askedAt >= Seconds(5)) {
        m_askedAt = m_context.clock.now();
        ask(*m_askStatus);
        ask(*m_askWorkers);
    }
}

void SystemPage::showStatus(const EngineStatus &status)
{
    m_components->set(status.components);
    const bool details = std::ranges::any_of(status.components, [](const ComponentView &c) { return !c.detail.isEmpty(); });
    m_componentTable->setColumnHidden(3, !details);
    m_threads->set(status.threads);
    m_componentPane->showContent();
    m_threadPane->showContent();
    m_componentCard->setHint(tr("%1 · process %2 · running for %3")
                                 .arg(status.engine)
                                 .arg(status.pid)
                                 .arg(format::span(m_context.clock.now() - status.startedAt)));
    m_threadCard->setHint(tr("since start"));
    showOwner(status);
}

QString SystemPage::ownerText() const { return m_owner->isHidden() ? QString() : m_owner->text(); }

void SystemPage::showOwner(const EngineStatus &status)
{
    QStringList others;
    for (const EngineSeen &engine : status.engines)
        if (engine.name != status.engine && !engine.owner)
            others << (engine.silent     ? tr("%1 is silent, last seen %2 ago").arg(engine.name, format::span(engine.quiet))
                       : engine.standsBy ? tr("%1 stands by").arg(engine.name)
                                         : tr("%1 works").arg(engine.name));
    m_owner->setText((QStringList{format::owner(status)} + others).join(u" · "_s));
    m_owner->setVisible(status.store.shared);
    m_takeOver->setVisible(format::mayTakeOver(status));
}

void SystemPage::askToTakeOver()
{
    m_context.prompts.confirm(this,
                              {tr("Take over the shop?"),
                               tr("From now on this computer plans the reminders, sends the messages and runs the schedules, from its own diary. "
                                  "The engine that did so until now stands by."),
                               tr("Take over"), false},
                              [this] { m_askTakeOver.ask(); });
}

void SystemPage::showHealth(const QList<HealthCheck> &checks)
{
    m_check->setEnabled(true);
    QStringList lines;
    for (const HealthCheck &check : checks) {
        const QString sign = !check.ok ? u"✗"_s : check.warning ? u"!"_s : u"✓"_s;
        QString line = u"%1  %2: %3"_s.arg(sign, format::healthName(check.name), check.detail);
        if (!check.way.isEmpty())
            line += u"\n      → "_s + format::wayOut(check.way);
        lines << line;
    }
    m_context.prompts.tell(this, tr("Check-up"), lines.join(u'\n'));
}

} // namespace trato
