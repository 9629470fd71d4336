#include "ui/pages/system_page.h"

#include "ui/format.h"
#include "ui/pages/backups_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"
#include "ui/widgets/table_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString lineText(const LogLine &line)
{
    return format::logTime(line.at) + u' ' + format::mark(line.level).text.leftJustified(6) + line.component.leftJustified(11)
        + u' ' + line.text;
}

} // namespace

SystemPage::SystemPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_backups(new BackupsCard(context))
    , m_askHealth(context.engine, [this](const QList<HealthCheck> &checks) { showHealth(checks); },
                  [this](const Error &error) {
                      m_check->setEnabled(true);
                      explain(tr("The check-up did not run"), error);
                  })
{
    m_usesStatus = true;
    auto *left = new QVBoxLayout;
    left->setSpacing(Theme::gap);
    left->addWidget(makeComponents(), 5);
    left->addWidget(makeLog(), 6);
    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::gap);
    right->addWidget(makeWorkers(), 4);
    right->addWidget(makeThreads(), 4);
    right->addWidget(m_backups, 5);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    layout->addLayout(left, 10);
    layout->addLayout(right, 7);
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
    m_askLog = makeAsker<ask::ListLog>([this](const QList<LogLine> &lines) { showLog(lines); },
                                       [this](const Error &error) { m_logPane->showError(format::error(error)); });
    for (StatePane *pane : {m_componentPane, m_workerPane, m_threadPane, m_logPane})
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
         {tr("Jobs"), textColumn<W>([](const W &w) { return format::number(w.jobsDone); }), true},
         {tr("Now"), textColumn<W>([&clock](const W &w) {
              if (w.current.isEmpty())
                  return tr("idle");
              const QString job = tr("job %1").arg(w.current.value);
              return w.since ? job + u" · "_s + format::span(clock.now() - *w.since) : job;
          }, true)}},
        [](const W &w) { return w.name + u'\x1f' + w.queue.value; }, this);
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

QWidget *SystemPage::makeLog()
{
    auto *card = new Card(tr("Log"));
    auto *group = new QButtonGroup(this);
    const std::pair<LogLevel, QString> levels[] = {{LogLevel::Debug, tr("Everything")}, {LogLevel::Info, tr("Normal")},
                                                   {LogLevel::Warning, tr("Warnings")}, {LogLevel::Error, tr("Errors")}};
    for (const auto &[level, name] : levels) {
        auto *button = makeChipButton(name);
        button->setChecked(level == m_level);
        group->addButton(button, int(level));
        card->addToHeader(button);
        m_levels.append(button);
    }
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { chooseLevel(LogLevel(id)); });
    m_log = new QPlainTextEdit;
    m_log->setReadOnly(true);
    m_log->setProperty("role", u"mono"_s);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setMaximumBlockCount(mostLines);
    m_log->setAccessibleName(tr("Log"));
    m_logPane = new StatePane(m_log);
    card->body()->addWidget(m_logPane, 1);
    return card;
}

void SystemPage::refresh()
{
    m_askedAt = m_context.clock.now();
    ask(*m_askStatus);
    ask(*m_askWorkers);
    ask(*m_askLog, {.level = m_level, .limit = 300});
    m_backups->refresh();
}

void SystemPage::takeFrame(const Frame &frame)
{
    Page::takeFrame(frame);
    m_backups->takeFrame(frame);
    append(frame.log);
    if (!frame.queues.isEmpty() && m_context.clock.now() - m_askedAt >= Seconds(5)) {
        m_askedAt = m_context.clock.now();
        ask(*m_askStatus);
        ask(*m_askWorkers);
    }
}

void SystemPage::chooseLevel(LogLevel level)
{
    m_level = level;
    m_levels.at(int(level))->setChecked(true);
    ask(*m_askLog, {.level = m_level, .limit = 300});
}

QString SystemPage::logText() const { return m_log->toPlainText(); }

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
}

void SystemPage::showLog(const QList<LogLine> &lines)
{
    m_log->clear();
    append(lines);
    if (m_log->document()->isEmpty())
        m_logPane->showEmpty(tr("No lines of this level"), tr("Choose “Everything” to see more."));
    else
        m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
}

void SystemPage::append(const QList<LogLine> &lines)
{
    QScrollBar *bar = m_log->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int before = bar->value();
    QStringList texts;
    for (const LogLine &line : lines)
        if (line.level >= m_level)
            texts << lineText(line);
    if (texts.isEmpty())
        return;
    m_log->appendPlainText(texts.join(u'\n'));
    m_logPane->showContent();
    bar->setValue(atEnd ? bar->maximum() : before);
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
