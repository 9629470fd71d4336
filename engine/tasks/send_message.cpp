#include "engine/tasks/send_message.h"

#include "engine/tasks/task_json.h"
#include "engine/tasks/visit_check.h"
#include "engine/tasks/wish_reader.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis holdWait = Minutes(5);
constexpr Millis troubleWait = Seconds(10);

QMap<QString, QString> variablesOf(const QJsonObject &data)
{
    QMap<QString, QString> out;
    for (const QString &member : {u"data"_s, u"variables"_s}) { // the second wins (domain 1.3.1)
        const QJsonObject values = data.value(member).toObject();
        for (auto it = values.begin(); it != values.end(); ++it)
            out.insert(it.key(), it.value().isString() ? it.value().toString() : it.value().toVariant().toString());
    }
    return out;
}

/// What the job ends with. Nothing but "not sent yet" asks for another run.
JobOutcome outcomeOf(const Dispatched &said, Instant begun, Instant now)
{
    if (said.retryAfter)
        return JobOutcome::tryAgainIn(*said.retryAfter, said.reason);
    if (said.state == DeliveryState::Failed)
        return JobOutcome::unrecoverable(said.reason.isEmpty() ? u"refused by the provider"_s : said.reason);
    // What the provider has taken is sent, in the words of the site (domain 1.3.1).
    const bool sent = said.state == DeliveryState::Accepted;
    QJsonObject data{{u"status"_s, sent ? u"sent"_s : nameOf(said.state)},
                     {u"state"_s, nameOf(said.state)},
                     {u"delivery"_s, said.delivery.value},
                     {u"channel"_s, u"whatsapp"_s},
                     {u"timestamp"_s, taskjson::iso(now)}};
    if (!said.providerId.isEmpty())
        data.insert(u"messageId"_s, said.providerId);
    if (!said.reason.isEmpty())
        data.insert(u"reason"_s, said.reason);
    return JobOutcome::completed(taskjson::result(nameOf(said.state), data, now, begun));
}

} // namespace

struct SendMessage::Send {
    std::shared_ptr<JobContext> context{};
    Reply<JobOutcome> reply{};
    QJsonObject data{};
    Notification message{};
    Instant begun{};
};

SendMessage::SendMessage(ShopDatabase &shop, Templates &templates, Dispatcher &dispatcher, const EngineSettings &settings,
                         const Clock &clock, const WishReader *wishes)
    : m_shop(shop), m_templates(templates), m_dispatcher(dispatcher), m_settings(settings), m_clock(clock), m_wishes(wishes)
{
}

Handler::Traits SendMessage::traits() const
{
    // Longer than the provider's time-out can be, so that a send is never cut by the job's own limit.
    return {.timeLimit = Seconds(150), .attempts = 10, .backoff = {Backoff::Kind::Exponential, Seconds(2), 0.5}};
}

QString messageKey(const QueueName &queue, const JobId &id, const QByteArray &data)
{
    const auto object = taskjson::object(data);
    const QString given = object ? object->value(u"dedupeKey"_s).toString() : QString();
    return given.isEmpty() ? u"job_"_s + queue.value + u'_' + id.value : given;
}

void SendMessage::run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply)
{
    const auto data = taskjson::object(context->job().data);
    const auto send = std::make_shared<Send>();
    send->context = std::move(context);
    send->reply = std::move(reply);
    send->begun = m_clock.now();
    if (!data)
        return send->reply(JobOutcome::unrecoverable(u"the job's data is not an object"_s));
    send->data = *data;
    const QString type = data->value(u"type"_s).toString(u"whatsapp"_s);
    if (type != u"whatsapp")
        return send->reply(JobOutcome::unrecoverable(u"this queue carries WhatsApp messages, not "_s + type.left(20)));
    const ClaimedJob &job = send->context->job();
    Notification &m = send->message;
    m.queue = job.queue.value;
    m.jobId = job.id.value;
    m.dedupeKey = messageKey(job.queue, job.id, job.data);
    m.templateId = {data->value(u"template"_s).toString()};
    m.visitId = data->value(u"appointmentId"_s).toString();
    m.clientId = data->value(u"clientId"_s).toString();
    m.reminderType = data->value(u"reminderType"_s).toString();
    m.startAt = taskjson::instant(*data, u"startAt"_s);
    m.expiresAt = taskjson::instant(*data, u"expiresAt"_s);
    if (const auto kind = enumFromName<MessageKind>(m.reminderType); m_wishes && kind && !isReminder(*kind))
        return wishMessage(send);
    const bool addressed = data->contains(u"phoneNumber"_s) || data->contains(u"recipient"_s);
    if (!m.visitId.isEmpty() && !addressed)
        return visitMessage(send);
    plainMessage(send);
}

void SendMessage::skip(const SendPtr &send, const QString &reason)
{
    m_dispatcher.skip(send->message, reason, [this, send](Result<Dispatched> said) {
        send->reply(said ? outcomeOf(said.value(), send->begun, m_clock.now())
                         : JobOutcome::tryAgainIn(troubleWait, said.error().detail));
    });
}

void SendMessage::visitMessage(const SendPtr &send)
{
    loadVisit(m_shop, {send->message.visitId}, [this, send](Result<VisitNow> found) {
        if (found)
            return checkedVisit(send, found.value().visit, found.value().freshness);
        if (found.error().code == Error::Code::NotFound)
            return skip(send, u"gone"_s);
        send->reply(JobOutcome::tryAgainIn(troubleWait, found.error().detail));
    });
}

void SendMessage::checkedVisit(const SendPtr &send, const VisitRecord &visit, const DiaryFreshness &freshness)
{
    Notification &m = send->message;
    m.recipient = visit.client.phone;
    m.clientId = visit.client.id.value;
    m.clientName = visit.client.name;
    const auto kind = enumFromName<ReminderKind>(m.reminderType);
    const Instant now = m_clock.now();
    const VisitCheck check = checkVisit(visit, kind, m.startAt, m_settings, freshness, now);
    if (check.say == VisitCheck::Say::Hold)
        return send->reply(JobOutcome::tryAgainIn(holdWait, check.reason));
    if (check.say == VisitCheck::Say::Skip)
        return skip(send, check.reason);
    if (!m.expiresAt)
        m.expiresAt = check.expiresAt;
    QMap<QString, QString> variables = visitVariables(visit, now);
    variables.insert(variablesOf(send->data));
    const Result<Rendered> rendered = m_templates.render(m.templateId, variables);
    if (!rendered)
        return send->reply(JobOutcome::unrecoverable(rendered.error().detail));
    m.text = rendered.value().text;
    m.parameters = rendered.value().parameters;
    m.providerTemplate = rendered.value().providerTemplate;
    m.language = rendered.value().language;
    dispatch(send);
}

/// The wish is taken right before it leaves: what changes later is told as a further change, what changed before then has
/// replaced it.
void SendMessage::wishMessage(const SendPtr &send)
{
    const QString key = send->message.dedupeKey;
    const auto replaced = [this, send] {
        send->reply(JobOutcome::completed(taskjson::result(u"skipped: something newer happened"_s, {{u"status"_s, u"replaced"_s}}, m_clock.now(), send->begun)));
    };
    m_wishes->read(key, [this, send, key, replaced](Result<WishMessage> read) {
        if (!read)
            return read.error().code == Error::Code::NotFound ? replaced()
                                                              : send->reply(JobOutcome::tryAgainIn(troubleWait, read.error().detail));
        const WishMessage &wish = read.value();
        if (wish.check.say == VisitCheck::Say::Hold)
            return send->reply(JobOutcome::tryAgainIn(holdWait, wish.check.reason));
        if (wish.check.say == VisitCheck::Say::Go && !wish.problem.isEmpty())
            return send->reply(JobOutcome::unrecoverable(wish.problem));
        Notification message = wish.message;
        message.queue = send->message.queue;
        message.jobId = send->message.jobId;
        send->message = message;
        m_wishes->take(key, [this, send, check = wish.check, replaced](Result<Done> taken) {
            if (!taken)
                return taken.error().code == Error::Code::NotFound
                    ? replaced()
                    : send->reply(JobOutcome::tryAgainIn(troubleWait, taken.error().detail));
            check.say == VisitCheck::Say::Go ? dispatch(send) : skip(send, check.reason);
        });
    });
}

void SendMessage::plainMessage(const SendPtr &send)
{
    Notification &m = send->message;
    const QString to = send->data.value(u"phoneNumber"_s).toString(send->data.value(u"recipient"_s).toString());
    const Result<QString> number = messageNumber(to);
    if (!number)
        return send->reply(JobOutcome::unrecoverable(u"phone: "_s + number.error().detail));
    m.recipient = number.value();
    const QMap<QString, QString> variables = variablesOf(send->data);
    m.clientName = variables.value(u"clientName"_s);
    if (m.templateId.isEmpty()) {
        const Result<QString> text = freeText(send->data.value(u"message"_s).toString());
        if (!text)
            return send->reply(JobOutcome::unrecoverable(u"no template, and "_s + text.error().detail));
        m.text = text.value();
    } else {
        const Result<Rendered> rendered = m_templates.render(m.templateId, variables);
        if (!rendered)
            return send->reply(JobOutcome::unrecoverable(rendered.error().detail));
        m.text = rendered.value().text;
        m.parameters = rendered.value().parameters;
        m.providerTemplate = rendered.value().providerTemplate;
        m.language = rendered.value().language;
    }
    m_shop.mayWrite({m.clientId}, m.recipient, [this, send](Result<bool> may) {
        if (!may)
            return send->reply(JobOutcome::tryAgainIn(troubleWait, may.error().detail));
        may.value() ? dispatch(send) : skip(send, u"no_consent"_s);
    });
}

void SendMessage::dispatch(const SendPtr &send)
{
    m_dispatcher.dispatch(send->message, send->context, [this, send](Result<Dispatched> said) {
        if (said)
            return send->reply(outcomeOf(said.value(), send->begun, m_clock.now()));
        if (said.error().code == Error::Code::Refused)
            return send->reply(JobOutcome::unrecoverable(said.error().detail));
        // Store or ledger in trouble: nothing left the house, or the fence holds.
        send->reply(JobOutcome::tryAgainIn(troubleWait, said.error().detail));
    });
}

} // namespace trato
