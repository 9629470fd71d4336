#include "ui/pages/attention_card.h"

#include "ui/contact_words.h"
#include "ui/dialogs/call_list_dialog.h"
#include "ui/dialogs/delivery_dialog.h"
#include "ui/dialogs/preview_dialog.h"
#include "ui/dialogs/visit_keeper.h"
#include "ui/widgets/state_pane.h"

#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

AttentionCard::AttentionCard(const PageContext &context, QWidget *parent)
    : Card(tr("Needs attention"), parent)
    , m_context(context)
    , m_list(new AttentionList)
    , m_pane(new StatePane(m_list))
    , m_keeper(new VisitKeeper(context, this))
    , m_late(context.engine, [this](const QList<ReminderPreview> &late) { showLate(late); },
             [this](const Error &error) { explain(tr("Late reminders could not be listed"), error); })
    , m_decide(context.engine,
               [this](const BulkReport &report) {
                   m_context.prompts.tell(this, tr("Late reminders"), format::bulk(report));
                   emit changed();
               },
               [this](const Error &error) { explain(tr("Nothing was decided"), error); })
    , m_decideMessages(context.engine,
                       [this](const BulkReport &report) {
                           m_context.prompts.tell(this, tr("Late messages"), format::bulk(report));
                           emit changed();
                       },
                       [this](const Error &error) { explain(tr("Nothing was decided"), error); })
    , m_judge(context.engine, [this](const DeliveryView &) { emit changed(); },
              [this](const Error &error) {
                  explain(tr("This was not recorded"), error);
                  emit changed();
              })
    , m_resolve(context.engine, [this](const Done &) { emit changed(); },
                [this](const Error &error) { explain(tr("The visits were not changed"), error); })
{
    body()->addWidget(m_pane, 1);
    connect(m_pane, &StatePane::actionAsked, this, &AttentionCard::changed);
    connect(m_keeper, &VisitKeeper::changed, this, &AttentionCard::changed);
}

void AttentionCard::setUncertain(const QList<DeliveryView> &uncertain)
{
    m_uncertain = uncertain;
    rebuild();
}

void AttentionCard::setDeliveries(const QList<DeliveryView> &deliveries)
{
    m_deliveries = deliveries;
    m_known = true;
    rebuild();
}

void AttentionCard::setVisits(const QList<VisitView> &visits)
{
    m_visits = visits;
    rebuild();
}

void AttentionCard::setDiary(const DiaryStatus &diary)
{
    m_diary = diary;
    rebuild();
}

void AttentionCard::setLateMessages(const QList<MessagePreview> &late)
{
    m_lateMessages = late;
    rebuild();
}

void AttentionCard::setToSend(qint64 count)
{
    m_toSend = count;
    rebuild();
}

void AttentionCard::setOnClosedDays(const QList<ClosedVisit> &visits)
{
    m_onClosedDays = visits;
    rebuild();
}

void AttentionCard::setCalls(const QList<CallEntry> &calls)
{
    m_calls = calls;
    rebuild();
}

/// Who does not come, or was not understood, each alone; who said nothing, as one line.
void AttentionCard::addCalls(QList<AttentionItem> &items)
{
    qsizetype silent = 0;
    for (const CallEntry &call : std::as_const(m_calls)) {
        if (call.why == CallEntry::Why::Unanswered || call.why == CallEntry::Why::Unreached) {
            ++silent;
            continue;
        }
        const VisitView visit = call.visit;
        const format::Marked mark = format::mark(call.why);
        items.append({u"answer:"_s + visit.id.value, mark.tone, mark.text,
                      tr("%1, %2").arg(visit.clientName, format::dateTime(visit.start, visit.zone)),
                      call.said.isEmpty() ? visit.service : tr("wrote “%1”").arg(call.said.simplified().left(80)),
                      {{tr("Cancel visit…"), [this, visit] { m_keeper->setStatus(visit, VisitStatus::Cancelled); }},
                       {tr("Comes"), [this, visit] { m_keeper->setStatus(visit, VisitStatus::Confirmed); }}}});
    }
    if (silent > 0)
        items.append({u"calls"_s, Tone::Warn, tr("To call"), tr("%1 without an answer").arg(format::visits(silent)),
                      tr("Their clients were asked whether they come."), {{tr("Call list…"), [this] { showCalls(); }}}});
}

void AttentionCard::showCalls()
{
    auto *dialog = new CallListDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CallListDialog::changed, this, &AttentionCard::changed);
    dialog->open();
}

void AttentionCard::showError(const Error &error) { m_pane->showError(format::error(error)); }

void AttentionCard::addDiaryItems(QList<AttentionItem> &items)
{
    if (!m_lateMessages.isEmpty())
        items.append({u"late-messages"_s, Tone::Warn, tr("Late"), tr("%1 did not leave in time").arg(format::messages(m_lateMessages.size())),
                      tr("Look at them, then send or discard."), {{tr("Decide…"), [this] { showLateMessages(); }}}});
    if (!m_diary)
        return;
    const Instant now = m_context.clock.now();
    if (m_diary->refreshedAt && m_diary->stale)
        items.append({u"diary"_s, Tone::Warn, tr("Old diary"),
                      tr("The diary is %1 old, so reminders are held").arg(format::span(now - *m_diary->refreshedAt)),
                      m_diary->source, {{tr("Import…"), [this] { emit importAsked(); }}}});
    if (m_diary->late > 0)
        items.append({u"late"_s, Tone::Warn, tr("Late"),
                      tr("%1 came due while nothing was running").arg(format::reminders(m_diary->late)),
                      tr("Look at them, then send or discard."), {{tr("Decide…"), [this] { m_late.ask(); }}}});
    if (!m_onClosedDays.isEmpty())
        items.append({u"closed"_s, Tone::Warn, tr("Closed day"), tr("%1 booked on closed days").arg(format::visits(m_onClosedDays.size())),
                      format::holiday(m_onClosedDays.first().name) + u" · "_s
                          + format::date(m_onClosedDays.first().visit.start, m_onClosedDays.first().visit.zone),
                      {{tr("Show…"), [this] { emit closedDaysAsked(); }}}});
    QList<VisitId> vanished;
    for (const VisitView &visit : m_visits)
        if (visit.vanished)
            vanished.append(visit.id);
    if (vanished.size() > 1)
        items.append({u"vanished"_s, Tone::Warn, tr("Missing"),
                      tr("%1 are missing from the last import").arg(format::visits(vanished.size())),
                      tr("Their reminders are held until you decide."),
                      {{tr("Cancel all"), [this, vanished] { resolve(vanished, true); }},
                       {tr("Keep all"), [this, vanished] { resolve(vanished, false); }}}});
    for (const VisitView &visit : m_visits)
        if (visit.vanished)
            items.append({u"v:"_s + visit.id.value, Tone::Warn, tr("Missing"),
                          tr("%1, %2").arg(visit.clientName, format::dateTime(visit.start, visit.zone)),
                          tr("No longer in the imported diary"),
                          {{tr("Cancel"), [this, id = visit.id] { resolve({id}, true); }},
                           {tr("Keep"), [this, id = visit.id] { resolve({id}, false); }}}});
}

AttentionItem AttentionCard::itemOf(const DeliveryView &delivery)
{
    const DeliveryId id = delivery.id;
    const format::Marked mark = format::mark(delivery.state);
    AttentionItem item{u"d:"_s + id.value, mark.tone, mark.text,
                       format::messageTitle(delivery),
                       format::name(delivery.channel) + u" · "_s + delivery.recipient, {}};
    if (!delivery.reason.isEmpty())
        item.note += u" · "_s + format::reason(delivery.reason);
    item.note += u" · "_s + format::dateTime(delivery.updatedAt);
    if (delivery.state == DeliveryState::Uncertain)
        item.actions.append({format::name(Verdict::Arrived), [this, id] { judge(id, Verdict::Arrived); }});
    item.actions.append({format::name(Verdict::SendAgain), [this, id, name = delivery.clientName] {
                             m_context.prompts.confirm(
                                 this,
                                 {tr("Send this message again?"),
                                  tr("%1 may get it twice if the first one arrived.").arg(name), tr("Send again"), true},
                                 [this, id] { judge(id, Verdict::SendAgain); });
                         }});
    item.actions.append({format::name(Verdict::GiveUp), [this, id] { judge(id, Verdict::GiveUp); }});
    item.actions.append({tr("Story…"), [this, id] { tellStory(id); }});
    return item;
}

void AttentionCard::rebuild()
{
    QList<AttentionItem> items;
    for (const DeliveryView &delivery : std::as_const(m_uncertain))
        items.append(itemOf(delivery));
    for (const DeliveryView &delivery : std::as_const(m_deliveries))
        if (delivery.state == DeliveryState::Failed && delivery.createdAt > m_context.clock.now() - Hours(24))
            items.append(itemOf(delivery));
    addCalls(items);
    if (m_toSend > 0)
        items.append({u"assisted"_s, Tone::Warn, format::mark(DeliveryState::AwaitsPerson).text,
                      tr("%1 to send with your WhatsApp").arg(format::messages(m_toSend)), tr("They are listed below."),
                      {{tr("Show"), [this] { emit assistedAsked(); }}}});
    addDiaryItems(items);
    m_list->setItems(items);
    if (!items.isEmpty() || m_known) {
        setHint(m_diary && m_diary->refreshedAt
                    ? tr("diary updated %1").arg(format::age(*m_diary->refreshedAt, m_context.clock.now()))
                    : QString());
        if (items.isEmpty())
            m_pane->showEmpty(tr("Nothing needs you now"), tr("Doubtful messages and open questions appear here."));
        else
            m_pane->showContent();
    }
    emit listed();
}

void AttentionCard::showLate(const QList<ReminderPreview> &late)
{
    offer(tr("Late reminders"), tr("These reminders came due while nothing was running and are still useful."),
          allMessages({{}, late, {}}), format::reminders(late.size()), [this](bool send) { m_decide.ask({.send = send}); });
}

void AttentionCard::showLateMessages()
{
    offer(tr("Late messages"), tr("These messages follow from what happened in the shop, but did not leave in time. They still fit the diary."),
          m_lateMessages, format::messages(m_lateMessages.size()), [this](bool send) { m_decideMessages.ask({.send = send}); });
}

void AttentionCard::offer(const QString &title, const QString &why, const QList<MessagePreview> &messages, const QString &count,
                          std::function<void(bool)> decide)
{
    auto *dialog = new PreviewDialog(m_context.theme, title, why, tr("None is left."), messages, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!messages.isEmpty()) {
        dialog->addChoice(0, tr("Discard %1").arg(count), "danger");
        dialog->addChoice(1, tr("Send %1").arg(count), "primary");
    }
    connect(dialog, &PreviewDialog::chosen, this, [decide = std::move(decide)](int choice) { decide(choice == 1); });
    dialog->open();
}

void AttentionCard::tellStory(const DeliveryId &id)
{
    auto *dialog = new DeliveryDialog(m_context, id, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeliveryDialog::changed, this, &AttentionCard::changed);
    dialog->open();
}

void AttentionCard::judge(const DeliveryId &id, Verdict verdict) { m_judge.ask({.id = id, .verdict = verdict}); }

void AttentionCard::resolve(const QList<VisitId> &ids, bool cancel)
{
    if (!cancel) {
        m_resolve.ask({.ids = ids, .cancel = false});
        return;
    }
    m_context.prompts.confirm(this,
                              {tr("Cancel what is missing?"),
                               tr("%1 will be cancelled. Their reminders will not be sent.").arg(format::visits(ids.size())),
                               tr("Cancel visits"), true},
                              [this, ids] { m_resolve.ask({.ids = ids, .cancel = true}); });
}

void AttentionCard::explain(const QString &title, const Error &error) { m_context.prompts.tell(this, title, format::error(error)); }

} // namespace trato
