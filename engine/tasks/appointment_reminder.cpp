#include "engine/tasks/appointment_reminder.h"

#include "engine/notify/message_job.h"
#include "engine/notify/templates.h"
#include "engine/shop/reminder_plan.h"
#include "engine/tasks/task_json.h"
#include "engine/tasks/visit_check.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis holdWait = Minutes(5);
constexpr Millis troubleWait = Seconds(10);

} // namespace

struct AppointmentReminder::Due {
    std::shared_ptr<JobContext> context{};
    Reply<JobOutcome> reply{};
    VisitId visit{};
    ClientId client{};
    Instant start{};
    ReminderKind kind = ReminderKind::DayBefore;
    Instant begun{};

    QString key() const { return reminderKey(visit, kind, start); } ///< whatever id the job has
};

AppointmentReminder::AppointmentReminder(ShopDatabase &shop, JobStore &store, Dispatcher &dispatcher,
                                         const EngineSettings &settings, const Clock &clock)
    : m_shop(shop), m_store(store), m_dispatcher(dispatcher), m_settings(settings), m_clock(clock)
{
}

Handler::Traits AppointmentReminder::traits() const
{
    return {.timeLimit = Seconds(30), .attempts = 10, .backoff = {Backoff::Kind::Exponential, Seconds(2), 0.5}};
}

void AppointmentReminder::run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply)
{
    const auto data = taskjson::object(context->job().data);
    const auto start = taskjson::instant(data.value_or(QJsonObject()), u"appointmentDate"_s);
    const auto due = std::make_shared<Due>();
    due->context = std::move(context);
    due->reply = std::move(reply);
    due->begun = m_clock.now();
    const auto kind = enumFromName<ReminderKind>(data ? data->value(u"reminderType"_s).toString() : QString());
    due->visit = {data ? data->value(u"appointmentId"_s).toString() : QString()};
    if (!start || !kind || due->visit.isEmpty())
        return due->reply(JobOutcome::unrecoverable(u"the job's data is not a reminder's"_s));
    due->start = *start;
    due->kind = *kind;
    due->client = {data->value(u"clientId"_s).toString()};
    decide(due);
}

void AppointmentReminder::decide(const std::shared_ptr<Due> &due)
{
    loadVisit(m_shop, due->visit, [this, due](Result<VisitNow> found) {
        if (!found && found.error().code != Error::Code::NotFound)
            return due->reply(JobOutcome::tryAgainIn(troubleWait, found.error().detail));
        const VisitRecord visit = found ? found.value().visit : VisitRecord{.id = due->visit};
        VisitCheck check{VisitCheck::Say::Skip, u"gone"_s, std::nullopt};
        if (found)
            check = checkVisit(visit, due->kind, due->start, m_settings, found.value().freshness, m_clock.now());
        if (check.say == VisitCheck::Say::Hold)
            return due->reply(JobOutcome::tryAgainIn(holdWait, check.reason));
        if (check.say == VisitCheck::Say::Go)
            return addMessage(due, visit, *check.expiresAt);
        Notification message;
        message.dedupeKey = due->key();
        message.templateId = reminderTemplate(due->kind);
        message.recipient = visit.client.phone;
        message.clientId = visit.client.id.value.isEmpty() ? due->client.value : visit.client.id.value;
        message.clientName = visit.client.name;
        message.visitId = due->visit.value;
        message.reminderType = nameOf(due->kind);
        message.startAt = due->start;
        message.queue = due->context->job().queue.value;
        message.jobId = due->context->job().id.value;
        message.expiresAt = check.expiresAt;
        m_dispatcher.skip(message, check.reason, [this, due, reason = check.reason](Result<Dispatched> said) {
            if (!said)
                return due->reply(JobOutcome::tryAgainIn(troubleWait, said.error().detail));
            due->reply(JobOutcome::completed(taskjson::result(u"skipped: "_s + reason,
                                                              {{u"appointmentId"_s, due->visit.value},
                                                               {u"clientId"_s, due->client.value},
                                                               {u"reminderType"_s, nameOf(due->kind)},
                                                               {u"processedAt"_s, taskjson::iso(m_clock.now())},
                                                               {u"status"_s, nameOf(said.value().state)},
                                                               {u"reason"_s, said.value().reason}},
                                                              m_clock.now(), due->begun)));
        });
    });
}

void AppointmentReminder::addMessage(const std::shared_ptr<Due> &due, const VisitRecord &visit, Instant expiresAt)
{
    const QJsonObject data{
        {u"type"_s, u"whatsapp"_s},
        {u"template"_s, reminderTemplate(due->kind).value},
        {u"appointmentId"_s, visit.id.value},
        {u"clientId"_s, visit.client.id.value},
        {u"unidadeId"_s, visit.unit.id.value},
        {u"dedupeKey"_s, due->key()},
        {u"reminderType"_s, nameOf(due->kind)},
        {u"startAt"_s, taskjson::iso(due->start)},
        {u"expiresAt"_s, taskjson::iso(expiresAt)},
        {u"purpose"_s, u"utility"_s},
    };
    NewJob job;
    job.queue = messageQueue();
    job.name = u"send-whatsapp"_s;
    job.data = {QJsonDocument(data).toJson(QJsonDocument::Compact)};
    job.options.jobId = messageJobId(due->key());
    job.options.priority = due->kind == ReminderKind::HourBefore ? 1 : 2;
    job.options.attempts = 10;
    job.options.backoff = {Backoff::Kind::Exponential, Seconds(2), 0.5};
    m_store.add({job}, [this, due, id = job.options.jobId](Result<QList<Added>> added) {
        if (!added)
            return due->reply(JobOutcome::tryAgainIn(troubleWait, added.error().detail));
        due->reply(JobOutcome::completed(taskjson::result(u"message queued"_s,
                                                          {{u"appointmentId"_s, due->visit.value},
                                                           {u"clientId"_s, due->client.value},
                                                           {u"reminderType"_s, nameOf(due->kind)},
                                                           {u"processedAt"_s, taskjson::iso(m_clock.now())},
                                                           {u"messageJobId"_s, id}},
                                                          m_clock.now(), due->begun)));
    });
}

} // namespace trato
