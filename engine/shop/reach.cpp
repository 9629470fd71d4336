#include "engine/shop/reach.h"

#include "engine/api/mail_address.h"
#include "engine/shop/phone_number.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QList<Channel> inForce(const EngineSettings &settings)
{
    const Result<QList<Channel>> read = channelOrderOf(settings.channelOrder);
    const QList<Channel> order = read ? read.value() : QList<Channel>{Channel::WhatsApp};
    QList<Channel> sending = order;
    sending.removeIf([&](Channel channel) { return wayOf(settings, channel) == ChannelWay::Training; });
    return sending.isEmpty() ? order.mid(0, 1) : sending;
}

} // namespace

Addresses addressesOf(const Client &client)
{
    Addresses out;
    const QString email = client.email.trimmed();
    if (isMailAddress(email))
        out.email = email;
    if (!client.phone.isEmpty() && readPhone(client.phone).isMobile())
        out.mobile = client.phone;
    return out;
}

QList<Channel> channelsTo(const EngineSettings &settings, const Addresses &addresses)
{
    QList<Channel> out;
    for (const Channel channel : inForce(settings)) {
        if ((channel == Channel::Email ? addresses.email : addresses.mobile).isEmpty())
            continue;
        if (wayOf(settings, channel) == ChannelWay::Assisted) {
            if (out.isEmpty())
                out << channel;
            break;
        }
        out << channel;
    }
    return out;
}

QString unreachable(const EngineSettings &settings, const Client &client)
{
    if (!channelsTo(settings, addressesOf(client)).isEmpty())
        return {};
    if (!inForce(settings).contains(Channel::WhatsApp) && !inForce(settings).contains(Channel::Sms))
        return u"no_email"_s;
    if (client.phone.isEmpty())
        return u"no_phone"_s;
    return phoneReason(readPhone(client.phone).problem);
}

} // namespace trato
