#include "ui/pages/line_page.h"

#include "ui/dialogs/wait_list_dialog.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;
using State = LineEntry::State;

namespace {

constexpr Minutes waitsAreOldAfter{1};

format::Marked mark(State state)
{
    switch (state) {
    case State::Waiting: return {LinePage::tr("Waiting"), Tone::Neutral};
    case State::Called: return {LinePage::tr("Called"), Tone::Accent};
    case State::Served: return {LinePage::tr("Attended"), Tone::Good};
    case State::Left: return {LinePage::tr("Left"), Tone::Warn};
    }
    return {};
}

QString name(LineEvent::Kind kind)
{
    switch (kind) {
    case LineEvent::Kind::Joined: return LinePage::tr("joined");
    case LineEvent::Kind::Third: return LinePage::tr("is third now");
    case LineEvent::Kind::First: return LinePage::tr("is first now");
    case LineEvent::Kind::Called: return LinePage::tr("was called");
    case LineEvent::Kind::Attended: return LinePage::tr("was attended");
    case LineEvent::Kind::Passed: return LinePage::tr("let the next one go first");
    case LineEvent::Kind::Left: return LinePage::tr("left");
    }
    return {};
}

/// An estimate in whole minutes; what is less is about to happen.
QString stillAbout(const LineEntry &entry)
{
    if (!entry.waitMinutes)
        return u"—"_s;
    return *entry.waitMinutes > 0 ? format::span(Minutes(*entry.waitMinutes)) : LinePage::tr("now");
}

/// Names to choose from; the first line means anybody or anything.
void offerNames(QComboBox &box, const QString &any, const QStringList &names)
{
    const QString chosen = box.currentText();
    box.clear();
    box.addItem(any);
    box.addItems(names);
    box.setCurrentIndex(std::max(0, box.findText(chosen)));
}

QString chosen(const QComboBox &box) { return box.currentIndex() > 0 ? box.currentText() : QString(); }

} // namespace

LinePage::LinePage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_card(new Card(tr("Waiting line")))
    , m_today(new Card(tr("Today")))
    , m_name(new QLineEdit)
    , m_phone(new QLineEdit)
    , m_service(new QComboBox)
    , m_wanted(new QComboBox)
    , m_calls(new QComboBox)
    , m_problem(makeLabel({}, "error"))
    , m_join(context.engine,
             [this](const LineEntry &) {
                 m_name->clear();
                 m_phone->clear();
                 m_name->setFocus();
                 refresh();
             },
             [this](const Error &error) {
                 m_problem->setText(format::error(error));
                 m_problem->show();
                 (error.detail.startsWith(u"phone") ? m_phone : m_name)->setFocus();
             })
    , m_callNext(context.engine, [this](const LineEntry &) { refresh(); },
                 [this](const Error &error) {
                     explain(tr("Nobody was called"), error);
                     refresh();
                 })
    , m_act(context.engine, [this](const LineEntry &) { refresh(); },
            [this](const Error &error) {
                explain(tr("The line was not changed"), error);
                refresh();
            })
{
    m_usesDiary = true;
    m_list = makeAsker<ask::ListLine>([this](const QList<LineEntry> &entries) { showLine(entries); },
                                      [this](const Error &error) {
                                          if (m_model->rowCount() == 0)
                                              m_pane->showError(format::error(error));
                                      });
    m_events = makeAsker<ask::ListLineEvents>(
        [this](QList<LineEvent> events) {
            std::reverse(events.begin(), events.end());
            m_eventModel->set(events);
            if (events.isEmpty())
                m_eventPane->showEmpty(tr("Nothing happened yet"), tr("The line begins anew each day."));
            else
                m_eventPane->showContent();
        },
        [this](const Error &error) { m_eventPane->showError(format::error(error)); });
    const auto quiet = [](const Error &) { /* names can be left out; the window's banner tells it */ };
    m_team = makeAsker<ask::ListProfessionals>(
        [this](const QList<Professional> &team) {
            QStringList names;
            for (const Professional &one : team)
                if (one.active)
                    names << one.name;
            offerNames(*m_wanted, tr("Anybody"), names);
            offerNames(*m_calls, tr("For anybody"), names);
        },
        quiet);
    m_services = makeAsker<ask::ListServices>(
        [this](const QList<Service> &services) {
            QStringList names;
            for (const Service &one : services)
                if (one.active)
                    names << one.name;
            offerNames(*m_service, tr("Service…"), names);
        },
        quiet);

    using E = LineEntry;
    const Clock &clock = context.clock;
    m_model = new ListTable<E>(
        {{tr("Place"), textColumn<E>([](const E &e) { return e.position > 0 ? format::place(e.position) : u"—"_s; })},
         {tr("Client"), textColumn<E>([](const E &e) { return e.clientName; })},
         {tr("Service"), textColumn<E>([](const E &e) { return e.service; })},
         {tr("With"), textColumn<E>([](const E &e) { return e.professional.isEmpty() ? tr("anybody") : e.professional; })},
         {tr("Waiting for"), textColumn<E>([&clock](const E &e) { return format::span((e.endedAt ? *e.endedAt : clock.now()) - e.joinedAt); }, true), true},
         {tr("Still about"), textColumn<E>(stillAbout), true},
         {tr("State"), chipColumn<E>([](const E &e) { return mark(e.state); })}},
        [](const E &e) { return e.id.value; }, this);
    m_table = new TableView(context.theme, tr("Waiting line"));
    m_table->setModel(m_model);
    m_table->setWeights({2, 6, 5, 4, 3, 3, 3}, {2, 3, 1});
    m_pane = new StatePane(m_table);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_card->body()->addWidget(makeForm());
    m_card->body()->addWidget(m_problem);
    m_card->body()->addWidget(m_pane, 1);
    m_card->body()->addWidget(makeActs());

    using V = LineEvent;
    m_eventModel = new ListTable<V>({{tr("Time"), textColumn<V>([](const V &v) { return format::time(v.at); }, true)},
                                     {tr("Client"), textColumn<V>([](const V &v) { return v.clientName; })},
                                     {tr("What happened"), textColumn<V>([](const V &v) { return name(v.kind); })}},
                                    [](const V &v) { return v.entry.value + nameOf(v.kind) + QString::number(toMs(v.at)); }, this);
    auto *events = new TableView(context.theme, tr("What happened"));
    events->setModel(m_eventModel);
    events->setWeights({1, 3, 3}, {1, 2});
    m_eventPane = new StatePane(events);
    m_today->body()->addWidget(m_eventPane, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    layout->addWidget(m_card, 8);
    layout->addWidget(m_today, 3);
    m_waitsButton = m_card->addButton(tr("Waiting list…"));
    connect(m_waitsButton, &QPushButton::clicked, this, [this] {
        auto *dialog = new WaitListDialog(m_context, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LinePage::offer);
    for (StatePane *pane : {m_pane, m_eventPane})
        connect(pane, &StatePane::actionAsked, this, &LinePage::refresh);
    offer();
}

QWidget *LinePage::makeForm()
{
    auto *form = new QWidget;
    form->setProperty("clear", true);
    auto *line = new QHBoxLayout(form);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    m_name->setPlaceholderText(tr("Who comes in"));
    m_name->setAccessibleName(tr("Client"));
    m_phone->setPlaceholderText(u"(11) 90000-0000"_s);
    m_phone->setAccessibleName(tr("Phone"));
    m_phone->setMaximumWidth(160);
    m_service->setAccessibleName(tr("Service"));
    m_service->addItem(tr("Service…"));
    m_wanted->setAccessibleName(tr("With"));
    m_wanted->addItem(tr("Anybody"));
    auto *add = new QPushButton(tr("Add to the line"));
    line->addWidget(m_name, 1);
    line->addWidget(m_phone);
    line->addWidget(m_service);
    line->addWidget(m_wanted);
    line->addWidget(add);
    connect(add, &QPushButton::clicked, this, &LinePage::join);
    for (QLineEdit *field : {m_name, m_phone})
        connect(field, &QLineEdit::returnPressed, this, &LinePage::join);
    return form;
}

QWidget *LinePage::makeActs()
{
    auto *acts = new QWidget;
    acts->setProperty("clear", true);
    auto *line = new QHBoxLayout(acts);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    m_calls->setAccessibleName(tr("Who calls"));
    m_calls->addItem(tr("For anybody"));
    m_next = new QPushButton(tr("Call the next one"));
    m_next->setProperty("kind", u"primary"_s);
    line->addWidget(m_next);
    line->addWidget(m_calls);
    line->addStretch(1);
    const QString names[] = {tr("Call"), tr("Attended"), tr("Let pass"), tr("Left")};
    for (const LineAct one : {LineAct::Call, LineAct::Attend, LineAct::Pass, LineAct::Leave}) {
        auto *button = new QPushButton(names[int(one)]);
        connect(button, &QPushButton::clicked, this, [this, one] { act(one); });
        line->addWidget(button);
        m_acts.append(button);
    }
    m_acts.last()->setProperty("kind", u"danger"_s);
    connect(m_next, &QPushButton::clicked, this, [this] { m_callNext.ask({.unit = {}, .professional = chosen(*m_calls)}); });
    return acts;
}

QString LinePage::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void LinePage::refresh()
{
    m_askedAt = m_context.clock.now();
    ask(*m_list);
    ask(*m_events);
    ask(*m_team);
    ask(*m_services);
}

/// Waiting times grow without news, and at midnight the line begins anew.
void LinePage::takeFrame(const Frame &frame)
{
    Page::takeFrame(frame);
    if (m_context.clock.now() - m_askedAt >= waitsAreOldAfter)
        refresh();
}

void LinePage::showLine(const QList<LineEntry> &entries)
{
    m_model->set(entries);
    qint64 waiting = 0;
    qint64 served = 0;
    for (const LineEntry &entry : entries) {
        waiting += entry.state == State::Waiting || entry.state == State::Called;
        served += entry.state == State::Served;
    }
    m_card->setHint(tr("%1 waiting").arg(format::number(waiting)));
    m_today->setHint(tr("%1 attended", nullptr, format::plural(served)).arg(format::number(served)));
    m_next->setEnabled(std::ranges::any_of(entries, [](const LineEntry &e) { return e.state == State::Waiting; }));
    if (entries.isEmpty())
        m_pane->showEmpty(tr("Nobody waits"), tr("Type the name of who comes in without an appointment."));
    else
        m_pane->showContent();
    offer();
}

void LinePage::offer()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const State state = rows.isEmpty() ? State::Left : m_model->at(rows.first().row()).state;
    const bool there = state == State::Waiting || state == State::Called;
    m_acts.at(int(LineAct::Call))->setEnabled(state == State::Waiting);
    for (const LineAct one : {LineAct::Attend, LineAct::Pass, LineAct::Leave})
        m_acts.at(int(one))->setEnabled(there);
}

void LinePage::join()
{
    m_problem->hide();
    m_join.ask({.draft = {{}, m_name->text(), m_phone->text(), chosen(*m_service), chosen(*m_wanted)}});
}

void LinePage::act(LineAct one)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty())
        m_act.ask({.id = m_model->at(rows.first().row()).id, .act = one, .professional = one == LineAct::Leave || one == LineAct::Pass ? QString() : chosen(*m_calls)});
}

} // namespace trato
