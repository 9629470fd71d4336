#include "ui/pages/client_panel.h"

#include "ui/contact_words.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/delivery_list_dialog.h"
#include "ui/dialogs/consent_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/dialogs/send_dialog.h"
#include "ui/dialogs/visit_keeper.h"
#include "ui/format.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

bool mayGetAny(const Client &client) { return client.whatsappAllowed || client.emailAllowed || client.smsAllowed; }

} // namespace

ClientPanel::ClientPanel(const PageContext &context, QWidget *parent)
    : Card(tr("Client"), parent)
    , m_context(context)
    , m_phone(makeLabel({}, "strong"))
    , m_email(makeLabel({}, ""))
    , m_figures(makeLabel({}, ""))
    , m_allowed(makeLabel({}, "chip"))
    , m_notes(makeLabel({}, ""))
    , m_messages(addButton(tr("Messages…")))
    , m_write(addButton(tr("Write…")))
    , m_edit(addButton(tr("Edit…")))
    , m_sent(new QPushButton(tr("What was sent…")))
    , m_consent(new QPushButton)
    , m_consentMore(new QPushButton(tr("Details…")))
    , m_showNotes(new QPushButton(tr("Show notes")))
    , m_show(context.engine, [this](const ClientFile &file) { fill(file); },
             [this](const Error &error) {
                 if (m_known.client.id != m_id)
                     m_pane->showError(format::error(error));
             })
    , m_readNotes(context.engine,
                  [this](const Client &client) {
                      if (client.id != m_id)
                          return;
                      m_notes->setText(client.notes);
                      m_notes->show();
                      m_showNotes->setText(tr("Hide notes"));
                  },
                  [this](const Error &error) { m_context.prompts.tell(this, tr("The notes could not be shown"), format::error(error)); })
    , m_setConsent(context.engine,
                   [this](const Client &) {
                       refresh();
                       emit changed();
                   },
                   [this](const Error &error) { m_context.prompts.tell(this, tr("The consent was not changed"), format::error(error)); })
    , m_preview(context.engine, [this](const QList<MessagePreview> &messages) { showMessages(messages); },
                [this](const Error &error) { m_context.prompts.tell(this, tr("The messages could not be shown"), format::error(error)); })
{
    auto *content = new QWidget;
    content->setProperty("clear", true);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *form = new QFormLayout;
    form->setSpacing(8);
    for (QLabel *label : {m_phone, m_email})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_figures->setWordWrap(true);
    form->addRow(tr("Phone"), m_phone);
    form->addRow(tr("E-mail"), m_email);
    form->addRow(tr("Visits"), m_figures);
    auto *consent = new QHBoxLayout;
    consent->addWidget(m_allowed);
    consent->addWidget(m_consent);
    consent->addWidget(m_consentMore);
    consent->addStretch(1);
    form->addRow(tr("Messages"), consent);
    auto *notes = new QHBoxLayout;
    notes->addWidget(m_showNotes);
    notes->addStretch(1);
    form->addRow(tr("Notes"), notes);
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addLayout(form);
    layout->addWidget(m_notes);
    auto *history = new QHBoxLayout;
    history->addWidget(makeLabel(tr("History"), "strong"));
    history->addWidget(makeLabel(tr("Enter opens a visit: status, move, payment"), "hint"));
    history->addStretch(1);
    history->addWidget(m_sent);
    layout->addLayout(history);

    using V = VisitView;
    m_visits = new ListTable<V>({{tr("When"), textColumn<V>([](const V &v) { return format::dateTime(v.start, v.zone); })},
                                 {tr("Service"), textColumn<V>([](const V &v) { return v.service; })},
                                 {tr("Professional"), textColumn<V>([](const V &v) { return v.professional; })},
                                 {tr("Price"), textColumn<V>([](const V &v) { return v.priceCents > 0 ? format::money(v.priceCents) : u"—"_s; }), true},
                                 {tr("Paid"), textColumn<V>([](const V &v) { return v.paidCents > 0 ? format::money(v.paidCents) : u"—"_s; }), true},
                                 {tr("Visit"), chipColumn<V>([](const V &v) { return format::mark(v); })}},
                                [](const V &v) { return v.id.value; }, this);
    m_table = new TableView(context.theme, tr("History"));
    m_table->setModel(m_visits);
    m_table->setWeights({3, 4, 3, 2, 2, 2}, {1, 2});
    m_visitPane = new StatePane(m_table);
    auto *keeper = new VisitKeeper(context, this);
    connect(keeper, &VisitKeeper::changed, this, [this] {
        refresh();
        emit changed();
    });
    connect(m_table, &QTableView::activated, keeper, [this, keeper](const QModelIndex &index) { keeper->open(m_visits->at(index.row())); });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, keeper, [this, keeper](const QPoint &at) {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            keeper->offer(m_visits->at(rows.first().row()), m_table->viewport()->mapToGlobal(at));
    });
    layout->addWidget(m_visitPane, 1);
    m_pane = new StatePane(content);
    m_pane->showEmpty(tr("No client is chosen"), tr("Choose one in the list to see phone, consent and visits."));
    body()->addWidget(m_pane, 1);
    m_edit->setEnabled(false);
    m_messages->setEnabled(false);
    m_sent->setEnabled(false);
    connect(m_sent, &QPushButton::clicked, this, [this] {
        auto *dialog = new DeliveryListDialog(m_context, tr("What was sent to %1").arg(m_known.client.name), {.client = m_id}, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    m_write->setEnabled(false);
    hideNotes();
    connect(m_messages, &QPushButton::clicked, this, [this] { m_preview.ask({.id = m_id}); });
    connect(m_edit, &QPushButton::clicked, this, &ClientPanel::edit);
    connect(m_write, &QPushButton::clicked, this, &ClientPanel::write);
    connect(m_consent, &QPushButton::clicked, this, &ClientPanel::turnConsent);
    connect(m_consentMore, &QPushButton::clicked, this, &ClientPanel::showConsent);
    connect(m_showNotes, &QPushButton::clicked, this, [this] {
        if (m_notes->isHidden())
            m_readNotes.ask({.id = m_id});
        else
            hideNotes();
    });
    connect(m_pane, &StatePane::actionAsked, this, &ClientPanel::refresh);
}

QString ClientPanel::notes() const { return m_notes->isHidden() ? QString() : m_notes->text(); }

void ClientPanel::showClient(const ClientId &id)
{
    if (id != m_id)
        hideNotes();
    m_id = id;
    refresh();
}

void ClientPanel::refresh()
{
    if (!m_id.isEmpty())
        m_show.ask({.id = m_id});
}

void ClientPanel::hideNotes()
{
    m_notes->clear();
    m_notes->hide();
    m_showNotes->setText(tr("Show notes"));
}

void ClientPanel::fill(const ClientFile &file)
{
    m_known = file;
    const Client &client = file.client;
    setTitle(client.name.isEmpty() ? tr("Client without a name") : client.name);
    m_phone->setText(client.phone.isEmpty() ? tr("none") : format::phone(client.phone));
    m_email->setText(client.email.isEmpty() ? tr("none") : client.email);
    QStringList figures{tr("%1 took place", nullptr, format::plural(file.done)).arg(format::number(file.done))};
    if (file.noShows > 0 && file.lastNoShow)
        figures << tr("%1 no-show(s), %2 of all, the last one %3", nullptr, format::plural(file.noShows))
                       .arg(format::number(file.noShows), format::percent(double(file.noShows) / double(file.done + file.noShows), 0),
                            format::date(*file.lastNoShow));
    m_figures->setText(figures.join(u" · "_s));
    const bool some = mayGetAny(client);
    const bool all = client.whatsappAllowed && client.emailAllowed && client.smsAllowed && client.badAddress.isEmpty();
    m_allowed->setText(all ? tr("Allowed") : some ? tr("Not by every channel") : tr("Not allowed"));
    m_allowed->setProperty("tone", all ? u"good"_s : some ? u"warn"_s : u"bad"_s);
    m_allowed->style()->unpolish(m_allowed); // takes the new tone
    m_allowed->style()->polish(m_allowed);
    m_consent->setText(some ? tr("Withdraw…") : tr("Allow…"));
    m_showNotes->setEnabled(file.hasNotes);
    m_showNotes->setToolTip(file.hasNotes ? QString() : tr("There are no notes"));
    if (!file.hasNotes)
        hideNotes();
    m_visits->set(file.visits);
    if (file.visits.isEmpty())
        m_visitPane->showEmpty(tr("No visits yet"), {});
    else
        m_visitPane->showContent();
    m_edit->setEnabled(true);
    m_messages->setEnabled(true);
    m_sent->setEnabled(true);
    m_write->setEnabled(!client.phone.isEmpty());
    m_write->setToolTip(client.phone.isEmpty() ? tr("The client has no phone.") : tr("Write a message by WhatsApp"));
    m_pane->showContent();
}

void ClientPanel::turnConsent()
{
    const bool allow = !mayGetAny(m_known.client);
    m_context.prompts.confirm(this,
                              {allow ? tr("Allow messages?") : tr("Withdraw consent?"),
                               allow ? tr("%1 said that messages about visits are wanted.").arg(m_known.client.name)
                                     : tr("%1 gets no more messages, by any channel, under any name with this phone.").arg(m_known.client.name),
                               allow ? tr("Allow") : tr("Withdraw"), !allow},
                              [this, id = m_id, allow] { m_setConsent.ask({.id = id, .allowed = allow, .source = u"window"_s}); });
}

void ClientPanel::showConsent()
{
    auto *dialog = new ConsentDialog(m_context, m_known.client, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConsentDialog::changed, this, [this] {
        refresh();
        emit changed();
    });
    dialog->open();
}

void ClientPanel::showMessages(const QList<MessagePreview> &messages)
{
    auto *dialog = new PreviewDialog(m_context.theme, tr("Messages to %1").arg(m_known.client.name),
                                     tr("What goes out in the next 24 hours stands first with its time. Below it, how each message would read."),
                                     {}, messages, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ClientPanel::write()
{
    auto *dialog = new SendDialog(m_context, m_id, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ClientPanel::edit()
{
    auto *dialog = new ClientDialog(m_context, m_id, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ClientDialog::saved, this, [this](const ClientId &) {
        hideNotes();
        refresh();
        emit changed();
    });
    dialog->open();
}

} // namespace trato
