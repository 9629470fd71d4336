#include "ui/dialogs/wait_list_dialog.h"

#include "ui/contact_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString waitDay(const QString &day) { return QLocale().toString(QDate::fromString(day, Qt::ISODate), u"ddd dd/MM"_s); }

} // namespace

WaitListDialog::WaitListDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_name(new QLineEdit)
    , m_phone(new QLineEdit)
    , m_day(new QDateEdit)
    , m_service(new QComboBox)
    , m_professional(new QComboBox)
    , m_add(new QPushButton(tr("Add")))
    , m_remove(new QPushButton(tr("Remove")))
    , m_problem(makeLabel({}, "error"))
    , m_banner(new Banner)
    , m_list(context.engine, [this](const WaitList &list) { fill(list); },
             [this](const Error &error) {
                 if (m_waits->rowCount() == 0)
                     m_waitPane->showError(format::error(error));
                 if (m_offers->rowCount() == 0)
                     m_offerPane->showError(format::error(error));
             })
    , m_addWait(context.engine,
                [this](const WaitEntry &) {
                    m_name->clear();
                    m_phone->clear();
                    m_add->setEnabled(true);
                    m_name->setFocus();
                    m_list.ask();
                },
                [this](const Error &error) { refuse(error); })
    , m_removeWait(context.engine, [this](const Done &) { m_list.ask(); },
                   [this](const Error &error) {
                       refuse(error);
                       m_list.ask();
                   })
    , m_switchOn(context.engine,
                 [this](const MessageKindView &) {
                     m_switched = true;
                     m_list.ask();
                 },
                 [this](const Error &error) { refuse(error); })
    , m_services(context.engine,
                 [this](const QList<Service> &services) {
                     for (const Service &service : services)
                         if (service.active)
                             m_service->addItem(service.name, service.name);
                 },
                 [](const Error &) {}) // any service will do
    , m_team(context.engine,
             [this](const QList<Professional> &team) {
                 for (const Professional &one : team)
                     if (one.active)
                         m_professional->addItem(one.name, one.name);
             },
             [](const Error &) {})
{
    setWindowTitle(tr("Waiting list"));
    resize(880, 600);
    using W = WaitEntry;
    m_waits = new ListTable<W>({{tr("Day"), textColumn<W>([](const W &w) { return waitDay(w.day); })},
                                {tr("Client"), textColumn<W>([](const W &w) { return w.clientName; })},
                                {tr("Phone"), textColumn<W>([](const W &w) { return w.phone; }, true)},
                                {tr("Service"), textColumn<W>([](const W &w) { return w.service.isEmpty() ? tr("any") : w.service; })},
                                {tr("Professional"), textColumn<W>([](const W &w) { return w.professional.isEmpty() ? tr("anybody") : w.professional; })},
                                {tr("State"), chipColumn<W>([this](const W &w) { return mark(w); })}},
                               [](const W &w) { return w.id.value; }, this);
    using S = SlotOffer;
    m_offers = new ListTable<S>({{tr("Free place"), textColumn<S>([](const S &s) { return format::dateTime(s.start, s.zone); })},
                                 {tr("Client"), textColumn<S>([](const S &s) { return s.clientName; })},
                                 {tr("Professional"), textColumn<S>([](const S &s) { return s.professional; })},
                                 {tr("Offered"), textColumn<S>([](const S &s) { return format::dateTime(s.offeredAt, s.zone); })},
                                 {tr("Until"), textColumn<S>([](const S &s) { return format::time(s.expiresAt, s.zone); })},
                                 {tr("Answer"), chipColumn<S>([](const S &s) { return format::mark(s.state); })}},
                                [](const S &s) { return s.id.value; }, this);
    m_table = new TableView(context.theme, tr("Clients who wait"));
    m_table->setModel(m_waits);
    m_table->setWeights({2, 4, 3, 3, 3, 3}, {2, 3});
    auto *offers = new TableView(context.theme, tr("Places that were offered"));
    offers->setModel(m_offers);
    offers->setWeights({3, 4, 3, 3, 2, 2}, {2, 3});
    m_waitPane = new StatePane(m_table);
    m_waitPane->showLoading();
    m_offerPane = new StatePane(offers);
    m_offerPane->showLoading();

    auto *explanation = makeLabel(tr("When a visit of that day is called off or moved, its place is offered to the first one it fits. Who does not answer in time loses it to "
                                     "the next one."), "hint");
    explanation->setWordWrap(true);
    m_name->setPlaceholderText(tr("Name"));
    m_name->setAccessibleName(tr("Name"));
    m_phone->setPlaceholderText(u"(11) 90000-0000"_s);
    m_phone->setAccessibleName(tr("Phone"));
    m_day->setCalendarPopup(true);
    m_day->setAccessibleName(tr("Day"));
    m_day->setDate(format::day(context.clock.now()).addDays(1));
    m_day->setMinimumDate(format::day(context.clock.now()));
    m_service->setAccessibleName(tr("Service"));
    m_service->addItem(tr("Any service"), QString());
    m_professional->setAccessibleName(tr("Professional"));
    m_professional->addItem(tr("Anybody"), QString());
    m_add->setProperty("kind", u"primary"_s);
    m_add->setAutoDefault(false);
    m_remove->setAutoDefault(false);
    m_remove->setEnabled(false);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_banner->hide();
    auto *form = new QHBoxLayout;
    form->addWidget(m_name, 3);
    form->addWidget(m_phone, 2);
    form->addWidget(m_day);
    form->addWidget(m_service, 2);
    form->addWidget(m_professional, 2);
    form->addWidget(m_add);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    buttons->addButton(m_remove, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(m_banner);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(m_waitPane, 3);
    layout->addWidget(makeLabel(tr("Places that were offered"), "strong"));
    layout->addWidget(m_offerPane, 2);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &WaitListDialog::add);
    for (QLineEdit *field : {m_name, m_phone})
        connect(field, &QLineEdit::returnPressed, this, &WaitListDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &WaitListDialog::removeChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WaitListDialog::offerActs);
    auto *removeKey = new QShortcut(QKeySequence(QKeySequence::Delete), m_table);
    removeKey->setContext(Qt::WidgetShortcut);
    connect(removeKey, &QShortcut::activated, m_remove, &QPushButton::click);
    for (StatePane *pane : {m_waitPane, m_offerPane})
        connect(pane, &StatePane::actionAsked, this, [this] { m_list.ask(); });
    connect(m_banner, &Banner::actionAsked, this, [this] { m_switchOn.ask({.unit = m_unit, .kind = MessageKind::SlotOffer, .wanted = true}); });
    connect(&context.engine, &EngineApi::frameReady, this, [this](const Frame &frame) {
        if (std::exchange(m_seen, frame.diaryRevision) < frame.diaryRevision)
            m_list.ask(); // an offer was made, answered, or ran out
    });
    m_list.ask();
    m_services.ask();
    m_team.ask();
}

QString WaitListDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

QString WaitListDialog::notice() const { return m_banner->isHidden() ? QString() : m_banner->text(); }

format::Marked WaitListDialog::mark(const WaitEntry &entry) const
{
    if (entry.state == WaitEntry::State::Booked)
        return {tr("Booked"), Tone::Good};
    if (const auto until = m_askedUntil.constFind(entry.id.value); until != m_askedUntil.cend())
        return {tr("Asked until %1").arg(format::time(*until, entry.zone)), Tone::Warn};
    return {tr("Waiting"), Tone::Neutral};
}

void WaitListDialog::fill(const WaitList &list)
{
    m_unit = list.unit;
    QMap<QString, Instant> asked;
    for (const SlotOffer &offer : list.offers)
        if (offer.state == SlotOffer::State::Open)
            asked.insert(offer.wait.value, offer.expiresAt);
    const bool news = std::exchange(m_askedUntil, asked) != asked;
    m_waits->set(list.waits);
    m_offers->set(list.offers);
    if (news)
        m_table->viewport()->update();
    m_banner->setHidden(list.offering);
    if (!list.offering && m_switched)
        m_banner->say("warn", tr("The settings keep a place for nobody: none is offered."));
    else if (!list.offering)
        m_banner->say("warn", tr("Places that become free are not offered: this message is switched off."), tr("Switch on"));
    offerActs();
    if (list.waits.isEmpty())
        m_waitPane->showEmpty(tr("Nobody waits"), tr("Note who would come on a day that is full."));
    else
        m_waitPane->showContent();
    if (list.offers.isEmpty())
        m_offerPane->showEmpty(tr("Nothing was offered in the last seven days"), {});
    else
        m_offerPane->showContent();
}

void WaitListDialog::add()
{
    m_problem->hide();
    m_add->setEnabled(false);
    m_addWait.ask({.draft = {.clientName = m_name->text(), .phone = m_phone->text(), .day = m_day->date().toString(Qt::ISODate),
                             .service = m_service->currentData().toString(), .professional = m_professional->currentData().toString()}});
}

void WaitListDialog::offerActs()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    m_remove->setEnabled(!rows.isEmpty() && m_waits->at(rows.first().row()).state == WaitEntry::State::Waiting);
}

void WaitListDialog::removeChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const WaitEntry entry = m_waits->at(rows.first().row());
    m_context.prompts.confirm(this, {tr("Take %1 from the list?").arg(entry.clientName), tr("An open offer is withdrawn."), tr("Remove"), true},
                              [this, id = entry.id] { m_removeWait.ask({.id = id}); });
}

void WaitListDialog::refuse(const Error &error)
{
    m_add->setEnabled(true);
    if (error.detail.startsWith(u"phone"))
        m_phone->setFocus();
    else if (error.detail.startsWith(u"clientName"))
        m_name->setFocus();
    m_problem->setText(format::error(error));
    m_problem->show();
}

} // namespace trato
