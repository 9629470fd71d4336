#include "ui/pages/delivery_list.h"

#include "ui/dialogs/delivery_dialog.h"
#include "ui/message_format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int step = 100;
constexpr int most = 1000;   ///< that one question may ask for

} // namespace

DeliveryList::DeliveryList(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_table(new TableView(context.theme, tr("Messages")))
    , m_pane(new StatePane(m_table))
    , m_count(makeLabel({}, "hint"))
    , m_more(new QPushButton(tr("Show more")))
    , m_ask(std::make_unique<Asker<ask::ListDeliveries>>(
          context.engine, [this](const DeliveryPage &page) { showPage(page); },
          [this](const Error &error) {
              if (m_model->rowCount() == 0)
                  m_pane->showError(format::error(error));
              emit failed();
          }))
{
    using D = DeliveryView;
    const Clock &clock = context.clock;
    m_model = new ListTable<D>({{tr("When"), textColumn<D>([&clock](const D &d) { return format::moment(d.createdAt, clock.now()); })},
                                {tr("Client"), textColumn<D>([](const D &d) { return d.clientName.isEmpty() ? d.recipient : d.clientName; })},
                                {tr("Message"), textColumn<D>([](const D &d) { return format::templateName(d.templateId.value); })},
                                {tr("By"), textColumn<D>([](const D &d) { return format::name(d.channel); }, true)},
                                {tr("Recipient"), textColumn<D>([](const D &d) { return d.recipient; }, true)},
                                {tr("State"), chipColumn<D>([](const D &d) { return format::mark(d); })},
                                {tr("Cost"), textColumn<D>([](const D &d) { return d.costMicros ? format::cost(*d.costMicros) : u"—"_s; }, true), true}},
                               [](const D &d) { return d.id.value; }, this);
    m_table->setModel(m_model);
    m_table->setWeights({3, 4, 5, 2, 4, 3, 2}, {2, 1, 4});
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_count);
    foot->addStretch(1);
    foot->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_pane, 1);
    layout->addLayout(foot);
    m_more->hide();
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { open(m_model->at(index.row())); });
    connect(m_more, &QPushButton::clicked, this, &DeliveryList::showMore);
    connect(m_pane, &StatePane::actionAsked, this, &DeliveryList::refresh);
}

void DeliveryList::show(ask::ListDeliveries question)
{
    m_question = std::move(question);
    m_question.limit = step;
    refresh();
}

void DeliveryList::refresh() { m_ask->ask(m_question); }

void DeliveryList::showMore()
{
    m_question.limit = std::min(m_question.limit + 2 * step, most);
    refresh();
}

void DeliveryList::showPage(const DeliveryPage &page)
{
    m_model->set(page.rows);
    if (!page.rows.isEmpty())
        m_pane->showContent();
    else if (!m_question.search.trimmed().isEmpty() || m_question.state)
        m_pane->showEmpty(tr("No message matches"), tr("Search by name, a whole phone number in any form, its last four digits, or a visit."));
    else
        m_pane->showEmpty(tr("No messages yet"), tr("What is sent, or would be, is listed here with what became of it."));
    const bool hasMore = page.rows.size() < page.total && m_question.limit < most;
    m_count->setText(page.rows.size() < page.total
                         ? tr("The newest %1 of %2").arg(format::number(page.rows.size()), format::number(page.total))
                         : page.rows.isEmpty() ? QString() : format::messages(page.rows.size()));
    m_more->setVisible(hasMore);
    emit listed(page);
}

void DeliveryList::open(const DeliveryView &delivery)
{
    auto *dialog = new DeliveryDialog(m_context, delivery.id, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeliveryDialog::changed, this, [this] {
        refresh();
        emit changed();
    });
    dialog->open();
}

} // namespace trato
