#include "engine/notify/ways/twilio_events.h"

#include "engine/api/mask.h"
#include "engine/notify/ways/event_text.h"
#include "engine/notify/ways/form_fields.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

std::optional<DeliveryState> stateOf(const QString &status)
{
    if (status == u"accepted" || status == u"scheduled" || status == u"queued" || status == u"sending")
        return DeliveryState::Accepted;
    if (status == u"sent")
        return DeliveryState::Sent;
    if (status == u"delivered" || status == u"partially_delivered")
        return DeliveryState::Delivered;
    if (status == u"read")
        return DeliveryState::Read;
    if (status == u"undelivered" || status == u"failed" || status == u"canceled")
        return DeliveryState::Failed;
    return std::nullopt;
}

void explainFailure(StatusEvent &event, const QString &status, int code, const QString &words)
{
    if (event.state != DeliveryState::Failed)
        return;
    event.code = code > 0 ? QString::number(code) : QString();
    event.reason = event_text::line(maskText(words.isEmpty() ? status : words), 300);
}

} // namespace

Result<QList<ProviderEvent>> twilioEvents(QByteArrayView form, const QString &accountSid, const QString &opaque, Instant now)
{
    QMap<QByteArray, QString> fields;
    for (const auto &[name, value] : formFields(form))
        fields.insert(name, QString::fromUtf8(value));
    const QString id = event_text::line(fields.value("MessageSid", fields.value("SmsSid")), 64);
    if (id.isEmpty())
        return Error{Error::Code::Invalid, u"not a message of Twilio"_s};
    if (fields.value("AccountSid") != accountSid)
        return QList<ProviderEvent>();
    const QString status = fields.value("MessageStatus", fields.value("SmsStatus"));
    if (const auto state = stateOf(status)) {
        StatusEvent event{.channel = Channel::Sms, .providerId = id, .opaque = event_text::line(opaque, 64), .state = *state, .at = now};
        explainFailure(event, status, fields.value("ErrorCode").toInt(), fields.value("ErrorMessage"));
        return QList<ProviderEvent>{event};
    }
    if (!status.isEmpty() && status != u"received" && status != u"receiving")
        return QList<ProviderEvent>();
    const QString from = event_text::line(fields.value("From"), 160);
    if (from.isEmpty() || !fields.contains("Body"))
        return Error{Error::Code::Invalid, u"not a message of Twilio"_s};
    QList<ProviderEvent> out{ReplyEvent{.channel = Channel::Sms, .eventId = id, .from = from, .text = fields.value("Body").left(event_text::longestText), .at = now}};
    if (fields.value("OptOutType").compare(u"STOP", Qt::CaseInsensitive) == 0)
        out << AddressEvent{.channel = Channel::Sms, .address = from, .what = AddressEvent::What::OptedOut, .providerId = id, .reason = u"twilio.21610"_s, .at = now};
    return out;
}

std::optional<StatusEvent> twilioState(const QJsonObject &message, Instant now)
{
    const QString status = message[u"status"].toString();
    const auto state = stateOf(status);
    StatusEvent event{.channel = Channel::Sms, .providerId = event_text::line(message[u"sid"].toString(), 64), .at = now};
    if (!state || event.providerId.isEmpty())
        return std::nullopt;
    event.state = *state;
    const QDateTime updated = QDateTime::fromString(message[u"date_updated"].toString(), Qt::RFC2822Date);
    if (updated.isValid())
        event.at = fromMs(updated.toMSecsSinceEpoch());
    explainFailure(event, status, message[u"error_code"].toInt(), message[u"error_message"].toString());
    return event;
}

} // namespace trato
