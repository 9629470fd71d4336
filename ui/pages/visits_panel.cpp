#include "ui/pages/visits_panel.h"

#include "engine/api/mask.h"
#include "ui/contact_words.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/dialogs/visit_keeper.h"
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

#include <functional>

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

/// Where the diary is opened when nothing lies in sight: at the end that is nearer to now.
QDate nearestVisit(const DiaryStatus &diary, Instant now)
{
    return toUtc(diary.first && *diary.first > now ? *diary.first : *diary.last).toLocalTime().date();
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
    , m_keeper(new VisitKeeper(context, this))
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
         {tr("Visit"), chipColumn<V>([](const V &v) { return format::mark(v); })},
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
    const auto act = [this](void (VisitKeeper::*what)(const VisitView &)) {
        return [this, what] {
            if (const auto visit = selected())
                std::invoke(what, *m_keeper, *visit);
        };
    };
    for (const VisitStatus status : {VisitStatus::Scheduled, VisitStatus::Confirmed, VisitStatus::InService,
                                     VisitStatus::Done, VisitStatus::NoShow})
        menu->addAction(format::mark(status).text, this, [this, status] { setStatus(status); });
    menu->addSeparator();
    menu->addAction(tr("Payment received…"), this, act(&VisitKeeper::pay));
    m_status->setMenu(menu);
    connect(addButton(tr("Import diary…")), &QPushButton::clicked, this, &VisitsPanel::importAsked);
    connect(addButton(tr("New visit…"), "primary"), &QPushButton::clicked, this, &VisitsPanel::add);
    connect(m_move, &QPushButton::clicked, this, act(&VisitKeeper::move));
    connect(m_cancel, &QPushButton::clicked, this, [this] { setStatus(VisitStatus::Cancelled); });
    connect(m_keeper, &VisitKeeper::changed, this, &VisitsPanel::changed);
    connect(m_table, &QTableView::activated, this, act(&VisitKeeper::open));   // by Enter, a double click
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (const auto visit = selected())
            m_keeper->offer(*visit, m_table->viewport()->mapToGlobal(at));
    });
    auto *pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(250);
    connect(m_search, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &VisitsPanel::changed);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VisitsPanel::offer);
    connect(m_pane, &StatePane::actionAsked, this, [this] {
        if (!m_listed || !m_visits.isEmpty())
            emit changed();
        else if (m_diary && m_diary->last)
            emit diaryAsked(nearestVisit(*m_diary, m_context.clock.now()));
        else
            emit importAsked();
    });
    offer();
}

QString VisitsPanel::search() const { return m_search->text().trimmed(); }

void VisitsPanel::choose(Range range)
{
    m_range = range;
    m_ranges.at(int(range))->setChecked(true);
    fill();
}

void VisitsPanel::find(const QString &text, const VisitId &id)
{
    m_wanted = id;
    choose(Range::Week);
    m_search->setText(text);
    m_table->setFocus(Qt::OtherFocusReason);
    emit changed();
}

void VisitsPanel::setVisits(const QList<VisitView> &visits)
{
    m_visits = visits;
    m_listed = true;
    fill();
}

void VisitsPanel::setDiary(const DiaryStatus &diary)
{
    m_diary = diary;
    if (m_listed && m_visits.isEmpty())
        fill();
}

void VisitsPanel::setError(const QString &text)
{
    m_listed = m_listed && !m_visits.isEmpty();
    if (!m_listed)
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
    if (const int row = m_wanted.isEmpty() ? -1 : m_model->rowOf(m_wanted.value); row >= 0) {
        m_table->selectRow(row);
        m_wanted = {};
    }
    setHint(shown.isEmpty() ? QString() : format::visits(shown.size()));
    if (!shown.isEmpty())
        m_pane->showContent();
    else if (!search().isEmpty())
        m_pane->showEmpty(tr("No visit matches"), tr("Try a shorter text."));
    else if (m_visits.isEmpty() && m_diary && m_diary->first && m_diary->last)
        m_pane->showEmpty(tr("No visits in the coming days"),
                          tr("The diary has visits from %1 to %2.").arg(format::date(*m_diary->first), format::date(*m_diary->last)),
                          tr("Show in the diary"));
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
    const bool open = visit && isOpen(visit->status);
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

void VisitsPanel::setStatus(VisitStatus status)
{
    if (const auto visit = selected())
        m_keeper->setStatus(*visit, status);
}

} // namespace trato
