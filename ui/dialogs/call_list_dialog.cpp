#include "ui/dialogs/call_list_dialog.h"

#include "ui/contact_words.h"
#include "ui/dialogs/visit_keeper.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

CallListDialog::CallListDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_keeper(new VisitKeeper(context, this))
    , m_comes(new QPushButton(tr("Comes")))
    , m_cancel(new QPushButton(tr("Cancel visit…")))
    , m_open(new QPushButton(tr("Open…")))
    , m_ask(context.engine, [this](const QList<CallEntry> &calls) { fill(calls); },
            [this](const Error &error) { m_pane->showError(format::error(error)); })
{
    setWindowTitle(tr("Call list"));
    resize(900, 460);
    const Clock &clock = context.clock;
    using C = CallEntry;
    m_calls = new ListTable<C>({{tr("When"), textColumn<C>([&clock](const C &c) {
                                     return format::dayOf(c.visit.start, clock.now(), c.visit.zone) + u' ' + format::time(c.visit.start, c.visit.zone);
                                 })},
                                {tr("Client"), textColumn<C>([](const C &c) { return c.visit.clientName; })},
                                {tr("Phone"), textColumn<C>([](const C &c) { return c.phone.isEmpty() ? tr("none") : format::phone(c.phone); })},
                                {tr("Professional"), textColumn<C>([](const C &c) { return c.visit.professional; })},
                                {tr("Why"), chipColumn<C>([](const C &c) { return format::mark(c.why); })},
                                {tr("The client wrote"), textColumn<C>([](const C &c) { return c.said.simplified(); }, true)}},
                               [](const C &c) { return c.visit.id.value; }, this);
    m_table = new TableView(context.theme, tr("Clients to call"));
    m_table->setModel(m_calls);
    m_table->setWeights({3, 5, 4, 3, 3, 6}, {5, 3, 1});
    m_pane = new StatePane(m_table);
    m_pane->showLoading();
    auto *explanation = makeLabel(tr("Visits of the next three days whose clients said no, were not understood, did not answer or could not be asked."), "hint");
    explanation->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    m_comes->setProperty("kind", u"primary"_s);
    for (QPushButton *button : {m_comes, m_cancel, m_open}) {
        button->setAutoDefault(false);
        buttons->addButton(button, QDialogButtonBox::ActionRole);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(explanation);
    layout->addWidget(m_pane, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CallListDialog::choose);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { m_keeper->open(m_calls->at(index.row()).visit); });
    connect(m_comes, &QPushButton::clicked, this, [this] {
        if (const auto visit = chosen())
            m_keeper->setStatus(*visit, VisitStatus::Confirmed);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (const auto visit = chosen())
            m_keeper->setStatus(*visit, VisitStatus::Cancelled);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto visit = chosen())
            m_keeper->open(*visit);
    });
    connect(m_keeper, &VisitKeeper::changed, this, [this] {
        m_ask.ask();
        emit changed();
    });
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_ask.ask(); });
    choose();
    m_ask.ask();
}

std::optional<VisitView> CallListDialog::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_calls->at(rows.first().row()).visit);
}

void CallListDialog::choose()
{
    for (QPushButton *button : {m_comes, m_cancel, m_open})
        button->setEnabled(chosen().has_value());
}

void CallListDialog::fill(const QList<CallEntry> &calls)
{
    m_calls->set(calls);
    if (calls.isEmpty())
        m_pane->showEmpty(tr("Nobody is to be called"), tr("Who does not answer the day before appears here."));
    else
        m_pane->showContent();
    choose();
}

} // namespace trato
