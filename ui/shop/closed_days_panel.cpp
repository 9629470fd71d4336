#include "ui/shop/closed_days_panel.h"

#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QDate dateOf(const ClosedDay &day) { return QDate::fromString(day.day, Qt::ISODate); }

format::Marked markOf(const ClosedDay &day)
{
    if (!day.closed)
        return {ClosedDaysPanel::tr("Open"), Tone::Good};
    return {ClosedDaysPanel::tr("Closed"), Tone::Warn};
}

} // namespace

ClosedDaysPanel::ClosedDaysPanel(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_year(new QSpinBox)
    , m_day(new QDateEdit)
    , m_name(new QLineEdit)
    , m_everyYear(new QCheckBox(tr("Every year")))
    , m_toggle(new QPushButton)
    , m_problem(makeLabel({}, "error"))
    , m_list(context.engine,
             [this](const QList<ClosedDay> &days) {
                 m_model->set(days);
                 m_pane->showContent();
                 offer();
             },
             [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_listVisits(context.engine,
                   [this](const QList<ClosedVisit> &visits) {
                       m_visits->set(visits);
                       if (visits.isEmpty())
                           m_visitPane->showEmpty(tr("No visit is booked on a closed day"), tr("They are listed here for you to move."));
                       else
                           m_visitPane->showContent();
                   },
                   [this](const Error &error) { m_visitPane->showError(format::error(error)); })
    , m_set(context.engine,
            [this](const ClosedDay &) {
                m_name->clear();
                m_everyYear->setChecked(false);
                refresh();
            },
            [this](const Error &error) {
                m_problem->setText(format::error(error));
                m_problem->show();
            })
    , m_forget(context.engine, [this](const Done &) { refresh(); },
               [this](const Error &error) {
                   m_problem->setText(format::error(error));
                   m_problem->show();
               })
{
    using D = ClosedDay;
    m_model = new ListTable<D>(
        {{tr("Day"), textColumn<D>([](const D &d) { return format::date(dateOf(d)); })},
         {tr("Weekday"), textColumn<D>([](const D &d) { return QLocale().dayName(dateOf(d).dayOfWeek()); })},
         {tr("Name"), textColumn<D>([](const D &d) { return format::holiday(d.name); })},
         {tr("Kind"), textColumn<D>([](const D &d) {
              return d.kind == D::Kind::National ? tr("national") : d.everyYear ? tr("every year") : tr("once");
          }, true)},
         {tr("Shop"), chipColumn<D>(markOf)}},
        [](const D &d) { return d.day; }, this);
    m_table = new TableView(context.theme, tr("Closed days"));
    m_table->setModel(m_model);
    m_table->setWeights({2, 3, 5, 2, 2}, {2});
    m_pane = new StatePane(m_table);
    using V = ClosedVisit;
    m_visits = new ListTable<V>({{tr("When"), textColumn<V>([](const V &v) { return format::dateTime(v.visit.start, v.visit.zone); })},
                                 {tr("Client"), textColumn<V>([](const V &v) { return v.visit.clientName; })},
                                 {tr("Phone"), textColumn<V>([](const V &v) { return v.visit.phone; }, true)},
                                 {tr("Professional"), textColumn<V>([](const V &v) { return v.visit.professional; })},
                                 {tr("Closed because of"), textColumn<V>([](const V &v) { return format::holiday(v.name); })}},
                                [](const V &v) { return v.visit.id.value; }, this);
    auto *visitTable = new TableView(context.theme, tr("Visits on closed days"));
    visitTable->setModel(m_visits);
    visitTable->setWeights({3, 4, 3, 3, 4}, {1, 4});
    m_visitPane = new StatePane(visitTable);

    const QDate today = toUtc(context.clock.now()).toLocalTime().date();
    m_year->setRange(2000, 2100);
    m_year->setValue(today.year());
    m_year->setAccessibleName(tr("Year"));
    m_day->setDate(today);
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(QLocale().language() == QLocale::Portuguese ? u"dd/MM/yyyy"_s : u"yyyy-MM-dd"_s);
    m_day->setAccessibleName(tr("Day"));
    m_name->setPlaceholderText(tr("Reason, for example city anniversary"));
    m_name->setAccessibleName(tr("Reason"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *close = new QPushButton(tr("Close this day"));
    close->setProperty("kind", u"primary"_s);
    auto *top = new QHBoxLayout;
    top->addWidget(m_year);
    top->addStretch(1);
    top->addWidget(m_toggle);
    auto *line = new QHBoxLayout;
    line->addWidget(m_day);
    line->addWidget(m_name, 1);
    line->addWidget(m_everyYear);
    line->addWidget(close);
    for (QPushButton *button : {m_toggle, close})
        button->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_pane, 3);
    layout->addLayout(line);
    layout->addWidget(m_problem);
    layout->addWidget(makeLabel(tr("Visits on closed days"), "strong"));
    layout->addWidget(m_visitPane, 2);
    connect(m_year, &QSpinBox::valueChanged, this, &ClosedDaysPanel::refresh);
    connect(close, &QPushButton::clicked, this, &ClosedDaysPanel::add);
    connect(m_name, &QLineEdit::returnPressed, this, &ClosedDaysPanel::add);
    connect(m_toggle, &QPushButton::clicked, this, &ClosedDaysPanel::toggleChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ClosedDaysPanel::offer);
    for (StatePane *pane : {m_pane, m_visitPane})
        connect(pane, &StatePane::actionAsked, this, &ClosedDaysPanel::refresh);
    offer();
}

QString ClosedDaysPanel::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void ClosedDaysPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ClosedDaysPanel::refresh()
{
    m_problem->hide();
    const int year = m_year->value();
    m_list.ask({.unit = {}, .from = QDate(year, 1, 1).toString(Qt::ISODate), .to = QDate(year, 12, 31).toString(Qt::ISODate)});
    m_listVisits.ask();
}

void ClosedDaysPanel::offer()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    m_toggle->setEnabled(!rows.isEmpty());
    const bool national = rows.isEmpty() || m_model->at(rows.first().row()).kind == ClosedDay::Kind::National;
    const bool closed = rows.isEmpty() || m_model->at(rows.first().row()).closed;
    m_toggle->setText(!national ? tr("Remove this day") : closed ? tr("We work on this holiday") : tr("We close on this holiday"));
}

void ClosedDaysPanel::toggleChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    ClosedDay day = m_model->at(rows.first().row());
    if (day.kind == ClosedDay::Kind::National && day.closed) {
        day.closed = false;
        m_set.ask({.day = day});
    } else {
        m_forget.ask({.unit = {}, .day = day.day});
    }
}

void ClosedDaysPanel::add()
{
    m_problem->hide();
    m_year->setValue(m_day->date().year());
    m_set.ask({.day = {{}, m_day->date().toString(Qt::ISODate), m_name->text(), ClosedDay::Kind::Local, true, m_everyYear->isChecked()}});
}

} // namespace trato
