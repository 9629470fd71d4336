#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/messages.h"
#include "engine/shop/consent_ledger.h"
#include "engine/shop/diary_reader.h"
#include "engine/shop/local_time.h"
#include "engine/shop/planner.h"
#include "engine/shop/replies.h"
#include "engine/shop/till.h"

namespace trato {

/// Answers the questions about diary, clients and coming reminders. Lives on the engine thread, owned by the
/// composition; the parts outlive it.
class DiaryDesk final
{
public:
    struct Parts {
        ShopDatabase &shop;
        JobStore &store;
        Planner &planner;
        DeliveryLookup deliveries;
        const EngineSettings &settings;
        const Clock &clock;
        /// The text that this reminder would have.
        std::function<Result<QString>(const VisitRecord &, ReminderKind)> text;
        /// Notes that the next 24 hours were looked at; answers the proof of it.
        std::function<void(Reply<QString>)> seen;
        /// What happened and is told in [from, to).
        std::function<void(Instant from, Instant to, Reply<QList<MessagePreview>>)> wishes;
        Till &till;
        ConsentLedger &consents;
        Replies &replies;
        ReadDiary read;
        /// The first shop stands in this zone from now on.
        std::function<void(const QString &zone)> moved{};
    };
    explicit DiaryDesk(Parts parts);

    void answer(const ask::ListUnits &, Reply<QList<Unit>> reply);
    void answer(const ask::SaveUnit &question, Reply<Unit> reply);
    void answer(const ask::ListVisits &question, Reply<QList<VisitView>> reply);
    void answer(const ask::AddVisit &question, Reply<VisitView> reply);
    void answer(const ask::MoveVisit &question, Reply<VisitView> reply);
    void answer(const ask::SetVisitStatus &question, Reply<VisitView> reply);
    void answer(const ask::PayVisit &question, Reply<VisitView> reply);
    void answer(const ask::UnpayVisit &question, Reply<VisitView> reply);
    void answer(const ask::PreviewImport &question, Reply<ImportReport> reply);
    void answer(const ask::ApplyImport &question, Reply<ImportReport> reply);
    void answer(const ask::ResolveVanished &question, Reply<Done> reply);
    void answer(const ask::ShowDiary &, Reply<DiaryStatus> reply);
    void answer(const ask::ListClients &question, Reply<QList<Client>> reply);
    void answer(const ask::ShowClient &question, Reply<Client> reply);
    void answer(const ask::SaveClient &question, Reply<Client> reply);
    void answer(const ask::SetConsent &question, Reply<Client> reply);
    void answer(const ask::ShowConsent &question, Reply<ConsentFile> reply);
    void answer(const ask::RetryAddress &question, Reply<ConsentFile> reply);
    void answer(const ask::ListCalls &, Reply<QList<CallEntry>> reply);
    void answer(const ask::PreviewReminders &question, Reply<PreviewList> reply);
    void answer(const ask::ListLateReminders &, Reply<QList<ReminderPreview>> reply);
    void answer(const ask::DecideLateReminders &question, Reply<BulkReport> reply);

    /// Reminders due in [from, to), by due time.
    void remindersBetween(Instant from, Instant to, Reply<QList<ReminderPreview>> reply);

private:
    struct Import {
        ParsedDiary parsed{};
        quint64 revision = 0;
        Instant madeAt{};
    };
    struct Coming {
        QList<ReminderPreview> due{};
        bool known = true;            ///< the ledger could be read for every visit looked at
    };
    void coming(Instant from, Instant to, Reply<Coming> reply);
    /// Visits as people see them, with the state of their reminders.
    void describe(QList<VisitRecord> records, Reply<QList<VisitView>> reply);
    Reply<VisitRecord> asView(Reply<VisitView> reply);
    void withUnit(const UnitId &unit, Reply<Unit> reply);
    void preview(const Unit &unit, const ask::PreviewImport &question, Reply<ImportReport> reply);
    void preview(ParsedDiary parsed, Reply<ImportReport> reply);

    ReminderPreview previewOf(const VisitRecord &record, const VisitView &view, const ReminderView &reminder) const;

    const Parts m_parts;
    QHash<QString, std::shared_ptr<Import>> m_imports;   ///< by token
};

} // namespace trato
