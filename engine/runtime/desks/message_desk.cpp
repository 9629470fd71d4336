#include "engine/runtime/desks/message_desk.h"

#include "engine/api/mask.h"
#include "engine/notify/channels/sms_text.h"
#include "engine/notify/channels/whatsapp_cloud.h"
#include "engine/notify/message_job.h"
#include "engine/tasks/message_key.h"
#include "engine/tasks/task_json.h"
#include "engine/tasks/visit_check.h"
#include "engine/tasks/wish_reader.h"

#include <QJsonArray>
#include <QUrl>
#include <QUuid>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Hours windowWord{1};   ///< so long a person's word stands that the client wrote within 24 hours

Error refused(const QString &why)
{
    return {Error::Code::Refused, why};
}

/// The job that carries the message. The row of a reminder that was skipped names the reminder's job, which sends nothing.
JobId carrierOf(const DeliveryRecord &record)
{
    return {messageQueues().contains(QueueName{record.view.queue}) ? record.view.jobId : messageJobId(record.dedupeKey)};
}

QueueName carrierQueue(const DeliveryRecord &record)
{
    const QueueName queue{record.view.queue};
    return messageQueues().contains(queue) ? queue : messageQueue();
}

void retryCarrier(JobStore &store, const QueueName &queue, const JobId &id, const Reply<bool> &reply)
{
    store.retry(queue, {id}, [reply](Result<QList<ActCode>> codes) {
        if (!codes)
            return reply(codes.error());
        const ActCode code = codes.value().value(0, ActCode::Missing);
        if (code == ActCode::Missing)
            return reply(Error{Error::Code::NotFound, u"the job is gone"_s});
        reply(code == ActCode::Done);
    });
}

/// Whether this job is the record's own: a queue that was emptied counts again, and another job may have its id by now.
bool carries(const JobDetail &job, const DeliveryRecord &record)
{
    const MessageKeys keys = messageKeys(job.row.queue, job.row.id, job.row.createdAt, job.data.utf8);
    return keys.key == record.dedupeKey || (keys.earlier == record.dedupeKey && mayBeOfJob(record.view.createdAt, job.row.createdAt));
}

bool isWish(const DeliveryRecord &record)
{
    const auto kind = enumFromName<MessageKind>(record.reminderType);
    return kind && !isReminder(*kind);
}

/// The job of a visit's message or of a wish, from what the ledger knows. No personal data.
NewJob messageJob(const DeliveryRecord &record)
{
    QJsonObject data{{u"type"_s, u"whatsapp"_s},
                     {u"template"_s, record.view.templateId.value},
                     {u"appointmentId"_s, record.view.visitId},
                     {u"clientId"_s, record.clientId},
                     {u"dedupeKey"_s, record.dedupeKey},
                     {u"purpose"_s, u"utility"_s}};
    if (!record.reminderType.isEmpty())
        data.insert(u"reminderType"_s, record.reminderType);
    if (record.startAt)
        data.insert(u"startAt"_s, taskjson::iso(*record.startAt));
    if (record.view.expiresAt)
        data.insert(u"expiresAt"_s, taskjson::iso(*record.view.expiresAt));
    NewJob job{messageQueue(), u"send-whatsapp"_s, {QJsonDocument(data).toJson(QJsonDocument::Compact)}, {}};
    job.options.jobId = messageJobId(record.dedupeKey);
    job.options.priority = 1;
    job.options.attempts = 10;
    return job;
}

/// The subject of an e-mail stands above its text.
QString asRead(const Rendered &rendered)
{
    return rendered.subject.isEmpty() ? rendered.text : rendered.subject + u"\n\n"_s + rendered.text;
}

/// The job of a message by hand. Number and text are in it until it is done: nothing else knows them.
NewJob handJob(const ask::SendMessage &question, const QString &address, Instant now)
{
    QJsonObject variables;
    for (auto it = question.variables.begin(); it != question.variables.end(); ++it)
        variables.insert(it.key(), it.value());
    const QString key = u"hand_"_s + QUuid::createUuid().toString(QUuid::Id128);
    QJsonObject data{{u"type"_s, nameOf(question.channel)},
                     {question.channel == Channel::Email ? u"email"_s : u"phoneNumber"_s, address},
                     {u"variables"_s, variables},
                     {u"dedupeKey"_s, key},
                     {u"purpose"_s, u"utility"_s}};
    if (question.message.isEmpty())
        data.insert(u"template"_s, question.templateId.value);
    else
        data.insert(u"message"_s, question.message);
    if (!question.subject.isEmpty())
        data.insert(u"subject"_s, question.subject);
    if (question.clientWrote) {
        data.insert(u"clientWrote"_s, true);
        data.insert(u"expiresAt"_s, taskjson::iso(now + windowWord));
    }
    if (!question.choices.isEmpty()) {
        QJsonArray choices;
        for (const ReplyChoice &choice : question.choices)
            choices.append(QJsonObject{{u"id"_s, choice.id}, {u"title"_s, choice.title}});
        data.insert(u"choices"_s, choices);
        data.insert(u"listButton"_s, question.listButton);
    }
    NewJob job{messageQueue(question.channel), messageJobName(question.channel), {QJsonDocument(data).toJson(QJsonDocument::Compact)}, {}};
    job.options.jobId = messageJobId(key);
    job.options.priority = 1;
    job.options.attempts = 10;
    return job;
}

} // namespace

QString assistedUrl(const QString &e164, const QString &text)
{
    QString digits = e164;
    digits.remove(u'+');
    return u"https://wa.me/"_s + digits + u"?text="_s + QString::fromLatin1(QUrl::toPercentEncoding(text));
}

std::optional<DeliveryState> verdictState(DeliveryState from, Verdict verdict)
{
    using enum DeliveryState;
    switch (verdict) {
    case Verdict::Sent:
        return from == AwaitsPerson ? std::optional(SentByHand) : std::nullopt;
    case Verdict::NotSent:
        return from == AwaitsPerson ? std::optional(NotSent) : std::nullopt;
    case Verdict::Arrived:
        return from == Uncertain ? std::optional(Delivered) : std::nullopt;
    case Verdict::SendAgain:
        return from == Uncertain || from == Failed || from == NotSent ? std::optional(Sending) : std::nullopt;
    case Verdict::GiveUp:
        return from == Uncertain || from == AwaitsPerson ? std::optional(NotSent) : std::nullopt;
    }
    return std::nullopt;
}

void MessageDesk::answer(const ask::ListDeliveries &question, Reply<DeliveryPage> reply)
{
    m_parts.ledger.page(question, std::move(reply));
}

void MessageDesk::answer(const ask::ShowDelivery &question, Reply<DeliveryStory> reply)
{
    m_parts.ledger.byId(question.id, [this, reply](Result<DeliveryRecord> found) {
        if (!found)
            return reply(found.error());
        m_parts.ledger.history(found.value().view.id, [view = found.value().view, reply](Result<QList<DeliveryStep>> steps) {
            reply(steps ? Result<DeliveryStory>(DeliveryStory{view, steps.value()}) : Result<DeliveryStory>(steps.error()));
        });
    });
}

void MessageDesk::answer(const ask::PrepareAssisted &question, Reply<AssistedMessage> reply)
{
    m_parts.ledger.byId(question.id, [this, reply](Result<DeliveryRecord> found) {
        if (!found)
            return reply(found.error());
        const DeliveryRecord record = found.value();
        if (record.view.state != DeliveryState::AwaitsPerson)
            return reply(Error{Error::Code::Conflict, nameOf(record.view.state)});
        const auto drop = [this, record, reply](const QString &why) { this->drop(record, why, reply); };
        if (record.view.expiresAt && m_parts.clock.now() >= *record.view.expiresAt)
            return drop(u"expired"_s);
        if (m_parts.wishes && isWish(record))
            return prepareWish(record, reply);
        if (record.view.visitId.isEmpty())
            return m_parts.shop.mayWrite({{record.clientId}, record.view.channel, record.openRecipient}, [record, reply, drop](Result<QString> why) {
                if (!why)
                    return reply(why.error());
                if (!why.value().isEmpty())
                    return drop(why.value());
                reply(AssistedMessage{assistedUrl(record.openRecipient, record.openText), record.openText});
            });
        loadVisit(m_parts.shop, {record.view.visitId}, [this, record, reply, drop](Result<VisitNow> loaded) {
            if (!loaded)
                return loaded.error().code == Error::Code::NotFound ? drop(u"gone"_s) : reply(loaded.error());
            const VisitRecord &visit = loaded.value().visit;
            const auto kind = enumFromName<ReminderKind>(record.reminderType);
            const Instant now = m_parts.clock.now();
            const VisitCheck check = checkVisit(visit, kind, record.startAt, m_parts.settings, loaded.value().freshness, now);
            if (check.say == VisitCheck::Say::Skip)
                return drop(check.reason);
            if (check.say == VisitCheck::Say::Hold)
                return reply(refused(check.reason));
            QString text = record.openText;
            if (kind) { // "amanhã" may have become "hoje"
                const Result<Rendered> fresh = m_parts.templates.renderReminder(visit, *kind, now);
                if (!fresh)
                    return reply(fresh.error());
                text = fresh.value().text;
            }
            reply(AssistedMessage{assistedUrl(visit.client.phone, text), text});
        });
    });
}

void MessageDesk::drop(const DeliveryRecord &record, const QString &why, Reply<AssistedMessage> reply)
{
    m_parts.ledger.move(record.dedupeKey, {.state = DeliveryState::Skipped, .reason = why},
                        [reply = std::move(reply), why](Result<DeliveryView> moved) { reply(moved ? refused(why) : moved.error()); });
}

void MessageDesk::prepareWish(const DeliveryRecord &record, Reply<AssistedMessage> reply)
{
    m_parts.wishes->read(record.dedupeKey, [this, record, reply = std::move(reply)](Result<WishMessage> read) {
        if (!read)
            return read.error().code == Error::Code::NotFound ? drop(record, u"gone"_s, reply) : reply(read.error());
        const WishMessage &wish = read.value();
        if (wish.check.say == VisitCheck::Say::Skip)
            return drop(record, wish.check.reason, reply);
        if (wish.check.say == VisitCheck::Say::Hold || !wish.problem.isEmpty())
            return reply(refused(wish.problem.isEmpty() ? wish.check.reason : wish.problem));
        reply(AssistedMessage{assistedUrl(wish.message.recipient, wish.message.text), wish.message.text});
    });
}

void MessageDesk::answer(const ask::JudgeDelivery &question, Reply<DeliveryView> reply)
{
    m_parts.ledger.byId(question.id, [this, question, reply](Result<DeliveryRecord> found) {
        if (!found)
            return reply(found.error());
        const DeliveryRecord record = found.value();
        const auto state = verdictState(record.view.state, question.verdict);
        if (!state)
            return reply(Error{Error::Code::Conflict, nameOf(record.view.state)});
        if (question.verdict == Verdict::SendAgain)
            return sendAgain(record, reply);
        const auto move = [this, record, state, verdict = question.verdict, reply] {
            m_parts.ledger.move(record.dedupeKey, {.state = *state, .reason = u"a person: "_s + nameOf(verdict), .source = MoveSource::Person}, reply);
        };
        if (question.verdict == Verdict::Arrived)
            return m_parts.store.settleFence(record.dedupeKey, {}, Fence::State::Accepted, true, [move, reply](Result<Done> done) {
                if (!done && done.error().code != Error::Code::NotFound)
                    return reply(done.error());
                move();
            });
        if (question.verdict != Verdict::Sent)
            return move();
        // What a person sent is fenced like a send of ours, so that no later job sends it again.
        const QByteArray token = QUuid::createUuid().toByteArray(QUuid::Id128);
        m_parts.store.fence(record.dedupeKey, u"person"_s, token, [this, record, token, move, reply](Result<Fence> fence) {
            if (!fence)
                return reply(fence.error());
            m_parts.store.settleFence(record.dedupeKey, token, Fence::State::Accepted, true, [move, reply](Result<Done> done) {
                if (!done)
                    return reply(done.error());
                move();
            });
        });
    });
}

/// In an order that may be cut anywhere: an open fence alone sends nothing and leaves the row as the person saw it; once
/// the job is in line, the message goes on without us. The row changes last.
void MessageDesk::sendAgain(const DeliveryRecord &record, Reply<DeliveryView> reply)
{
    if (record.view.expiresAt && m_parts.clock.now() >= *record.view.expiresAt)
        return reply(refused(u"expired"_s));
    m_parts.store.job(carrierQueue(record), carrierOf(record), [this, record, reply](Result<JobDetail> job) {
        if (!job && job.error().code != Error::Code::NotFound)
            return reply(job.error());
        const bool exists = job && carries(job.value(), record);
        if (!exists && record.view.visitId.isEmpty() && !isWish(record))
            return reply(refused(u"its job is gone: write a new message"_s));
        m_parts.store.settleFence(record.dedupeKey, {}, Fence::State::Rejected, true, [this, record, reply, exists](Result<Done> open) {
            if (!open && open.error().code != Error::Code::NotFound)
                return reply(open.error());
            const JobId carrier = exists ? carrierOf(record) : JobId{messageJobId(record.dedupeKey)};
            putInLine(record, exists, [this, record, carrier, reply](Result<bool> put) {
                if (!put)
                    return reply(put.error());
                if (put.value())
                    return m_parts.ledger.move(record.dedupeKey,
                                               {.state = DeliveryState::Sending, .reason = u"a person: send_again"_s,
                                                .queue = carrierQueue(record).value, .jobId = carrier.value, .source = MoveSource::Person}, reply);
                m_parts.ledger.byId(record.view.id, [reply](Result<DeliveryRecord> now) {
                    reply(now ? Result<DeliveryView>(now.value().view) : Result<DeliveryView>(now.error()));
                });
            });
        });
    });
}

void MessageDesk::putInLine(const DeliveryRecord &record, bool exists, Reply<bool> reply)
{
    if (!exists)
        return m_parts.store.add({messageJob(record)}, [this, reply](Result<QList<Added>> added) {
            if (!added)
                return reply(added.error());
            const Added job = added.value().value(0);
            job.duplicate ? retryCarrier(m_parts.store, messageQueue(), job.id, reply) : reply(true);
        });
    retryCarrier(m_parts.store, carrierQueue(record), carrierOf(record), reply);
}

/// The text that a message by hand would have.
Result<QString> MessageDesk::textOf(const ask::SendMessage &question) const
{
    if (question.templateId.isEmpty() == question.message.isEmpty())
        return Error{Error::Code::Invalid, u"message: a template or a text, one of them"_s};
    if (!question.message.isEmpty()) {
        const bool isWhatsApp = question.channel == Channel::WhatsApp;
        if (isWhatsApp && !question.clientWrote && m_parts.dispatcher.way(question.channel) == ChannelWay::Live)
            return refused(u"free text"_s);
        if (!isWhatsApp && !question.choices.isEmpty())
            return Error{Error::Code::Invalid, u"choices: of another channel"_s};
        if (isWhatsApp)
            if (const auto problem = whatsapp::freeTextProblem(question.message, question.choices, question.listButton))
                return *problem;
        const Result<Rendered> text = freeMessage(question.channel, question.message, question.subject, m_parts.settings);
        return text ? Result<QString>(asRead(text.value())) : Result<QString>(text.error());
    }
    const auto found = m_parts.templates.find(question.templateId);
    if (found && found->channel != question.channel)
        return Error{Error::Code::Invalid, u"template: of another channel"_s};
    const Result<Rendered> rendered = m_parts.templates.render(question.templateId, question.variables);
    return rendered ? Result<QString>(asRead(rendered.value())) : Result<QString>(rendered.error());
}

void MessageDesk::answer(const ask::SendMessage &question, Reply<DeliveryView> reply)
{
    const Result<QString> address = messageAddress(question.channel, question.to);
    if (!address)
        return reply(Error{Error::Code::Invalid, u"to: "_s + address.error().detail});
    const Result<QString> text = textOf(question);
    if (!text)
        return reply(text.error());
    DeliveryView view;
    view.templateId = question.templateId;
    view.way = m_parts.dispatcher.way(question.channel);
    const bool isMail = question.channel == Channel::Email;
    view.channel = question.channel;
    view.recipient = isMail ? maskEmail(address.value()) : maskPhone(address.value());
    view.clientName = shortName(question.variables.value(u"clientName"_s));
    view.createdAt = view.updatedAt = m_parts.clock.now();
    m_parts.shop.mayWrite({{}, question.channel, address.value()}, [this, question, address = address.value(), text = text.value(), view, reply](Result<QString> why) mutable {
        if (!why)
            return reply(why.error());
        if (!why.value().isEmpty())
            return reply(refused(why.value()));
        if (question.dryRun) {
            view.state = DeliveryState::WouldSend;
            view.reason = text;
            const auto known = m_parts.templates.find(question.templateId);
            view.category = known ? known->category : question.clientWrote ? u"service"_s : QString();
            if (view.channel == Channel::Sms)
                view.segments = smsSize(text).segments;
            view.costMicros = priceOf(costRulesOf(m_parts.settings).prices, view.channel, view.category, view.segments);
            return reply(view);
        }
        m_parts.store.add({handJob(question, address, m_parts.clock.now())}, [view, reply, queue = messageQueue(question.channel)](Result<QList<Added>> added) mutable {
            if (!added)
                return reply(added.error());
            view.queue = queue.value;
            view.jobId = added.value().value(0).id.value;
            reply(view);
        });
    });
}

ChannelView MessageDesk::view(Channel channel) const
{
    ChannelView out;
    out.channel = channel;
    out.way = m_parts.dispatcher.way(channel);
    if (const MessageChannel *provider = m_parts.dispatcher.channel(channel)) {
        out.missing = provider->missing();
        out.configured = out.missing.isEmpty();
        out.trouble = provider->trouble();
    }
    return out;
}

void MessageDesk::whenKnown(Channel channel, std::function<void()> then) const
{
    MessageChannel *provider = m_parts.dispatcher.channel(channel);
    provider ? provider->whenKnown(std::move(then)) : then();
}

void MessageDesk::answer(const ask::ListChannels &, Reply<QList<ChannelView>> reply)
{
    whenKnown(Channel::WhatsApp, [this, reply] {
        whenKnown(Channel::Email, [this, reply] {
            whenKnown(Channel::Sms, [this, reply] {
                reply(QList<ChannelView>{view(Channel::WhatsApp), view(Channel::Email), view(Channel::Sms)});
            });
        });
    });
}

void MessageDesk::answer(const ask::TestChannel &question, Reply<ChannelTest> reply)
{
    MessageChannel *provider = m_parts.dispatcher.channel(question.channel);
    if (!provider)
        return reply(Error{Error::Code::Unavailable, u"no channel for %1"_s.arg(nameOf(question.channel))});
    provider->test([channel = question.channel, reply](Result<SendOutcome> outcome) {
        if (!outcome)
            return reply(outcome.error());
        reply(ChannelTest{channel, outcome.value().kind == SendOutcome::Kind::Accepted, outcome.value().reason});
    });
}

void MessageDesk::answer(const ask::SetChannelWay &question, Reply<ChannelView> reply)
{
    if (question.way == ChannelWay::Assisted && question.channel != Channel::WhatsApp)
        return reply(Error{Error::Code::Invalid, u"way: only whatsapp is assisted"_s});
    if (question.way != ChannelWay::Live)
        return setWay(question, reply);
    whenKnown(question.channel, [this, question, reply] {
        const ChannelView now = view(question.channel);
        if (!now.configured)
            return reply(refused(u"missing: "_s + now.missing.join(u", "_s)));
        m_parts.previewSeen(question.previewToken, [this, question, reply](Result<bool> seen) {
            if (!seen)
                return reply(seen.error());
            if (!seen.value())
                return reply(refused(u"preview: look at the next 24 hours first"_s));
            setWay(question, reply);
        });
    });
}

void MessageDesk::setWay(const ask::SetChannelWay &question, const Reply<ChannelView> &reply)
{
    const Result<Done> changed = m_parts.changeSettings({{wayKey(question.channel), nameOf(question.way)}});
    if (!changed)
        return reply(changed.error());
    if (m_parts.onStatusChange)
        m_parts.onStatusChange();
    reply(view(question.channel));
}

void MessageDesk::answer(const ask::ListTemplates &, Reply<QList<TemplateView>> reply)
{
    m_parts.templates.reload();
    reply(m_parts.templates.list());
}

void MessageDesk::answer(const ask::PreviewTemplate &question, Reply<QString> reply)
{
    m_parts.templates.reload();
    const Result<Rendered> rendered = m_parts.templates.render(question.id, question.variables);
    reply(rendered ? Result<QString>(rendered.value().text) : Result<QString>(rendered.error()));
}

} // namespace trato
