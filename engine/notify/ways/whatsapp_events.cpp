#include "engine/notify/ways/whatsapp_events.h"

#include "engine/api/mask.h"
#include "engine/notify/ways/event_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// Meta writes Unix seconds as text.
Instant momentOf(const QJsonValue &value)
{
    return event_text::fromSeconds(value.isString() ? value.toString().toLongLong() : value.toInteger());
}

std::optional<DeliveryState> deliveryStateOf(const QString &status)
{
    if (status == u"sent")
        return DeliveryState::Sent;
    if (status == u"delivered")
        return DeliveryState::Delivered;
    if (status == u"read" || status == u"played")
        return DeliveryState::Read;
    if (status == u"failed")
        return DeliveryState::Failed;
    return std::nullopt;
}

void addStatus(QList<ProviderEvent> &out, const QJsonObject &told)
{
    const auto state = deliveryStateOf(told[u"status"].toString());
    const QString id = event_text::line(told[u"id"].toString(), 256);
    if (!state || id.isEmpty())
        return;
    StatusEvent event{.channel = Channel::WhatsApp, .providerId = id, .opaque = event_text::line(told[u"biz_opaque_callback_data"].toString(), 64),
                      .state = *state, .category = event_text::line(told[u"pricing"][u"category"].toString(), 40), .at = momentOf(told[u"timestamp"])};
    const QJsonObject error = told[u"errors"][0].toObject();
    if (*state == DeliveryState::Failed) {
        const int code = error[u"code"].toInt();
        const QString details = error[u"error_data"][u"details"].toString(error[u"title"].toString());
        event.code = QString::number(code);
        event.reason = event_text::line(maskText(details), 300);
        if (code == 131050)
            out << AddressEvent{.channel = Channel::WhatsApp, .address = event_text::line(told[u"recipient_id"].toString(), 160),
                                .what = AddressEvent::What::OptedOut, .providerId = id, .reason = u"whatsapp.131050"_s, .at = event.at};
    }
    out << event;
}

void addAnswer(QList<ProviderEvent> &out, const QJsonObject &told)
{
    const QString type = told[u"type"].toString();
    ReplyEvent reply{.channel = Channel::WhatsApp, .eventId = event_text::line(told[u"id"].toString(), 256),
                     .from = event_text::line(told[u"from"].toString(told[u"from_user_id"].toString()), 160),
                     .answersTo = event_text::line(told[u"context"][u"id"].toString(), 256), .at = momentOf(told[u"timestamp"])};
    if (type == u"text") {
        reply.text = told[u"text"][u"body"].toString();
    } else if (type == u"button") {
        reply.text = told[u"button"][u"text"].toString();
        reply.choice = told[u"button"][u"payload"].toString();
    } else if (type == u"interactive") {
        const QJsonObject answer = told[u"interactive"].toObject();
        const QJsonValue chosen = answer[answer[u"type"].toString() == u"list_reply" ? u"list_reply"_s : u"button_reply"_s];
        reply.text = chosen[u"title"].toString();
        reply.choice = chosen[u"id"].toString();
    } else {
        return; // pictures, reactions and the like say neither yes nor no
    }
    reply.text.truncate(event_text::longestText);
    reply.choice.truncate(256);
    if (!reply.eventId.isEmpty() && !reply.from.isEmpty() && !(reply.text.isEmpty() && reply.choice.isEmpty()))
        out << reply;
}

void addWish(QList<ProviderEvent> &out, const QJsonObject &told)
{
    const QString address = event_text::line(told[u"wa_id"].toString(told[u"user_id"].toString()), 160);
    if (told[u"category"].toString() == u"marketing_messages" && told[u"value"].toString() == u"stop" && !address.isEmpty())
        out << AddressEvent{.channel = Channel::WhatsApp, .address = address, .what = AddressEvent::What::OptedOut,
                            .reason = u"whatsapp.131050"_s, .at = momentOf(told[u"timestamp"])};
}

} // namespace

Result<QList<ProviderEvent>> whatsappEvents(const QByteArray &body, const QString &numberId)
{
    const QJsonObject whole = QJsonDocument::fromJson(body).object();
    if (whole[u"object"].toString() != u"whatsapp_business_account" || !whole[u"entry"].isArray())
        return Error{Error::Code::Invalid, u"not a webhook of WhatsApp"_s};
    QList<ProviderEvent> out;
    for (const QJsonValue &entry : whole[u"entry"].toArray()) {
        for (const QJsonValue &change : entry[u"changes"].toArray()) {
            const QJsonValue value = change[u"value"];
            if (value[u"metadata"][u"phone_number_id"].toString() != numberId)
                continue;
            if (out.size() >= event_text::mostEvents)
                return Error{Error::Code::Invalid, u"too many events at once"_s};
            for (const QJsonValue &status : value[u"statuses"].toArray())
                addStatus(out, status.toObject());
            for (const QJsonValue &message : value[u"messages"].toArray())
                addAnswer(out, message.toObject());
            for (const QJsonValue &wish : value[u"user_preferences"].toArray())
                addWish(out, wish.toObject());
        }
    }
    return out;
}

} // namespace trato
