#include "ui/pages/visits_panel.h"

#include "engine/api/mask.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/format.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"
#include "ui/widgets/table_view.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString reminderText(const VisitView &visit)
{
    const auto reminder = tellingReminder(visit);
    if (!reminder)
        return u"—"_s;
    if (reminder->state == ReminderView::State::NotNeeded && !reminder->reason.isEmpty())
        return format::reason(reminder->reason);
    const bool ahead = reminder->state == ReminderView::State::Planned || reminder->state == ReminderView::State::Held;
    const QString kind = format::name(reminder->kind);
    return ahead ? kind + u" · "_s + format::time(reminder->dueAt, visit.zone) : kind;
}

} // namespace

std::optional<ReminderView> tellingReminder(const VisitView &visit)
{
    std::optional<ReminderView> told;
    std::optional<ReminderView> needless;
    for (const ReminderView &reminder : visit.reminders) {
        switch (reminder.state) {
        case ReminderView::State::Planned:
        case ReminderView::State::Held:
        case ReminderView::State::Late:
        case ReminderView::State::Queued:
        case ReminderView::State::Unknown:
            if (!told || told->state != ReminderView::State::Told || reminder.state != ReminderView::State::Planned)
                return reminder;
            break;
        case ReminderView::State::Told:
            told = reminder;
            break;
        case ReminderView::State::Expired:
        case ReminderView::State::NotNeeded:
            needless = reminder;
            break;
        }
    }
    return told ? told : needless;
}

VisitsPanel::VisitsPanel(const PageContext &context, QWidget *parent)
    : Card(tr("Upcoming visits and reminders"), parent)
    , m_context(context)
    , m_search(new QLineEdit)
    , m_askStatus(context.engine, [this](const VisitView &) { emit changed(); },
                  [this](const Error &error) {
                      m_context.prompts.tell(this, tr("The visit was not changed"), format::error(error));
                  })
{
    using V = VisitView;
    const Clock &clock = context.clock;
    m_model = new ListTable<V>(
        {{tr("When"), textColumn<V>([&clock](const V &v) {
              return format::dayOf(v.start, clock.now(), v.zone) + u" "_s + format::time(v.start, v.zone);
          })},
         {tr("Client"), textColumn<V>([](const V &v) { return shortName(v.clientName); })},
         {tr("Service"), textColumn<V>([](const V &v) { return v.service; })},
         {tr("Professional"), textColumn<V>([](const V &v) { return v.professional; })},
         {tr("Visit"), chipColumn<V>([](const V &v) {
              return v.vanished ? format::Marked{tr("Missing"), Tone::Warn} : format::mark(v.status);
          })},
         {tr("Reminder"), textColumn<V>(reminderText, true)},
         {tr("State"), chipColumn<V>([](const V &v) {
              const auto reminder = tellingReminder(v);
              return reminder ? format::mark(*reminder) : format::Marked{};
          })}},
        [](const V &v) { return v.id.value; }, this);
    m_table = new TableView(context.theme, tr("Upcoming visits and reminders"));
    m_table->setModel(m_model);
    m_table->setWeights({4, 12, 16, 12, 8, 18, 8}, {5, 2, 3, 1});
    m_pane = new StatePane(m_table);

    auto *group = new QButtonGroup(this);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    const QString names[] = {tr("Coming"), tr("Today"), tr("7 days")};
    for (const Range range : {Range::Coming, Range::Today, Range::Week}) {
        auto *button = makeChipButton(names[int(range)]);
        group->addButton(button, int(range));
        line->addWidget(button);
        m_ranges.append(button);
    }
    m_ranges.first()->setChecked(true);
    keepTabStop(*group);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { choose(Range(id)); });
    m_search->setPlaceholderText(tr("Client, service, professional…"));
    m_search->setAccessibleName(tr("Search visits"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(230);
    line->addWidget(m_search, 1);
    line->addStretch(0);
    m_move = new QPushButton(tr("Move…"));
    m_status = new QPushButton(tr("Status"));
    m_cancel = new QPushButton(tr("Cancel visit"));
    m_cancel->setProperty("kind", u"danger"_s);
    for (QPushButton *button : {m_move, m_status, m_cancel})
        line->addWidget(button);
    body()->addLayout(line);
    body()->addWidget(m_pane, 1);

    auto *menu = new QMenu(m_status);
    for (const VisitStatus status : {VisitStatus::Scheduled, VisitStatus::Confirmed, VisitStatus::InService,
                                     VisitStatus::Done, VisitStatus::NoShow})
        menu->addAction(format::mark(status).text, this, [this, status] { setStatus(status); });
    m_status->setMenu(menu);
    connect(addButton(tr("Import diary…")), &QPushButton::clicked, this, &VisitsPanel::importAsked);
    connect(addButton(tr("New visit…"), "primary"), &QPushButton::clicked, this, &VisitsPanel::add);
    connect(m_move, &QPushButton::clicked, this, &VisitsPanel::move);
    connect(m_table, &QTableView::doubleClicked, this, &VisitsPanel::move);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        const auto visit = selected();
        if (!visit)
            return;
        m_context.prompts.confirm(this,
                                  {tr("Cancel this visit?"),
                                   tr("%1, %2 at %3. Its reminders will not be sent.")
                                       .arg(visit->clientName, format::dayOf(visit->start, m_context.clock.now(), visit->zone),
                                            format::time(visit->start, visit->zone)),
                                   tr("Cancel visit"), true},
                                  [this, id = visit->id] {
                                      m_askStatus.ask({.id = id, .status = VisitStatus::Cancelled});
                                  });
    });
    auto *pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(250);
    connect(m_search, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &VisitsPanel::changed);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VisitsPanel::offer);
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_visits.isEmpty() ? emit importAsked() : emit changed(); });
    offer();
}

QString VisitsPanel::search() const { return m_search->text().trimmed(); }

void VisitsPanel::choose(Range range)
{
    m_range = range;
    m_ranges.at(int(range))->setChecked(true);
    fill();
}

void VisitsPanel::setVisits(const QList<VisitView> &visits)
{
    m_visits = visits;
    fill();
}

void VisitsPanel::setError(const QString &text)
{
    if (m_visits.isEmpty())
        m_pane->showError(text);   // else the older rows stay; the window's banner says that they are old
}

void VisitsPanel::fill()
{
    const Instant now = m_context.clock.now();
    QList<VisitView> shown;
    for (const VisitView &visit : m_visits) {
        const QString day = format::date(visit.start, visit.zone);
        const bool today = day == format::date(now, visit.zone);
        if ((m_range == Range::Coming && visit.end > now && visit.start < now + Hours(48))
            || (m_range == Range::Today && today) || (m_range == Range::Week && (today || visit.end > now)))
            shown.append(visit);
    }
    m_model->set(shown);
    setHint(shown.isEmpty() ? QString() : format::visits(shown.size()));
    if (!shown.isEmpty())
        m_pane->showContent();
    else if (!search().isEmpty())
        m_pane->showEmpty(tr("No visit matches"), tr("Try a shorter text."));
    else if (m_visits.isEmpty())
        m_pane->showEmpty(tr("No visits yet"), tr("Import the diary of your booking system, or type a visit in."),
                          tr("Import diary…"));
    else
        m_pane->showEmpty(tr("No visits in this period"), tr("Choose “7 days” to see further."));
    offer();
}

void VisitsPanel::offer()
{
    const auto visit = selected();
    const bool open = visit && (visit->status == VisitStatus::Scheduled || visit->status == VisitStatus::Confirmed);
    m_move->setEnabled(open);
    m_cancel->setEnabled(open);
    m_status->setEnabled(visit.has_value());
}

std::optional<VisitView> VisitsPanel::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return std::nullopt;
    return m_model->at(rows.first().row());
}

void VisitsPanel::add()
{
    auto *dialog = new VisitDialog(m_context, std::nullopt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &VisitsPanel::changed);
    dialog->open();
}

void VisitsPanel::move()
{
    const auto visit = selected();
    if (!visit || !m_move->isEnabled())
        return;
    auto *dialog = new VisitDialog(m_context, visit, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &VisitsPanel::changed);
    dialog->open();
}

void VisitsPanel::setStatus(VisitStatus status)
{
    if (const auto visit = selected())
        m_askStatus.ask({.id = visit->id, .status = status});
}

} // namespace trato
