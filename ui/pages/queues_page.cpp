#include "ui/pages/queues_page.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/span_chips.h"
#include "ui/format.h"
#include "ui/pages/job_inspector.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/queue_menu.h"
#include "ui/pages/schedules_card.h"
#include "ui/site_words.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int dutyColumn = 4;
const QList<int> ownWeights{40, 14, 13, 13, 21, 20};

QList<LineChart::Line> flowLines()
{
    return {{QueuesPage::tr("completed/min"), Tone::Good, true}, {QueuesPage::tr("failed/min"), Tone::Bad}};
}

/// The queue that needs a person most: critical, then warning, then the first one with jobs.
QueueName mostUrgent(const QList<QueueView> &queues)
{
    const auto rank = [](const QueueView &q) {
        const QueueCounts &c = q.counts;
        const bool jobs = c.waiting + c.prioritized + c.delayed + c.active + c.waitingChildren + c.completed + c.failed > 0;
        return q.health == QueueHealth::Critical ? 0 : q.health == QueueHealth::Warning ? 1 : jobs ? 2 : 3;
    };
    return std::ranges::min_element(queues, std::ranges::less(), rank)->name;
}

/// Counts of a step as a rate.
LineChart::Values perMinute(const QList<qint64> &counts, Minutes step)
{
    LineChart::Values out;
    for (const qint64 count : counts)
        out.append(double(count) / double(step.count()));
    return out;
}

QVariant healthChip(const QueueView &queue, int role)
{
    static const auto chip = chipColumn<QueueView>([](const QueueView &q) {
        return q.paused         ? format::Marked{QueuesPage::tr("Paused"), Tone::Neutral}
               : q.limitedUntil ? format::Marked{QueuesPage::tr("Rate-limited"), Tone::Neutral}
                                : format::mark(q.health);
    });
    return chip(queue, role);
}

} // namespace

QueuesPage::QueuesPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_jobs(new JobsPanel(context))
    , m_inspector(new JobInspector(context))
    , m_schedules(new SchedulesCard(context))
    , m_askPause(context.engine, [this](const Done &) { refresh(); },
                 [this](const Error &error) { explain(tr("The queue was not changed"), error); })
    , m_askDuty(context.engine, [this](const Done &) { refresh(); },
                [this](const Error &error) { explain(tr("The queue was not changed"), error); })
{
    using Q = QueueView;
    m_queues = new ListTable<Q>(
        {{tr("Queue"), [](const Q &q, int role) -> QVariant {
              if (role == Qt::DisplayRole)
                  return q.name.value;
              if (role == Qt::ToolTipRole)
                  return format::dutyReason(q);
              if (role == SparkRole) {
                  QVariantList values;
                  for (const int value : q.recent)
                      values.append(value);
                  return values;
              }
              return {};
          }},
         {tr("Pending"), textColumn<Q>([](const Q &q) { return format::number(q.counts.waiting + q.counts.prioritized); }), true},
         {tr("Active"), textColumn<Q>([](const Q &q) { return format::number(q.counts.active); }), true},
         {tr("Failed"), textColumn<Q>([](const Q &q) { return format::number(q.counts.failed); }), true},
         {tr("Worked on"), [](const Q &q, int role) -> QVariant {
              static const auto chip = chipColumn<Q>([](const Q &queue) { return format::duty(queue); });
              return role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole ? QVariant(format::dutyReason(q)) : chip(q, role);
          }},
         {tr("Health"), [&clock = context.clock](const Q &q, int role) -> QVariant {
              if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
                  return format::healthReason(q, clock.now());
              return healthChip(q, role);
          }}},
        [](const Q &q) { return q.name.value; }, this);
    m_askQueues = makeAsker<ask::ListQueues>(
        [this](const QList<QueueView> &queues) { showQueues(queues); },
        [this](const Error &error) {
            if (!m_queues->rows().isEmpty())
                return;
            m_queuePane->showError(format::error(error));
            m_chartPane->showError(format::error(error));
            m_jobs->showNoQueue(error);
        });
    m_askStatus = makeAsker<ask::ShowStatus>([this](const EngineStatus &status) { showStatus(status); },
                                             [](const Error &) { /* the window's banner tells it */ });
    m_askHistory = makeAsker<ask::QueueThroughput>([this](const QueueHistory &history) { showHistory(history); },
                                                   [this](const Error &error) { m_chartPane->showError(format::error(error)); });

    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::gap);
    right->addWidget(makeChartCard(), 5);
    right->addWidget(m_jobs, 14);
    auto *line = new QFrame;
    line->setProperty("line", true);
    m_jobs->body()->addWidget(line);
    m_jobs->body()->addWidget(m_inspector, 10);
    auto *layout = m_columns = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    auto *left = new QVBoxLayout;
    left->setSpacing(Theme::gap);
    left->addWidget(makeQueueCard(), 13);
    left->addWidget(m_schedules, 9);
    layout->addLayout(left, 12);
    layout->addLayout(right, 20);
    connect(m_jobs, &JobsPanel::jobChosen, m_inspector, &JobInspector::showJob);
    connect(m_jobs, &JobsPanel::acted, this, &QueuesPage::refresh);
    connect(m_jobs, &JobsPanel::retryAsked, this, &QueuesPage::refresh);
    connect(m_inspector, &JobInspector::acted, this, &QueuesPage::refresh);
    connect(m_inspector, &JobInspector::jobAsked, this, [this](const JobRef &job, JobState state) { open(job.queue, state, job.id); });
}

QWidget *QueuesPage::makeQueueCard()
{
    auto *card = m_queueCard = new Card(tr("Queues"));
    m_duty = card->addButton(tr("Work here"));
    m_duty->hide();
    m_pause = card->addButton(tr("Pause"));
    m_menu = new QueueMenu(m_context, this);
    auto *more = card->addButton(tr("More"));
    more->setMenu(m_menu->menu());
    connect(m_menu, &QueueMenu::done, this, &QueuesPage::refresh);
    m_store = makeLabel({}, "hint");
    m_store->setWordWrap(true);
    m_store->hide();
    card->body()->addWidget(m_store);
    m_queueTable = new TableView(m_context.theme, tr("Queues"));
    m_queueTable->setModel(m_queues);
    m_queueTable->setRowHeight(48);
    m_queueTable->setWeights(ownWeights, {0});
    m_queueTable->setColumnHidden(dutyColumn, true);
    m_queuePane = new StatePane(m_queueTable);
    card->body()->addWidget(m_queuePane, 1);
    connect(m_queuePane, &StatePane::actionAsked, this, &QueuesPage::refresh);
    connect(m_pause, &QPushButton::clicked, this, &QueuesPage::togglePause);
    connect(m_duty, &QPushButton::clicked, this, &QueuesPage::toggleDuty);
    connect(m_queueTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &QueuesPage::queueChosen);
    offerPause();
    return card;
}

QWidget *QueuesPage::makeChartCard()
{
    m_chartCard = new Card(tr("Throughput"));
    m_chart = new LineChart(m_context.theme, flowLines());
    m_chartPane = new StatePane(m_chart);
    auto *spans = makeSpanChips(*m_chartCard, {hourSpan, 6 * hourSpan, daySpan, 7 * daySpan, 14 * daySpan}, m_minutes);
    connect(spans, &QButtonGroup::idClicked, this, &QueuesPage::chooseSpan);
    m_chartCard->addToHeader(makeLegend(m_context.theme, flowLines(), m_chartCard));
    m_chartCard->body()->addWidget(m_chartPane, 1);
    connect(m_chartPane, &StatePane::actionAsked, this, &QueuesPage::refresh);
    return m_chartCard;
}

void QueuesPage::refresh()
{
    ask(*m_askQueues);
    ask(*m_askStatus);
    m_schedules->refresh();
    if (m_chosen.isEmpty())
        return;
    askHistory();
    m_jobs->reload();
}

void QueuesPage::askHistory()
{
    m_chartAt = m_context.clock.now();
    ask(*m_askHistory, {.queue = m_chosen, .minutes = m_minutes});
}

void QueuesPage::chooseSpan(int minutes)
{
    m_minutes = minutes;
    if (!m_chosen.isEmpty())
        askHistory();
}

void QueuesPage::takeFrame(const Frame &frame)
{
    Page::takeFrame(frame);
    if (!frame.queues.isEmpty()) {
        showQueues(frame.queues);
        emit updated(frame.at);
    }
    if (std::exchange(m_statusSeen, frame.statusRevision) != frame.statusRevision)
        ask(*m_askStatus);
    m_jobs->takeFrame(frame);
    m_inspector->takeFrame(frame);
    m_schedules->takeFrame(frame);
    // One point a minute: asking more often than every ten seconds shows nothing new.
    if (!m_chosen.isEmpty() && !frame.queues.isEmpty() && m_context.clock.now() - m_chartAt >= Seconds(10))
        askHistory();
}

void QueuesPage::showQueues(const QList<QueueView> &queues)
{
    m_queues->set(queues);
    m_queueCard->setHint(QString());
    if (queues.isEmpty()) {
        m_queuePane->showEmpty(tr("No queues yet"), tr("They appear with the first job."));
        m_chartPane->showEmpty(tr("Nothing to show"), {});
        m_jobs->showNoQueue({});
        return;
    }
    m_queuePane->showContent();
    if (m_queues->rowOf(m_chosen.value) < 0)
        choose(mostUrgent(queues));
    else if (const auto queue = chosen()) {
        m_jobs->setCounts(*queue);
        showReason(*queue);
    }
    offerPause();
    openWanted();
}

void QueuesPage::open(const QueueName &queue, JobState state, const JobId &id)
{
    m_wanted = Wanted{queue, state, id};
    openWanted();
}

void QueuesPage::openWanted()
{
    if (!m_wanted || m_queues->rowOf(m_wanted->queue.value) < 0)
        return;
    const Wanted wanted = *std::exchange(m_wanted, std::nullopt);
    choose(wanted.queue);
    m_jobs->open(wanted.state, wanted.id);
}

void QueuesPage::choose(const QueueName &queue)
{
    const int row = m_queues->rowOf(queue.value);
    if (row >= 0)
        m_queueTable->setCurrentIndex(m_queues->index(row, 0));
}

std::optional<QueueView> QueuesPage::chosen() const
{
    const int row = m_queues->rowOf(m_chosen.value);
    return row < 0 ? std::nullopt : std::optional(m_queues->at(row));
}

void QueuesPage::queueChosen()
{
    const QModelIndex current = m_queueTable->currentIndex();
    if (!current.isValid() || m_queues->at(current.row()).name == m_chosen)
        return;
    const QueueView queue = m_queues->at(current.row());
    m_chosen = queue.name;
    m_context.engine.watch({m_chosen});
    m_chartCard->setTitle(queue.name.value);
    m_chartPane->showLoading();
    askHistory();
    showReason(queue);
    m_jobs->setQueue(queue);
    offerPause();
}

/// The chart's card says in words why the chosen queue is not well.
void QueuesPage::showReason(const QueueView &queue)
{
    const QString reason = format::healthReason(queue, m_context.clock.now());
    m_chartCard->setHint(reason.isEmpty() ? QString() : format::mark(queue.health).text + u": "_s + reason);
}

void QueuesPage::showHistory(const QueueHistory &history)
{
    if (history.completed.size() < 2) {
        m_chartPane->showEmpty(tr("Nothing has run yet"), tr("Finished jobs per minute appear here."));
        return;
    }
    const auto any = [](const QList<qint64> &counts) { return std::ranges::any_of(counts, [](qint64 count) { return count > 0; }); };
    if (!any(history.completed) && !any(history.failed)) {
        m_chartPane->showEmpty(tr("Nothing ran in this time"), tr("Choose a longer one above."));
        return;
    }
    m_chart->setValues(history.from, history.step, {perMinute(history.completed, history.step), perMinute(history.failed, history.step)});
    m_chartPane->showContent();
}

void QueuesPage::offerPause()
{
    const auto queue = chosen();
    m_menu->setQueue(queue);
    m_pause->setEnabled(queue.has_value());
    m_pause->setText(queue && queue->paused ? tr("Resume") : tr("Pause"));
    m_duty->setVisible(m_shared && queue && !queue->handler.isEmpty());
    m_duty->setText(queue && queue->duty == QueueDuty::Watch ? tr("Work here") : tr("Only watch"));
}

QString QueuesPage::storeText() const { return m_store->isHidden() ? QString() : m_store->text(); }

/// Which store, which server, and what a crash of it would lose.
void QueuesPage::showStatus(const EngineStatus &status)
{
    m_shared = status.store.shared;
    const auto grave = std::ranges::find_if(status.problems, [](const Problem &p) { return p.critical && p.code.startsWith(u"redis."); });
    const bool bad = m_shared && grave != status.problems.end();
    const bool weak = status.store.durability == Durability::None || status.store.durability == Durability::Snapshots;
    QString text = format::store(status.store);
    if (bad)
        text += u'\n' + format::problem(*grave) + (grave->detail.isEmpty() ? QString() : u"\n"_s + grave->detail);
    m_store->setText((bad ? u"✗ "_s : weak ? u"! "_s : u"● "_s) + text);
    m_store->setProperty("role", bad ? u"error"_s : weak ? u"warning"_s : u"hint"_s);
    m_store->style()->unpolish(m_store);
    m_store->style()->polish(m_store);
    m_store->show();
    if (!m_shared)
        m_queueTable->setColumnHidden(dutyColumn, true);
    m_queueTable->setWeights(m_shared ? QList<int>{31, 13, 12, 12, 25, 20} : ownWeights, {0});
    m_queueTable->setLeftOutFirst(m_shared ? QList<int>{dutyColumn} : QList<int>());   // the name's tool tip and the button above say it, too
    m_columns->setStretch(0, m_shared ? 15 : 12); // one column more
    m_columns->setStretch(1, m_shared ? 18 : 20);
    m_jobs->setSortable(!m_shared);
    offerPause();
}

void QueuesPage::toggleDuty()
{
    if (const auto queue = chosen())
        m_askDuty.ask({.queue = queue->name, .duty = queue->duty == QueueDuty::Watch ? QueueDuty::Work : QueueDuty::Watch});
}

void QueuesPage::togglePause()
{
    const auto queue = chosen();
    if (!queue)
        return;
    if (queue->paused) {
        m_askPause.ask({.queue = queue->name, .paused = false});
        return;
    }
    m_context.prompts.confirm(this,
                              {tr("Pause this queue?"),
                               tr("%1: nothing new starts until you resume it. What is running is finished.").arg(queue->name.value),
                               tr("Pause"), false},
                              [this, name = queue->name] { m_askPause.ask({.queue = name, .paused = true}); });
}

} // namespace trato
