#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/shop.h"
#include "ui/pages/attention_list.h"
#include "ui/pages/page.h"
#include "ui/widgets/card.h"

namespace trato {

class StatePane;
class VisitKeeper;

/// What needs a person: doubtful messages and open questions of the diary, each with what can be done about it. Main
/// thread; owned by the overview, which brings the answers.
class AttentionCard final : public Card
{
    Q_OBJECT
public:
    explicit AttentionCard(const PageContext &context, QWidget *parent = nullptr);

    void setUncertain(const QList<DeliveryView> &uncertain);
    /// The newest messages; those that failed in the last 24 hours need a person.
    void setDeliveries(const QList<DeliveryView> &deliveries);
    void setVisits(const QList<VisitView> &visits);
    void setDiary(const DiaryStatus &diary);
    /// Messages about what happened that wait for "send or discard".
    void setLateMessages(const QList<MessagePreview> &late);
    /// Messages that a person sends, which the card below lists.
    void setToSend(qint64 count);
    void setOnClosedDays(const QList<ClosedVisit> &visits);
    void setCalls(const QList<CallEntry> &calls);
    void showError(const Error &error);

    AttentionList &list() const { return *m_list; }
    /// Whether the messages were read at least once.
    bool known() const { return m_known; }
    qsizetype uncertain() const { return m_uncertain.size(); }

signals:
    /// The list was made anew.
    void listed();
    /// Something was done, or loading is tried again.
    void changed();
    void importAsked();
    void closedDaysAsked();
    void assistedAsked();

private:
    void rebuild();
    void addDiaryItems(QList<AttentionItem> &items);
    void addCalls(QList<AttentionItem> &items);
    void showCalls();
    AttentionItem itemOf(const DeliveryView &delivery);
    void showLate(const QList<ReminderPreview> &late);
    void showLateMessages();
    void offer(const QString &title, const QString &why, const QList<MessagePreview> &messages, const QString &count, std::function<void(bool)> decide);
    void tellStory(const DeliveryId &id);
    void judge(const DeliveryId &id, Verdict verdict);
    void resolve(const QList<VisitId> &ids, bool cancel);
    void explain(const QString &title, const Error &error);

    PageContext m_context;
    AttentionList *m_list;
    StatePane *m_pane;
    QList<DeliveryView> m_deliveries;
    bool m_known = false;
    QList<DeliveryView> m_uncertain;
    QList<VisitView> m_visits;
    QList<MessagePreview> m_lateMessages;
    qint64 m_toSend = 0;
    QList<ClosedVisit> m_onClosedDays;
    QList<CallEntry> m_calls;
    VisitKeeper *m_keeper;
    std::optional<DiaryStatus> m_diary{};
    Asker<ask::ListLateReminders> m_late;
    Asker<ask::DecideLateReminders> m_decide;
    Asker<ask::DecideLateMessages> m_decideMessages;
    Asker<ask::JudgeDelivery> m_judge;
    Asker<ask::ResolveVanished> m_resolve;
};

} // namespace trato
