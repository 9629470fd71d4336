#include "engine/notify/channel_plan.h"
#include "engine/tasks/message_key.h"
#include "engine/tasks/send_parts.h"
#include "engine/tasks/site_message.h"
#include "engine/tasks/visit_check.h"
#include "engine/tasks/wish_reader.h"

#include <QJsonArray>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis holdWait = Minutes(5);

/// What the job ends with. Nothing but "not sent yet" asks for another run.
JobOutcome outcomeOf(const Dispatched &said, Instant begun, Instant now)
{
    if (said.retryAfter)
        return JobOutcome::tryAgainIn(*said.retryAfter, said.reason);
    if (said.state == DeliveryState::Failed)
        return JobOutcome::unrecoverable(said.reason.isEmpty() ? u"refused by the provider"_s : said.reason);
    // What the provider has taken is sent, in the words of the site (domain 1.3.1).
    const bool sent = said.state == DeliveryState::Accepted || said.state == DeliveryState::Sent;
    QJsonObject data{{u"status"_s, sent ? u"sent"_s : nameOf(said.state)},
                     {u"state"_s, nameOf(said.state)},
                     {u"delivery"_s, said.delivery.value},
                     {u"channel"_s, nameOf(said.channel)},
                     {u"timestamp"_s, taskjson::iso(now)}};
    if (!said.providerId.isEmpty())
        data.insert(u"messageId"_s, said.providerId);
    if (!said.reason.isEmpty())
        data.insert(u"reason"_s, said.reason);
    return JobOutcome::completed(taskjson::result(nameOf(said.state), data, now, begun));
}

/// A variable that is missing, or has no value where the channel needs one.
bool isAboutVariable(const Error &error)
{
    return error.code == Error::Code::Invalid && (error.detail.startsWith(u"variable ") || error.detail.startsWith(u"empty "));
}

/// The subject of a message without a template. The site's producer does not fill in what it names (domain 1.3.2).
Result<QString> freeSubject(const QJsonObject &data)
{
    const QString subject = data.value(u"subject"_s).toString();
    if (!subject.contains(u"{{"))
        return subject;
    const Result<Rendered> filled = renderTemplate({.channel = Channel::Email, .source = u"-"_s, .subject = subject}, messageVariables(data));
    return filled ? Result<QString>(filled.value().subject) : Result<QString>(filled.error());
}

/// Nothing was sent. Store or ledger in trouble: nothing left the house, or the fence holds.
JobOutcome outcomeOf(const Error &error)
{
    return error.code == Error::Code::Refused ? JobOutcome::unrecoverable(error.detail) : JobOutcome::tryAgainIn(troubleWait, error.detail);
}

} // namespace

SendMessage::SendMessage(ShopDatabase &shop, Templates &templates, Dispatcher &dispatcher, const EngineSettings &settings,
                         const Clock &clock, const WishReader *wishes, ShopBook *book)
    : m_shop(shop), m_templates(templates), m_dispatcher(dispatcher), m_settings(settings), m_clock(clock), m_wishes(wishes), m_book(book)
{
}

Handler::Traits SendMessage::traits() const
{
    // Longer than the provider's time-out can be, so that a send is never cut by the job's own limit.
    return {.timeLimit = Seconds(150), .attempts = 10, .backoff = {Backoff::Kind::Exponential, Seconds(2), 0.5}};
}

void SendMessage::run(std::shared_ptr<JobContext> context, Reply<JobOutcome> reply)
{
    const auto given = taskjson::object(context->job().data);
    const auto send = std::make_shared<Send>();
    send->context = std::move(context);
    send->reply = std::move(reply);
    send->begun = m_clock.now();
    if (!given)
        return send->reply(JobOutcome::unrecoverable(u"the job's data is not an object"_s));
    if (isPlainNotification(*given))
        send->reply = [reply = send->reply, data = *given](Result<JobOutcome> outcome) {
            if (outcome && outcome.value().kind == JobOutcome::Kind::Completed)
                return reply(JobOutcome::completed(notificationResult(outcome.value().result, data)));
            reply(std::move(outcome));
        };
    send->data = siteMessage(*given);
    const QJsonObject *const data = &send->data;
    const QString type = data->value(u"type"_s).toString(u"whatsapp"_s);
    const auto channel = enumFromName<Channel>(type);
    if (!channel)
        return send->reply(JobOutcome::unrecoverable(u"this queue carries messages, not "_s + type.left(20)));
    const ClaimedJob &job = send->context->job();
    Notification &m = send->message;
    m.channel = *channel;
    m.queue = job.queue.value;
    m.jobId = job.id.value;
    const MessageKeys keys = messageKeys(job.queue, job.id, job.createdAt, *data);
    m.dedupeKey = keys.key;
    m.contentMark = keys.contentMark;
    m.templateId = {data->value(u"template"_s).toString()};
    m.visitId = data->value(u"appointmentId"_s).toString();
    m.clientId = data->value(u"clientId"_s).toString();
    m.reminderType = data->value(u"reminderType"_s).toString();
    m.category = data->value(u"purpose"_s).toString();   // a template knows better
    m.startAt = taskjson::instant(*data, u"startAt"_s);
    m.expiresAt = taskjson::instant(*data, u"expiresAt"_s);
    if (keys.earlier.isEmpty())
        return begin(send);
    const Result<QString> address = messageAddress(*channel, givenAddress(*channel, *data));
    m_dispatcher.pickKey({keys.key, keys.earlier, job.createdAt, address ? address.value() : QString(), m.templateId}, [this, send](Result<QString> key) {
        if (!key)
            return send->reply(JobOutcome::tryAgainIn(troubleWait, key.error().detail));
        send->message.dedupeKey = key.value();
        begin(send);
    });
}

void SendMessage::begin(const SendPtr &send)
{
    const Notification &m = send->message;
    const QJsonObject *const data = &send->data;
    if (const auto kind = enumFromName<MessageKind>(m.reminderType); m_wishes && kind && !isReminder(*kind))
        return wishMessage(send);
    const bool addressed = data->contains(u"phoneNumber"_s) || data->contains(u"email"_s) || data->contains(u"recipient"_s);
    if (!m.visitId.isEmpty() && !addressed)
        return visitMessage(send);
    plainMessage(send);
}

void SendMessage::skip(const SendPtr &send, const QString &reason)
{
    m_dispatcher.skip(send->message, reason, [this, send](Result<Dispatched> said) {
        send->reply(said ? outcomeOf(said.value(), send->begun, m_clock.now()) : outcomeOf(said.error()));
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
    variables.insert(messageVariables(send->data));
    send->unit = visit.unit;
    send->order = channelOrderFor(m_settings, visit.unit, m.reminderType);
    kind && m_settings.joinVisits ? joinVisits(send, visit, freshness, variables) : dispatchTo(send, visit.client, variables);
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
        m_wishes->take(key, [this, send, wish, replaced](Result<Done> taken) {
            if (!taken)
                return taken.error().code == Error::Code::NotFound
                    ? replaced()
                    : send->reply(JobOutcome::tryAgainIn(troubleWait, taken.error().detail));
            if (wish.check.say != VisitCheck::Say::Go)
                return skip(send, wish.check.reason);
            send->unit = wish.unit;
            send->order = wish.order;
            if (isAnswer(wish.wish.kind))
                return release(send, {send->message});
            send->message.templateId = messageTemplate(wish.wish.kind); // of the kind; each channel has its own
            dispatchTo(send, wish.client, wish.variables);
        });
    });
}

void SendMessage::plainMessage(const SendPtr &send)
{
    Notification &m = send->message;
    const bool isMail = m.channel == Channel::Email;
    const QString to = givenAddress(m.channel, send->data);
    if (isMaskedAddress(to))
        return unmask(send, to);
    const Result<QString> address = messageAddress(m.channel, to);
    if (!address)
        return send->reply(JobOutcome::unrecoverable((isMail ? u"email: "_s : u"phone: "_s) + address.error().detail));
    m.recipient = address.value();
    addressedMessage(send);
}

/// Some callers of the site hide digits: who is meant is known by client or visit, and must fit what is shown.
void SendMessage::unmask(const SendPtr &send, const QString &masked)
{
    const auto known = [this, send, masked](const Result<Client> &found) {
        Notification &m = send->message;
        const QString what = m.channel == Channel::Email ? u"email: "_s : u"phone: "_s;
        if (!found)
            return found.error().code == Error::Code::NotFound ? send->reply(JobOutcome::unrecoverable(what + u"phone.masked"_s))
                                                               : send->reply(JobOutcome::tryAgainIn(troubleWait, found.error().detail));
        const Result<QString> address = messageAddress(m.channel, m.channel == Channel::Email ? found.value().email : found.value().phone);
        if (!address || !fitsMask(masked, address.value()))
            return send->reply(JobOutcome::unrecoverable(what + (address ? u"phone.masked"_s : address.error().detail)));
        m.recipient = address.value();
        m.clientId = found.value().id.value;
        m.clientName = found.value().name;
        addressedMessage(send);
    };
    if (!send->message.clientId.isEmpty())
        return m_shop.client({send->message.clientId}, known);
    m_shop.visit({send->message.visitId}, [known](const Result<VisitRecord> &visit) {
        known(visit ? Result<Client>(visit.value().client) : Result<Client>(visit.error()));
    });
}

void SendMessage::addressedMessage(const SendPtr &send)
{
    Notification &m = send->message;
    if (m.clientName.isEmpty())
        m.clientName = messageVariables(send->data).value(u"clientName"_s);
    const Purpose purpose = purposeOf(send); // before its template is given up for the site's own words
    if (const Result<Done> written = plainText(send); !written)
        return send->reply(JobOutcome::unrecoverable(written.error().detail));
    m_shop.mayWrite({{m.clientId}, m.channel, m.recipient, purpose}, [this, send](Result<QString> why) {
        if (!why)
            return send->reply(JobOutcome::tryAgainIn(troubleWait, why.error().detail));
        why.value().isEmpty() ? release(send, {send->message}) : skip(send, why.value());
    });
}

/// What the producer says, and what the template is registered for: marketing once is marketing.
Purpose SendMessage::purposeOf(const SendPtr &send) const
{
    const QString said = send->data.value(u"purpose"_s).toString();
    if (const auto purpose = enumFromName<Purpose>(said); purpose && *purpose != Purpose::Service)
        return *purpose;
    const auto found = m_templates.find(send->message.templateId);
    return found && found->category == u"marketing" ? Purpose::Marketing : Purpose::Service;
}

Result<Done> SendMessage::plainText(const SendPtr &send) const
{
    Notification &m = send->message;
    const auto found = m_templates.find(m.templateId);
    const bool isWritten = !send->data.value(u"message"_s).toString().isEmpty();
    if (!m.templateId.isEmpty() && !found && isWritten) // a template of the site's own, which it has rendered
        m.templateId = {};
    if (!m.templateId.isEmpty()) {
        if (found && found->channel != m.channel)
            return Error{Error::Code::Invalid, u"template: of another channel"_s};
        const QMap<QString, QString> variables = messageVariables(send->data);
        const bool isVague = found && isWritten && lacksDay(*found, variables); // the site's own text may say it
        const Result<Rendered> rendered = isVague ? Result<Rendered>(Error{Error::Code::Invalid, u"variable when"_s})
                                                  : m_templates.render(m.templateId, variables);
        if (rendered) {
            setText(m, rendered.value());
            return Done{};
        }
        // The site has rendered the message with what it knew: its words go out where the channel takes words of one's own.
        if (!isWritten || !isAboutVariable(rendered.error()))
            return rendered.error();
        if (!takesFreeText(send))
            return Error{Error::Code::Invalid, rendered.error().detail + u": WhatsApp takes free text only within 24 hours of the client's own message"_s};
        m.category = found->category;
        m.templateId = {};
    }
    const Result<QString> subject = freeSubject(send->data);
    if (!subject)
        return subject.error();
    const Result<Rendered> text = freeMessage(m.channel, send->data.value(u"message"_s).toString(), subject.value(), m_settings);
    if (!text)
        return Error{Error::Code::Invalid, u"no template, and "_s + text.error().detail};
    setText(m, text.value());
    m.inWindow = send->data.value(u"clientWrote"_s).toBool();
    m.listButton = send->data.value(u"listButton"_s).toString();
    for (const QJsonValue &choice : send->data.value(u"choices"_s).toArray())
        m.choices << ReplyChoice{choice[u"id"_s].toString(), choice[u"title"_s].toString()};
    return Done{};
}

/// By hand too: the person's own WhatsApp knows no window.
bool SendMessage::takesFreeText(const SendPtr &send) const
{
    const Channel channel = send->message.channel;
    return channel != Channel::WhatsApp || send->data.value(u"clientWrote"_s).toBool() || m_dispatcher.way(channel) == ChannelWay::Assisted;
}

void SendMessage::dispatchTo(const SendPtr &send, const Client &client, const QMap<QString, QString> &variables)
{
    const Result<QList<Notification>> choices = messageChoices(send->message, client, variables, m_templates, m_settings, send->order);
    if (!choices)
        return send->reply(JobOutcome::unrecoverable(choices.error().detail));
    release(send, choices.value());
}

void SendMessage::dispatch(const SendPtr &send, QList<Notification> choices)
{
    m_dispatcher.dispatch(std::move(choices), send->context, [this, send](Result<Dispatched> said) {
        if (said) {
            const DeliveryState state = said.value().state;
            if (!said.value().retryAfter && state != DeliveryState::Failed && state != DeliveryState::Skipped)
                noteJoined(send);
            return send->reply(outcomeOf(said.value(), send->begun, m_clock.now()));
        }
        send->reply(outcomeOf(said.error()));
    });
}

} // namespace trato
