#pragma once

#include "engine/api/appointment.h"
#include "engine/api/frame.h"
#include "engine/api/metric.h"
#include "engine/api/result.h"

/// Everything a face may ask the engine. A question is a value: its `name` travels over the local socket, its
/// `Answer` is what comes back. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato
{

/// One line of `doctor`. `way` is the key of the way out; words are made by the face.
struct HealthCheck {
    QString name{};
    bool ok = false;
    bool warning = false; ///< works, but should be looked at
    QString detail{};
    QString way{};
    friend bool operator==(const HealthCheck &, const HealthCheck &) = default;
    static constexpr auto fields()
    {
        using H = HealthCheck;
        return std::tuple(field("name", &H::name), field("ok", &H::ok), field("warning", &H::warning),
                          field("detail", &H::detail), field("way", &H::way));
    }
};

namespace ask
{
// ---- Jobs and queues -------------------------------------------------------------------------------------
struct ListQueues {
    static constexpr auto name = "queues.list";
    using Answer = QList<QueueView>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Finished jobs per minute; at most 1,440 minutes.
struct QueueThroughput {
    static constexpr auto name = "queues.throughput";
    using Answer = QueueHistory;
    QueueName queue{};
    int minutes = 60;
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &QueueThroughput::queue),
                          field("minutes", &QueueThroughput::minutes));
    }
};
struct ListJobs {
    static constexpr auto name = "jobs.list";
    using Answer = JobPage;
    JobQuery query{};
    static constexpr auto fields() { return std::tuple(field("query", &ListJobs::query)); }
};
/// NotFound when there is no such job. The payload is complete: it may hold personal data.
struct ShowJob {
    static constexpr auto name = "jobs.show";
    using Answer = JobDetail;
    QueueName queue{};
    JobId id{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &ShowJob::queue), field("id", &ShowJob::id));
    }
};
/// All or nothing; durable when answered. Invalid names the first job that breaks a rule.
struct AddJobs {
    static constexpr auto name = "jobs.add";
    using Answer = QList<Added>;
    QList<NewJob> jobs{};
    static constexpr auto fields() { return std::tuple(field("jobs", &AddJobs::jobs)); }
};
/// Retry of a job whose fence says accepted or uncertain is refused and listed in the report.
struct ActOnJobs {
    static constexpr auto name = "jobs.act";
    using Answer = BulkReport;
    QueueName queue{};
    JobAct act = JobAct::Retry;
    QList<JobId> ids{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &ActOnJobs::queue), field("act", &ActOnJobs::act),
                          field("ids", &ActOnJobs::ids));
    }
};
/// Computes once which jobs an act would touch; newest 100,000 at most.
struct FreezeJobs {
    static constexpr auto name = "jobs.freeze";
    using Answer = FrozenSet;
    QueueName queue{};
    JobState state = JobState::Failed;
    QString cause{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &FreezeJobs::queue), field("state", &FreezeJobs::state),
                          field("cause", &FreezeJobs::cause));
    }
};
/// NotFound when the set is older than 10 minutes.
struct ActOnFrozen {
    static constexpr auto name = "jobs.act_frozen";
    using Answer = BulkReport;
    QString token{};
    JobAct act = JobAct::Retry;
    static constexpr auto fields()
    {
        return std::tuple(field("token", &ActOnFrozen::token), field("act", &ActOnFrozen::act));
    }
};
struct PauseQueue {
    static constexpr auto name = "queues.pause";
    using Answer = Done;
    QueueName queue{};
    bool paused = true;
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &PauseQueue::queue), field("paused", &PauseQueue::paused));
    }
};
/// Removes what waits; with `delayed` also what is delayed. Active jobs stay.
struct DrainQueue {
    static constexpr auto name = "queues.drain";
    using Answer = BulkReport;
    QueueName queue{};
    bool delayed = false;
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &DrainQueue::queue), field("delayed", &DrainQueue::delayed));
    }
};
struct CleanQueue {
    static constexpr auto name = "queues.clean";
    using Answer = BulkReport;
    QueueName queue{};
    CleanOrder order{};
    static constexpr auto fields()
    {
        return std::tuple(field("queue", &CleanQueue::queue), field("order", &CleanQueue::order));
    }
};
struct ListWorkers {
    static constexpr auto name = "workers.list";
    using Answer = QList<WorkerView>;
    static constexpr auto fields() { return std::tuple<>(); }
};

// ---- Diary -----------------------------------------------------------------------------------------------
struct ListUnits {
    static constexpr auto name = "units.list";
    using Answer = QList<Unit>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Visits that start in [from, to), by start, at most 2,000.
struct ListVisits {
    static constexpr auto name = "visits.list";
    using Answer = QList<VisitView>;
    Instant from{};
    Instant to{};
    QString search{};
    static constexpr auto fields()
    {
        return std::tuple(field("from", &ListVisits::from), field("to", &ListVisits::to),
                          field("search", &ListVisits::search));
    }
};
/// Invalid: the detail starts with the name of the field.
struct AddVisit {
    static constexpr auto name = "visits.add";
    using Answer = VisitView;
    VisitDraft draft{};
    static constexpr auto fields() { return std::tuple(field("draft", &AddVisit::draft)); }
};
/// New start as wall-clock time of the unit, yyyy-MM-ddTHH:mm.
struct MoveVisit {
    static constexpr auto name = "visits.move";
    using Answer = VisitView;
    VisitId id{};
    QString localStart{};
    static constexpr auto fields()
    {
        return std::tuple(field("id", &MoveVisit::id), field("localStart", &MoveVisit::localStart));
    }
};
struct SetVisitStatus {
    static constexpr auto name = "visits.status";
    using Answer = VisitView;
    VisitId id{};
    VisitStatus status = VisitStatus::Cancelled;
    static constexpr auto fields()
    {
        return std::tuple(field("id", &SetVisitStatus::id), field("status", &SetVisitStatus::status));
    }
};
/// Parses and compares, changes nothing. At most 32 MiB.
struct PreviewImport {
    static constexpr auto name = "diary.preview_import";
    using Answer = ImportReport;
    QString fileName{};
    QByteArray content{};
    static constexpr auto fields()
    {
        return std::tuple(field("fileName", &PreviewImport::fileName),
                          field("content", &PreviewImport::content));
    }
};
/// NotFound when the preview is older than 30 minutes, Conflict when the diary changed since.
struct ApplyImport {
    static constexpr auto name = "diary.apply_import";
    using Answer = ImportReport;
    QString token{};
    static constexpr auto fields() { return std::tuple(field("token", &ApplyImport::token)); }
};
/// What happens to visits that vanished from the newest import: cancelled, or kept as they are.
struct ResolveVanished {
    static constexpr auto name = "diary.resolve_vanished";
    using Answer = Done;
    QList<VisitId> ids{};
    bool cancel = true;
    static constexpr auto fields()
    {
        return std::tuple(field("ids", &ResolveVanished::ids), field("cancel", &ResolveVanished::cancel));
    }
};
struct ShowDiary {
    static constexpr auto name = "diary.status";
    using Answer = DiaryStatus;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Phones and e-mails masked. At most 500.
struct ListClients {
    static constexpr auto name = "clients.list";
    using Answer = QList<Client>;
    QString search{};
    static constexpr auto fields() { return std::tuple(field("search", &ListClients::search)); }
};
/// Unmasked.
struct ShowClient {
    static constexpr auto name = "clients.show";
    using Answer = Client;
    ClientId id{};
    static constexpr auto fields() { return std::tuple(field("id", &ShowClient::id)); }
};
/// Adds (empty id) or changes; the phone in any Brazilian spelling.
struct SaveClient {
    static constexpr auto name = "clients.save";
    using Answer = Client;
    Client client{};
    static constexpr auto fields() { return std::tuple(field("client", &SaveClient::client)); }
};
/// Whether service messages may go to this client by WhatsApp; `source` says who said so.
struct SetConsent {
    static constexpr auto name = "consent.set";
    using Answer = Client;
    ClientId id{};
    bool allowed = true;
    QString source{};
    static constexpr auto fields()
    {
        return std::tuple(field("id", &SetConsent::id), field("allowed", &SetConsent::allowed),
                          field("source", &SetConsent::source));
    }
};

// ---- Messages --------------------------------------------------------------------------------------------
/// Reminders due in [from, to) with their texts.
struct PreviewReminders {
    static constexpr auto name = "reminders.preview";
    using Answer = PreviewList;
    Instant from{};
    Instant to{};
    static constexpr auto fields()
    {
        return std::tuple(field("from", &PreviewReminders::from), field("to", &PreviewReminders::to));
    }
};
/// Still useful reminders that were due while nothing ran.
struct ListLateReminders {
    static constexpr auto name = "reminders.late";
    using Answer = QList<ReminderPreview>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Send or discard every reminder that waits for the decision.
struct DecideLateReminders {
    static constexpr auto name = "reminders.decide_late";
    using Answer = BulkReport;
    bool send = false;
    static constexpr auto fields() { return std::tuple(field("send", &DecideLateReminders::send)); }
};
/// Newest first. `state` empty = all.
struct ListDeliveries {
    static constexpr auto name = "deliveries.list";
    using Answer = DeliveryPage;
    QString search{};
    std::optional<DeliveryState> state{};
    int limit = 100;
    qint64 offset = 0;
    static constexpr auto fields()
    {
        return std::tuple(field("search", &ListDeliveries::search), field("state", &ListDeliveries::state),
                          field("limit", &ListDeliveries::limit), field("offset", &ListDeliveries::offset));
    }
};
/// Re-checks the visit; Refused with the reason when it must not go out any more.
struct PrepareAssisted {
    static constexpr auto name = "deliveries.assist";
    using Answer = AssistedMessage;
    DeliveryId id{};
    static constexpr auto fields() { return std::tuple(field("id", &PrepareAssisted::id)); }
};
/// Conflict when the verdict does not fit the delivery's state.
struct JudgeDelivery {
    static constexpr auto name = "deliveries.judge";
    using Answer = DeliveryView;
    DeliveryId id{};
    Verdict verdict = Verdict::Sent;
    static constexpr auto fields()
    {
        return std::tuple(field("id", &JudgeDelivery::id), field("verdict", &JudgeDelivery::verdict));
    }
};
/// One message by hand. `dryRun` renders and checks only: nothing is stored, state would_send, reason holds
/// the text.
struct SendMessage {
    static constexpr auto name = "messages.send";
    using Answer = DeliveryView;
    Channel channel = Channel::WhatsApp;
    QString to{};
    TemplateId templateId{};
    QMap<QString, QString> variables{};
    bool dryRun = false;
    static constexpr auto fields()
    {
        return std::tuple(field("channel", &SendMessage::channel), field("to", &SendMessage::to),
                          field("templateId", &SendMessage::templateId),
                          field("variables", &SendMessage::variables), field("dryRun", &SendMessage::dryRun));
    }
};
struct ListChannels {
    static constexpr auto name = "channels.list";
    using Answer = QList<ChannelView>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Live needs the token of a preview of the next 24 hours, else Refused.
struct SetChannelWay {
    static constexpr auto name = "channels.set";
    using Answer = ChannelView;
    Channel channel = Channel::WhatsApp;
    ChannelWay way = ChannelWay::Training;
    QString previewToken{};
    static constexpr auto fields()
    {
        return std::tuple(field("channel", &SetChannelWay::channel), field("way", &SetChannelWay::way),
                          field("previewToken", &SetChannelWay::previewToken));
    }
};
struct ListTemplates {
    static constexpr auto name = "templates.list";
    using Answer = QList<TemplateView>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Rendered text; missing variables are Invalid.
struct PreviewTemplate {
    static constexpr auto name = "templates.preview";
    using Answer = QString;
    TemplateId id{};
    QMap<QString, QString> variables{};
    static constexpr auto fields()
    {
        return std::tuple(field("id", &PreviewTemplate::id), field("variables", &PreviewTemplate::variables));
    }
};

// ---- Engine ----------------------------------------------------------------------------------------------
struct ShowStatus {
    static constexpr auto name = "engine.status";
    using Answer = EngineStatus;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Newest last.
struct ListLog {
    static constexpr auto name = "engine.log";
    using Answer = QList<LogLine>;
    LogLevel level = LogLevel::Info;
    int limit = 200;
    static constexpr auto fields()
    {
        return std::tuple(field("level", &ListLog::level), field("limit", &ListLog::limit));
    }
};
/// The last `minutes` minutes, at most 1,440.
struct ShowTimings {
    static constexpr auto name = "metrics.timings";
    using Answer = TimingReport;
    int minutes = 60;
    static constexpr auto fields() { return std::tuple(field("minutes", &ShowTimings::minutes)); }
};
/// Every setting by key, as text. Never secrets.
struct ReadSettings {
    static constexpr auto name = "settings.read";
    using Answer = QMap<QString, QString>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Invalid names the first key that is unknown or out of range; then nothing changed.
struct ChangeSettings {
    static constexpr auto name = "settings.change";
    using Answer = Done;
    QMap<QString, QString> values{};
    static constexpr auto fields() { return std::tuple(field("values", &ChangeSettings::values)); }
};
/// Profile, disk, clock, zone, SQLite version, credentials.
struct CheckHealth {
    static constexpr auto name = "engine.doctor";
    using Answer = QList<HealthCheck>;
    static constexpr auto fields() { return std::tuple<>(); }
};
/// Orderly stop: what is in hand is finished or returned within 5 s.
struct StopEngine {
    static constexpr auto name = "engine.stop";
    using Answer = Done;
    static constexpr auto fields() { return std::tuple<>(); }
};

} // namespace ask

using Question = std::variant<
    ask::ListQueues, ask::QueueThroughput, ask::ListJobs, ask::ShowJob, ask::AddJobs, ask::ActOnJobs,
    ask::FreezeJobs, ask::ActOnFrozen, ask::PauseQueue, ask::DrainQueue, ask::CleanQueue, ask::ListWorkers,
    ask::ListUnits, ask::ListVisits, ask::AddVisit, ask::MoveVisit, ask::SetVisitStatus, ask::PreviewImport,
    ask::ApplyImport, ask::ResolveVanished, ask::ShowDiary, ask::ListClients, ask::ShowClient,
    ask::SaveClient, ask::SetConsent, ask::PreviewReminders, ask::ListLateReminders, ask::DecideLateReminders,
    ask::ListDeliveries, ask::PrepareAssisted, ask::JudgeDelivery, ask::SendMessage, ask::ListChannels,
    ask::SetChannelWay, ask::ListTemplates, ask::PreviewTemplate, ask::ShowStatus, ask::ListLog,
    ask::ShowTimings, ask::ReadSettings, ask::ChangeSettings, ask::CheckHealth, ask::StopEngine>;

} // namespace trato
