#include "ui/pages/clients_page.h"

#include "ui/dialogs/client_dialog.h"
#include "ui/format.h"
#include "ui/pages/client_panel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

ClientsPage::ClientsPage(const PageContext &context, QWidget *parent)
    : Page(context, parent)
    , m_card(new Card(tr("Clients")))
    , m_search(new QLineEdit)
    , m_file(new ClientPanel(context))
{
    m_usesDiary = true;
    m_list = makeAsker<ask::ListClients>(
        [this](const QList<Client> &clients) {
            m_model->set(clients);
            m_card->setHint(clients.isEmpty() ? QString() : format::clients(clients.size()));
            const int row = m_model->rowOf(m_chosen.value);
            if (row >= 0 && !m_table->selectionModel()->isRowSelected(row))
                m_table->selectRow(row);
            if (!clients.isEmpty())
                m_pane->showContent();
            else if (!m_search->text().trimmed().isEmpty())
                m_pane->showEmpty(tr("No client matches"), tr("Try a shorter text, or part of the phone."));
            else
                m_pane->showEmpty(tr("No clients yet"), tr("They come with the diary, or add one."));
        },
        [this](const Error &error) {
            if (m_model->rowCount() == 0)
                m_pane->showError(format::error(error));
        });
    using C = Client;
    const Clock &clock = context.clock;
    m_model = new ListTable<C>({{tr("Name"), textColumn<C>([](const C &c) { return c.name.isEmpty() ? u"—"_s : c.name; })},
                                {tr("Phone"), textColumn<C>([](const C &c) { return c.phone; }, true)},
                                {tr("Visits"), textColumn<C>([](const C &c) { return format::number(c.visits); }), true},
                                {tr("Last visit"), textColumn<C>([&clock](const C &c) {
                                     return c.lastVisit ? format::age(*c.lastVisit, clock.now()) : u"—"_s;
                                 }, true)},
                                {tr("WhatsApp"), chipColumn<C>([](const C &c) {
                                     return c.whatsappAllowed ? format::Marked{tr("Allowed"), Tone::Good} : format::Marked{tr("Not allowed"), Tone::Bad};
                                 })}},
                               [](const C &c) { return c.id.value; }, this);
    m_table = new TableView(context.theme, tr("Clients"));
    m_table->setModel(m_model);
    m_table->setWeights({6, 4, 2, 3, 2}, {3, 1, 0});
    m_pane = new StatePane(m_table);
    m_search->setPlaceholderText(tr("Name, phone, e-mail…"));
    m_search->setAccessibleName(tr("Search clients"));
    m_search->setClearButtonEnabled(true);
    m_card->body()->addWidget(m_search);
    m_card->body()->addWidget(m_pane, 1);
    connect(m_card->addButton(tr("Team, services, hours…")), &QPushButton::clicked, this, &ClientsPage::shopAsked);
    connect(m_card->addButton(tr("New client…"), "primary"), &QPushButton::clicked, this, &ClientsPage::add);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    layout->addWidget(m_card, 6);
    layout->addWidget(m_file, 5);
    auto *pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(250);
    connect(m_search, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &ClientsPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ClientsPage::showChosen);
    connect(m_pane, &StatePane::actionAsked, this, &ClientsPage::refresh);
    connect(m_file, &ClientPanel::changed, this, &ClientsPage::refresh);
}

void ClientsPage::refresh()
{
    ask(*m_list, {.search = m_search->text().trimmed()});
    m_file->refresh();
}

void ClientsPage::find(const Client &client)
{
    m_table->clearSelection();   // another one may be chosen in the list as it still is
    m_chosen = client.id;
    m_search->setText(client.name);
    m_file->showClient(client.id);
    m_table->setFocus(Qt::OtherFocusReason);
    refresh();
}

void ClientsPage::showChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    m_chosen = m_model->at(rows.first().row()).id;
    m_file->showClient(m_chosen);
}

void ClientsPage::add()
{
    auto *dialog = new ClientDialog(m_context, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ClientDialog::saved, this, [this](const ClientId &id) {
        m_chosen = id;
        m_file->showClient(id);
        refresh();
    });
    dialog->open();
}

} // namespace trato
