#include "ui/dialogs/visit_keeper.h"

#include "ui/dialogs/delivery_list_dialog.h"
#include "ui/dialogs/payment_dialog.h"
#include "ui/dialogs/visit_card.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/dialogs/visit_story_dialog.h"
#include "ui/format.h"

#include <QMenu>

namespace trato {

VisitKeeper::VisitKeeper(const PageContext &context, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_setStatus(context.engine, [this](const VisitView &) { emit changed(); },
                  [this](const Error &error) {
                      m_context.prompts.tell(window(), tr("The visit was not changed"), format::error(error));
                      emit changed();
                  })
    , m_unpay(context.engine, [this](const VisitView &) { emit changed(); },
              [this](const Error &error) {
                  m_context.prompts.tell(window(), tr("The payment was not taken back"), format::error(error));
                  emit changed();
              })
{
}

void VisitKeeper::show(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &VisitKeeper::changed);
    dialog->open();
}

void VisitKeeper::open(const VisitView &visit)
{
    auto *card = new VisitCard(m_context, visit, window());
    card->setAttribute(Qt::WA_DeleteOnClose);
    connect(card, &VisitCard::statusAsked, this, [this, visit](VisitStatus status) { setStatus(visit, status); });
    connect(card, &VisitCard::moveAsked, this, [this, visit] { move(visit); });
    connect(card, &VisitCard::payAsked, this, [this, visit] { pay(visit); });
    connect(card, &VisitCard::unpayAsked, this, [this, visit] { takePaymentBack(visit); });
    connect(card, &VisitCard::messagesAsked, this, [this, visit] { showMessages(visit); });
    connect(card, &VisitCard::storyAsked, this, [this, visit] { tellStory(visit); });
    card->open();
}

void VisitKeeper::offer(const VisitView &visit, const QPoint &at)
{
    auto *menu = new QMenu(window());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open…"), this, [this, visit] { open(visit); });
    menu->addSeparator();
    for (const VisitAct &act : visitActs(visit.status))
        menu->addAction(act.text, this, [this, visit, status = act.status] { setStatus(visit, status); });
    if (visit.status != VisitStatus::Blocked) {
        menu->addSeparator();
        menu->addAction(tr("Payment received…"), this, [this, visit] { pay(visit); });
    }
    menu->addAction(tr("Story…"), this, [this, visit] { tellStory(visit); });
    menu->addAction(tr("What was sent…"), this, [this, visit] { showMessages(visit); });
    menu->popup(at);
}

void VisitKeeper::move(const VisitView &visit) { show(new VisitDialog(m_context, visit, window())); }
void VisitKeeper::pay(const VisitView &visit) { show(new PaymentDialog(m_context, visit, window())); }

void VisitKeeper::showMessages(const VisitView &visit)
{
    auto *dialog = new DeliveryListDialog(m_context, tr("What was sent to %1 about this visit").arg(visit.clientName), {.visit = visit.id}, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void VisitKeeper::tellStory(const VisitView &visit)
{
    auto *dialog = new VisitStoryDialog(m_context, visit.id, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &VisitStoryDialog::changed, this, &VisitKeeper::changed);
    dialog->open();
}

void VisitKeeper::setStatus(const VisitView &visit, VisitStatus status)
{
    if (status != VisitStatus::Cancelled) {
        m_setStatus.ask({.id = visit.id, .status = status});
        return;
    }
    m_context.prompts.confirm(window(),
                              {tr("Cancel this visit?"),
                               tr("%1, %2 at %3. Its reminders will not be sent.")
                                   .arg(visit.clientName, format::dayOf(visit.start, m_context.clock.now(), visit.zone),
                                        format::time(visit.start, visit.zone)),
                               tr("Cancel visit"), true},
                              [this, id = visit.id] { m_setStatus.ask({.id = id, .status = VisitStatus::Cancelled}); });
}

void VisitKeeper::takePaymentBack(const VisitView &visit)
{
    m_context.prompts.confirm(window(),
                              {tr("Take the payment back?"),
                               tr("The newest payment of %1 counts as not received.").arg(visit.clientName), tr("Take back"), true},
                              [this, id = visit.id] { m_unpay.ask({.id = id}); });
}

} // namespace trato
