#include "engine/shop/reach.h"

#include "engine/api/mail_address.h"
#include "engine/shop/phone_number.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QList<Channel> inForce(const EngineSettings &settings, const QString &chosen)
{
    const Result<QList<Channel>> read = channelOrderOf(chosen.isEmpty() ? settings.channelOrder : chosen);
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

bool isOpenTo(const Client &client, Channel channel)
{
    if (client.badAddress.contains(channel))
        return false;
    switch (channel) {
    case Channel::WhatsApp: return client.whatsappAllowed;
    case Channel::Email: return client.emailAllowed;
    case Channel::Sms: return client.smsAllowed;
    }
    return false;
}

QString addressFrom(Channel channel, const QString &spelling)
{
    const QString text = spelling.trimmed();
    if (channel == Channel::Email)
        return isMailAddress(text) ? text.toLower() : QString();
    QString digits = text.section(u':', -1);
    digits.removeIf([](QChar c) { return c < u'0' || c > u'9'; });
    // WhatsApp knows many Brazilian numbers without the ninth digit (domain 6.5): 55, area code, eight digits.
    if (digits.size() == 12 && digits.startsWith(u"55") && digits[4] >= u'6')
        digits.insert(4, u'9');
    if (digits.size() < 8 || digits.size() > 15)
        return {};
    const PhoneReading reading = readPhone(u'+' + digits);
    return reading.e164.isEmpty() ? QString(u'+' + digits) : reading.e164;
}

QList<Channel> channelsTo(const EngineSettings &settings, const Client &client, const QString &order)
{
    const Addresses addresses = addressesOf(client);
    QList<Channel> out;
    for (const Channel channel : inForce(settings, order)) {
        if ((channel == Channel::Email ? addresses.email : addresses.mobile).isEmpty())
            continue;
        if (!isOpenTo(client, channel))
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

QString unreachable(const EngineSettings &settings, const Client &client, const QString &order)
{
    if (!channelsTo(settings, client, order).isEmpty())
        return {};
    Client open{.phone = client.phone, .email = client.email};
    if (const QList<Channel> closed = channelsTo(settings, open, order); !closed.isEmpty()) {
        open.badAddress = client.badAddress; // all of them bad, else somebody said no
        return channelsTo(settings, open, order).isEmpty() ? u"bad_address"_s : u"no_consent"_s;
    }
    if (!inForce(settings, order).contains(Channel::WhatsApp) && !inForce(settings, order).contains(Channel::Sms))
        return u"no_email"_s;
    if (client.phone.isEmpty())
        return u"no_phone"_s;
    return phoneReason(readPhone(client.phone).problem);
}

} // namespace trato
