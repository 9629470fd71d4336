#include "engine/api/settings.h"

#include "engine/api/contact_rules.h"

#include "engine/api/costs.h"
#include "engine/api/listen_address.h"
#include "engine/api/mail_address.h"

#include <QTimeZone>
#include <QUrl>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int leaseMargin = 5;   ///< seconds by which a lease outlasts the provider's time-out

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>; // Clang deduces it by itself from its version 17 on

QString textOf(const EngineSettings &settings, const SettingInfo &info)
{
    return std::visit(Overloaded{
                          [&](int EngineSettings::*m) { return QString::number(settings.*m); },
                          [&](bool EngineSettings::*m) { return settings.*m ? QStringLiteral("true") : QStringLiteral("false"); },
                          [&](QString EngineSettings::*m) { return settings.*m; },
                          [&](auto EngineSettings::*m) { return nameOf(settings.*m); },
                      },
                      info.member);
}

bool setFromText(EngineSettings &settings, const SettingInfo &info, const QString &text)
{
    return std::visit(Overloaded{
                          [&](int EngineSettings::*m) {
                              bool ok = false;
                              const int value = text.toInt(&ok);
                              if (!ok || value < info.least || value > info.most)
                                  return false;
                              settings.*m = value;
                              return true;
                          },
                          [&](bool EngineSettings::*m) {
                              const bool yes = text == u"true" || text == u"1";
                              if (!yes && text != u"false" && text != u"0")
                                  return false;
                              settings.*m = yes;
                              return true;
                          },
                          [&](QString EngineSettings::*m) {
                              if (text.size() > (info.most > 0 ? info.most : 1000))
                                  return false;
                              settings.*m = text;
                              return true;
                          },
                          [&]<typename Choice>(Choice EngineSettings::*m) {
                              const auto choice = enumFromName<Choice>(text);
                              if (!choice)
                                  return false;
                              settings.*m = *choice;
                              return true;
                          },
                      },
                      info.member);
}

} // namespace

QMap<QString, QString> toText(const EngineSettings &settings)
{
    QMap<QString, QString> out;
    for (const SettingInfo &info : settingTable)
        out.insert(QString::fromLatin1(info.key), textOf(settings, info));
    return out;
}

Result<Done> applyText(const QMap<QString, QString> &values, EngineSettings &settings)
{
    EngineSettings changed = settings;
    for (auto it = values.begin(); it != values.end(); ++it) {
        const auto *info = std::find_if(std::begin(settingTable), std::end(settingTable), [&](const SettingInfo &i) {
            return it.key() == QLatin1String(i.key);
        });
        if (info == std::end(settingTable) || !setFromText(changed, *info, it.value()))
            return Error{Error::Code::Invalid, it.key()};
    }
    settings = changed;
    return Done{};
}

QMap<QueueName, QueueDuty> dutiesOf(const QString &text)
{
    QMap<QueueName, QueueDuty> duties;
    for (const QString &one : text.split(u',', Qt::SkipEmptyParts)) {
        const QString word = one.section(u'=', -1).trimmed();
        const QueueName queue{one.section(u'=', 0, -2).trimmed()};
        if (const auto duty = enumFromName<QueueDuty>(word); duty && *duty != QueueDuty::Standby && !queue.isEmpty())
            duties.insert(queue, *duty);
    }
    return duties;
}

QString dutiesText(const QMap<QueueName, QueueDuty> &duties)
{
    QStringList words;
    for (auto it = duties.begin(); it != duties.end(); ++it)
        words.append(it.key().value + u'=' + nameOf(it.value()));
    return words.join(u',');
}

Result<Done> checkTogether(const EngineSettings &settings)
{
    const auto wrong = [](const char *key) { return Error{Error::Code::Invalid, QString::fromLatin1(key)}; };
    if (!QTimeZone(settings.zone.toLatin1()).isValid())
        return wrong("unit/zone");
    if (settings.unitName.trimmed().isEmpty())
        return wrong("unit/name");
    const std::pair<const char *, QString> addresses[] = {
        {"whatsapp/url", settings.whatsappUrl}, {"sendgrid/url", settings.sendgridUrl}, {"sms/url", settings.smsUrl}};
    for (const auto &[key, text] : addresses) {
        const QUrl url(text, QUrl::StrictMode);
        if ((url.scheme() != u"https" && url.scheme() != u"http") || url.host().isEmpty())
            return wrong(key);
    }
    const std::pair<const char *, QString> mails[] = {{"email/from", settings.emailFrom}, {"email/replyTo", settings.emailReplyTo}};
    for (const auto &[key, text] : mails)
        if (!text.isEmpty() && !isMailAddress(text))
            return wrong(key);
    constexpr const char *layouts[] = {"auto", "5", "6", "mixed"};
    if (std::ranges::none_of(layouts, [&](const char *name) { return settings.storePausedLayout == QLatin1String(name); }))
        return wrong("store/pausedLayout");
    const std::pair<const char *, QString> amounts[] = {
        {"prices/whatsappUtility", settings.priceWhatsappUtility}, {"prices/whatsappMarketing", settings.priceWhatsappMarketing},
        {"prices/whatsappAuthentication", settings.priceWhatsappAuthentication}, {"prices/whatsappService", settings.priceWhatsappService},
        {"prices/sms", settings.priceSms}, {"prices/email", settings.priceEmail}, {"budget/month", settings.budgetMonth}};
    for (const auto &[key, text] : amounts)
        if (!text.trimmed().isEmpty() && !microsOf(text))
            return wrong(key);
    if (const Result<ListenAddress> listen = listenAddressOf(settings.httpListen); !settings.httpListen.isEmpty()) {
        if (!listen)
            return wrong("http/listen");
        if (!listen.value().isOwn && (settings.httpCertificate.isEmpty() || settings.httpKey.isEmpty())) // tokens must not be readable on the way
            return wrong("http/certificate");
    }
    const std::pair<const char *, QString> outside[] = {{"http/publicUrl", settings.httpPublicUrl}, {"ways/relay", settings.waysRelay}};
    for (const auto &[key, text] : outside) {
        const QUrl url(text, QUrl::StrictMode);
        const bool isOwn = url.scheme() == u"http" && isOwnAddress(url.host());
        if (!text.isEmpty() && ((url.scheme() != u"https" && !isOwn) || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery()))
            return wrong(key);
    }
    if (!channelOrderOf(settings.channelOrder))
        return wrong("messages/order");
    if (const Result<Done> contact = checkContactRules(settings); !contact)
        return contact;
    if (settings.leaseSeconds < leastLease(settings))
        return wrong("engine/leaseSeconds");
    if (settings.keepDeliveriesDays <= settings.keepJobsDays) // a kept job that runs again must find its fence
        return wrong("cleanup/deliveriesDays");
    return Done{};
}

int leastLease(const EngineSettings &settings)
{
    int longest = settings.whatsappTimeoutSeconds;
    if (settings.emailWay == ChannelWay::Live)
        longest = std::max(longest, settings.emailTimeoutSeconds);
    if (settings.smsWay == ChannelWay::Live)
        longest = std::max(longest, settings.smsTimeoutSeconds);
    return longest + leaseMargin;
}

QStringList choicesOf(const SettingInfo &info)
{
    QStringList out;
    std::visit(Overloaded{[](int EngineSettings::*) {}, [](bool EngineSettings::*) {}, [](QString EngineSettings::*) {},
                          [&]<typename Choice>(Choice EngineSettings::*) {
                              for (const char *name : EnumNames<Choice>::names)
                                  out << QString::fromLatin1(name);
                          }},
               info.member);
    return out;
}

Result<QList<Channel>> channelOrderOf(const QString &text)
{
    QList<Channel> out;
    for (const QString &name : text.split(u',')) {
        const auto channel = enumFromName<Channel>(name.trimmed());
        if (!channel || out.contains(*channel))
            return Error{Error::Code::Invalid, QStringLiteral("messages/order")};
        out << *channel;
    }
    return out;
}

ChannelWay wayOf(const EngineSettings &settings, Channel channel)
{
    switch (channel) {
    case Channel::WhatsApp: return settings.whatsappWay;
    case Channel::Email: return settings.emailWay;
    case Channel::Sms: return settings.smsWay;
    }
    return ChannelWay::Training;
}

QStringList missingSettings(const EngineSettings &settings, Channel channel)
{
    QList<std::pair<const char *, QString>> needed;
    if (channel == Channel::WhatsApp)
        needed = {{"whatsapp/url", settings.whatsappUrl}, {"whatsapp/numberId", settings.whatsappNumberId}};
    else if (channel == Channel::Sms)
        needed = {{"sms/url", settings.smsUrl}, {"sms/accountSid", settings.smsAccountSid}, {"sms/from", settings.smsFrom}};
    else if (settings.emailProvider == MailProvider::Smtp)
        needed = {{"smtp/host", settings.smtpHost}, {"email/from", settings.emailFrom}};
    else
        needed = {{"sendgrid/url", settings.sendgridUrl}, {"email/from", settings.emailFrom}};
    QStringList out;
    for (const auto &[key, text] : std::as_const(needed))
        if (text.isEmpty())
            out << QString::fromLatin1(key);
    return out;
}

QString secretName(const EngineSettings &settings, Channel channel)
{
    switch (channel) {
    case Channel::WhatsApp: return QStringLiteral("WHATSAPP_ACCESS_TOKEN");
    case Channel::Sms: return QStringLiteral("TWILIO_AUTH_TOKEN");
    case Channel::Email: break;
    }
    if (settings.emailProvider == MailProvider::SendGrid)
        return QStringLiteral("SENDGRID_API_KEY");
    return settings.smtpUser.isEmpty() ? QString() : QStringLiteral("SMTP_PASS");
}

QString wayKey(Channel channel) { return nameOf(channel) + QStringLiteral("/way"); }

} // namespace trato
