#include "ui/pages/schedules_card.h"

#include "engine/api/schedule_words.h"
#include "ui/dialogs/schedule_dialog.h"
#include "ui/format.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Seconds askAgain{30};   ///< "today" and the next time grow old by themselves

QString nextText(const ScheduleView &view, Instant now)
{
    if (view.paused)
        return SchedulesCard::tr("paused");
    if (view.upcoming.isEmpty())
        return SchedulesCard::tr("never");
    return format::dayOf(view.upcoming.first(), now, view.zone) + u' ' + format::time(view.upcoming.first(), view.zone);
}

bool isKeptByQueue(const ScheduleView &view) { return view.draft.home == ScheduleHome::Queue; }

/// One that its queue keeps has no name but its id, which is its own within the queue only.
QVariant taskCell(const ScheduleView &view, int role)
{
    if (role == Qt::DisplayRole)
        return isKeptByQueue(view) ? view.draft.id + u" · "_s + view.draft.queue.value : words::scheduleTitle(view.draft);
    if ((role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole) && isKeptByQueue(view))
        return SchedulesCard::tr("Kept by the queue “%1” as a BullMQ job scheduler: any worker there continues it.").arg(view.draft.queue.value);
    return {};
}

QString pauseHint(const std::optional<ScheduleView> &view)
{
    return view && isKeptByQueue(*view) ? SchedulesCard::tr("A schedule that its queue keeps cannot be paused. Pause the queue, or remove the schedule.")
                                        : QString();
}

/// Names the schedule in a question.
QueueName keeperOf(const ScheduleView &view) { return isKeptByQueue(view) ? view.draft.queue : QueueName(); }

format::Marked lastMark(const ScheduleView &view)
{
    return view.last ? format::mark(view.last->state) : format::Marked{};
}

} // namespace

SchedulesCard::SchedulesCard(const PageContext &context, QWidget *parent)
    : Card(tr("Scheduled (cron)"), parent)
    , m_context(context)
    , m_list(context.engine, [this](const QList<ScheduleView> &schedules) { fill(schedules); },
             [this](const Error &error) {
                 if (m_schedules->rows().isEmpty())
                     m_pane->showError(format::error(error));
             })
    , m_runNow(context.engine, [this](const ScheduleRun &) { refresh(); },
               [this](const Error &error) { refuse(tr("The schedule was not run"), error); })
    , m_setPaused(context.engine, [this](const ScheduleView &) { refresh(); },
                  [this](const Error &error) { refuse(tr("The schedule was not changed"), error); })
{
    using V = ScheduleView;
    const Clock &clock = m_context.clock;
    m_schedules = new ListTable<V>(
        {{tr("Task"), taskCell},
         {tr("When"), [](const V &v, int role) -> QVariant {
              const QString meaning = words::scheduleRule(v);
              if (role == Qt::DisplayRole)
                  return v.draft.pattern.isEmpty() ? meaning : v.draft.pattern;
              return role == Qt::AccessibleTextRole ? QVariant(meaning)
                  : role == Qt::ToolTipRole         ? QVariant(meaning + u" · "_s + v.zone)
                                                    : QVariant();
          }},
         {tr("Next"), textColumn<V>([&clock](const V &v) { return nextText(v, clock.now()); })},
         {tr("Last"), [](const V &v, int role) -> QVariant {
              const auto chip = chipColumn<V>(lastMark);
              return role == Qt::ToolTipRole && v.last ? QVariant(words::runSummary(*v.last)) : chip(v, role);
          }}},
        [](const V &v) { return keeperOf(v).value + u':' + v.draft.id; }, this);
    m_new = addButton(tr("New…"));
    m_new->setAccessibleName(tr("New schedule"));
    m_table = new TableView(m_context.theme, tr("Scheduled (cron)"));
    m_table->setModel(m_schedules);
    m_table->setWeights({30, 34, 24, 14}, {1, 0});
    m_pane = new StatePane(m_table);
    body()->addWidget(m_pane, 1);
    m_run = new QPushButton(tr("Run now"));
    m_pause = new QPushButton(tr("Pause"));
    m_edit = new QPushButton(tr("Rule and history…"));
    auto *acts = new QHBoxLayout;
    acts->setSpacing(8);
    for (QPushButton *button : {m_run, m_pause, m_edit})
        acts->addWidget(button);
    acts->addStretch(1);
    body()->addLayout(acts);
    connect(m_pane, &StatePane::actionAsked, this, &SchedulesCard::refresh);
    connect(m_new, &QPushButton::clicked, this, [this] { openDialog(std::nullopt); });
    connect(m_edit, &QPushButton::clicked, this, [this] { openDialog(chosen()); });
    connect(m_table, &QTableView::activated, this, [this] { openDialog(chosen()); });
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (const auto schedule = chosen())
            m_runNow.ask({.id = schedule->draft.id, .queue = keeperOf(*schedule)});
    });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (const auto schedule = chosen())
            m_setPaused.ask({.id = schedule->draft.id, .paused = !schedule->paused});
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SchedulesCard::offerActs);
    offerActs();
}

void SchedulesCard::refresh()
{
    m_askedAt = m_context.clock.now();
    m_list.ask();
}

void SchedulesCard::takeFrame(const Frame &frame)
{
    const bool changed = frame.statusRevision > m_revision;
    m_revision = frame.statusRevision;
    if (changed || m_context.clock.now() - m_askedAt >= askAgain)
        refresh();
}

void SchedulesCard::fill(const QList<ScheduleView> &schedules)
{
    m_schedules->set(schedules);
    if (schedules.isEmpty())
        m_pane->showEmpty(tr("Nothing is scheduled"), tr("“New…” starts a job by the clock."));
    else
        m_pane->showContent();
    offerActs();
}

void SchedulesCard::offerActs()
{
    const auto schedule = chosen();
    for (QPushButton *button : {m_run, m_pause, m_edit})
        button->setEnabled(schedule.has_value());
    m_pause->setEnabled(schedule && !isKeptByQueue(*schedule));
    m_pause->setToolTip(pauseHint(schedule));
    m_pause->setText(schedule && schedule->paused ? tr("Resume") : tr("Pause"));
}

std::optional<ScheduleView> SchedulesCard::chosen() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() && current.row() < m_schedules->rowCount() ? std::optional(m_schedules->at(current.row())) : std::nullopt;
}

void SchedulesCard::openDialog(const std::optional<ScheduleView> &schedule)
{
    auto *dialog = new ScheduleDialog(m_context, schedule, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, &SchedulesCard::refresh);
    dialog->open();
}

void SchedulesCard::refuse(const QString &title, const Error &error) { m_context.prompts.tell(this, title, format::error(error)); }

} // namespace trato
