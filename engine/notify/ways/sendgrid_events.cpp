#include "engine/notify/ways/sendgrid_events.h"

#include "engine/api/mask.h"
#include "engine/notify/ways/event_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;
using What = AddressEvent::What;

namespace {

/// `sg_message_id` begins with what the send was answered, then names machines.
QString messageId(const QJsonObject &told)
{
    QString id = event_text::line(told[u"sg_message_id"].toString(), 256);
    for (const QLatin1String machine : {QLatin1String(".filter"), QLatin1String(".recvd")})
        if (const qsizetype at = id.indexOf(machine); at > 0)
            id.truncate(at);
    return id;
}

/// Why a mail was not even tried, when that says something about its address.
std::optional<What> droppedFor(const QString &reason)
{
    if (reason.contains(u"Bounced", Qt::CaseInsensitive) || reason.contains(u"Invalid", Qt::CaseInsensitive))
        return What::Bad;
    if (reason.contains(u"Unsubscribed", Qt::CaseInsensitive))
        return What::OptedOut;
    if (reason.contains(u"Spam Report", Qt::CaseInsensitive))
        return What::Complained;
    return std::nullopt;
}

void add(QList<ProviderEvent> &out, const QJsonObject &told)
{
    const QString kind = told[u"event"].toString();
    const QString words = told[u"reason"].toString(told[u"response"].toString());
    const QString address = event_text::line(told[u"email"].toString(), 320);
    StatusEvent status{.channel = Channel::Email, .providerId = messageId(told), .opaque = event_text::line(told[u"trato"].toString(), 64),
                       .at = event_text::fromSeconds(told[u"timestamp"].toInteger())};
    std::optional<What> about;
    bool isState = true;
    if (kind == u"processed" || kind == u"deferred") {
        status.state = DeliveryState::Accepted; // SendGrid goes on trying for 72 hours: nothing is sent again
    } else if (kind == u"delivered") {
        status.state = DeliveryState::Delivered;
    } else if (kind == u"open" || kind == u"click") {
        status.state = DeliveryState::Read;
    } else if (kind == u"bounce" || kind == u"dropped") {
        status.state = DeliveryState::Failed;
        status.code = event_text::line(told[u"status"].toString(), 20);
        const QString what = kind == u"dropped" ? kind : told[u"type"].toString() == u"blocked" ? u"blocked"_s : u"bounce"_s;
        status.reason = event_text::line(what + u": "_s + maskText(words), 300);
        if (what == u"bounce")
            about = What::Bad;
        else if (what == u"dropped")
            about = droppedFor(words);
    } else {
        isState = false;
        if (kind == u"spamreport")
            about = What::Complained;
        else if (kind == u"unsubscribe" || kind == u"group_unsubscribe")
            about = What::OptedOut;
    }
    if (isState && !(status.providerId.isEmpty() && status.opaque.isEmpty()))
        out << status;
    if (about && !address.isEmpty())
        out << AddressEvent{.channel = Channel::Email, .address = address, .what = *about, .providerId = status.providerId,
                            .reason = status.reason.isEmpty() ? u"sendgrid."_s + kind : u"sendgrid: "_s + status.reason, .at = status.at};
}

} // namespace

Result<QList<ProviderEvent>> sendgridEvents(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isArray())
        return Error{Error::Code::Invalid, u"not events of SendGrid"_s};
    const QJsonArray events = document.array();
    if (events.size() > event_text::mostEvents)
        return Error{Error::Code::Invalid, u"too many events at once"_s};
    QList<ProviderEvent> out;
    for (const QJsonValue &event : events)
        add(out, event.toObject());
    return out;
}

} // namespace trato
