#pragma once

#include "engine/api/delivery.h"
#include "engine/api/queue.h"
#include "engine/api/result.h"

/// What a profile's `trato.ini` may say. Each setting is declared once, with key, default, bounds and the
/// environment name that overrides it. Secrets are never settings: they are read by name from secrets/.
namespace trato {

/// Who carries the shop's e-mail.
enum class MailProvider { SendGrid, Smtp };
template <>
struct EnumNames<MailProvider> {
    static constexpr std::array names{"sendgrid", "smtp"};
};

/// How the connection to a mail server is encrypted: after STARTTLS (port 587), or from the first byte (port 465).
enum class SmtpSecurity { StartTls, Tls };
template <>
struct EnumNames<SmtpSecurity> {
    static constexpr std::array names{"starttls", "tls"};
};

struct EngineSettings {
    // reminders
    int dayBeforeHours = 24;          ///< lead of the day-before reminder
    int hourBeforeMinutes = 60;
    bool dayBefore = true;
    bool hourBefore = true;
    int diaryStaleHours = 36;         ///< reminders are held when the diary is older
    int lateBatch = 5;                ///< more late reminders than this wait for "send or discard" (R-16)
    // when and how often clients are written to (contact_rules.h)
    QString quietHours = QStringLiteral("21:00-08:00");
    QString advertisingHours = QStringLiteral("09:00-20:00");
    int contactsPerDay = 3;           ///< service messages to one address; 0: no limit
    int adsPerWeek = 2;
    bool joinVisits = true;           ///< several visits of one client on one day are one reminder
    QString orderFor{};               ///< "day_before=sms,whatsapp; Centro/moved=email": other orders than `channelOrder`
    // what clients answer
    int callAfterMinutes = 180;       ///< who did not answer the day-before question for so long is to be called; 0: nobody
    int offerMinutes = 20;            ///< how long a free place is kept for who was offered it; 0: none is offered
    bool noCancels = false;           ///< a client's no calls the visit off at once; else a person does
    // diary
    QString diaryWatch{};             ///< file or folder that is taken over whenever it changes; empty: none
    int diaryUrlMinutes = 0;          ///< how often the address in DIARY_URL is asked; 0: never
    int importMessages = 20;          ///< messages that one import may cause; 0: none; more: it tells nothing at all
    // channels
    ChannelWay whatsappWay = ChannelWay::Training;
    QString whatsappUrl = QStringLiteral("https://graph.facebook.com");
    QString whatsappVersion = QStringLiteral("v26.0");
    QString whatsappNumberId{};
    int whatsappTimeoutSeconds = 15;
    QString whatsappCaFile{};         ///< extra certificate authority (PEM), for a relay in the shop
    // work store
    QString storeRedis{};             ///< the site's Redis, a URL without a password; empty: the profile's own jobs.db
    QString storePrefix = QStringLiteral("bull");   ///< BullMQ's key prefix there
    QString storePausedLayout = QStringLiteral("auto");   ///< where its paused queues keep jobs: as BullMQ 5, 6, mixed, or auto
    QString storeDuties{};            ///< "QUEUE=work,QUEUE=watch": what was chosen for queues of the site
    int whatsappPerSecond = 20;       ///< a number that is also used in the WhatsApp Business app takes no more
    int whatsappPerDay = 0;           ///< in 24 hours; 0: no limit of our own
    ChannelWay emailWay = ChannelWay::Training;
    MailProvider emailProvider = MailProvider::SendGrid;
    QString emailFrom{};              ///< the sender's address
    QString emailFromName{};          ///< what clients see as sender; empty: the address alone
    QString emailReplyTo{};           ///< where answers go; empty: the sender
    int emailTimeoutSeconds = 20;
    int emailPerDay = 0;
    QString emailCaFile{};
    QString sendgridUrl = QStringLiteral("https://api.sendgrid.com");
    QString smtpHost{};
    int smtpPort = 587;
    SmtpSecurity smtpSecurity = SmtpSecurity::StartTls;
    QString smtpUser{};               ///< empty: the server asks for no sign-in
    ChannelWay smsWay = ChannelWay::Training;
    QString smsUrl = QStringLiteral("https://api.twilio.com");
    QString smsAccountSid{};
    QString smsFrom{};                ///< a number with '+', a short code, or a messaging service ("MG…")
    bool smsPlain = true;             ///< without accents: 160 characters a segment instead of 70 (R-35)
    int smsTimeoutSeconds = 15;
    int smsPerDay = 200;              ///< each costs money
    QString smsCaFile{};
    // which channel carries a message
    QString channelOrder = QStringLiteral("whatsapp,sms,email");
    int switchMinutes = 30;           ///< a channel that cannot take a message for so long gives it to the next; 0: never
    // what messages cost, in reais; empty: not known
    QString priceWhatsappUtility{};
    QString priceWhatsappMarketing{};
    QString priceWhatsappAuthentication{};
    QString priceWhatsappService{};   ///< free text inside the 24-hour window
    QString priceSms{};               ///< of one segment
    QString priceEmail{};
    QString budgetMonth{};            ///< reais a month; empty: no budget
    int budgetWarnPercent = 80;       ///< of the budget, from which on the window warns
    QString whatsappAccountId{};      ///< Meta's id of the business account; needed for templates only
    QString dkimSelector{};           ///< of the shop's own mail server, for the check of its domain
    // the HTTP interface, and the ways in for states and answers
    QString httpListen{};             ///< "[ADDRESS:]PORT"; empty: off. Without an address this computer alone
    QString httpPublicUrl{};          ///< what leads there from outside: Twilio signs it, and is told to call it
    QString httpCertificate{};        ///< PEM file; needed, with its key, for an address that others reach
    QString httpKey{};
    QString httpCorsOrigin{};         ///< the site that browsers may call from; empty: none
    bool httpRateLimit = true;
    int httpPerMinute = 100;          ///< requests of one token
    int httpTimeoutSeconds = 30;      ///< for the answer of an address that jobs are posted to
    QString sendgridWebhookKey{};     ///< the public key with which SendGrid's events are verified
    QString waysRelay{};              ///< the relay's https address; empty: none
    int waysRelaySeconds = 30;        ///< how often it is asked
    bool waysStream = false;          ///< the site's route writes events into a stream of its Redis
    int waysTwilioMinutes = 5;        ///< how often Twilio is asked for the state of young SMS; 0: never
    // engine
    int concurrency = 5;              ///< jobs in hand per message queue
    int leaseSeconds = 30;
    int keepCompleted = 1000;
    int keepFailed = 5000;
    int backupsKept = 7;
    // clean-up
    int keepJobsDays = 30;            ///< finished jobs, with their data
    int keepTextsDays = 30;           ///< texts and open numbers of messages
    int keepDeliveriesDays = 180;     ///< what became of messages, and their fences
    int keepLogsDays = 30;
    QString unitName = QStringLiteral("Minha barbearia");  ///< of the first unit of a new profile
    QString unitPhone{};
    QString zone = QStringLiteral("America/Sao_Paulo");
    friend bool operator==(const EngineSettings &, const EngineSettings &) = default;
};

/// One row of the settings table: how a member is named outside and which values it takes.
struct SettingInfo {
    const char *key;          ///< in trato.ini, "group/name"
    const char *environment;  ///< "" = none
    std::variant<int EngineSettings::*, bool EngineSettings::*, QString EngineSettings::*, ChannelWay EngineSettings::*,
                 MailProvider EngineSettings::*, SmtpSecurity EngineSettings::*> member;
    int least = 0;            ///< bounds of numbers
    int most = 0;             ///< of a text: longest, when not 0
};

inline constexpr SettingInfo settingTable[] = {
    {"reminders/dayBeforeHours", "", &EngineSettings::dayBeforeHours, 2, 72},
    {"reminders/hourBeforeMinutes", "", &EngineSettings::hourBeforeMinutes, 15, 240},
    {"reminders/dayBefore", "", &EngineSettings::dayBefore},
    {"reminders/hourBefore", "", &EngineSettings::hourBefore},
    {"reminders/diaryStaleHours", "", &EngineSettings::diaryStaleHours, 1, 24 * 31},
    {"reminders/lateBatch", "", &EngineSettings::lateBatch, 0, 1000},
    {"contact/quiet", "", &EngineSettings::quietHours},
    {"contact/advertising", "", &EngineSettings::advertisingHours},
    {"contact/perDay", "", &EngineSettings::contactsPerDay, 0, 100},
    {"contact/adsPerWeek", "", &EngineSettings::adsPerWeek, 0, 100},
    {"contact/joinVisits", "", &EngineSettings::joinVisits},
    {"contact/orderFor", "", &EngineSettings::orderFor},
    {"replies/callAfterMinutes", "", &EngineSettings::callAfterMinutes, 0, 48 * 60},
    {"replies/offerMinutes", "", &EngineSettings::offerMinutes, 0, 24 * 60},
    {"replies/noCancels", "", &EngineSettings::noCancels},
    {"diary/watch", "", &EngineSettings::diaryWatch},
    {"diary/urlMinutes", "", &EngineSettings::diaryUrlMinutes, 0, 24 * 60},
    {"messages/perImport", "", &EngineSettings::importMessages, 0, 1000},
    {"messages/order", "", &EngineSettings::channelOrder},
    {"messages/switchMinutes", "", &EngineSettings::switchMinutes, 0, 24 * 60},
    {"whatsapp/way", "", &EngineSettings::whatsappWay},
    {"whatsapp/url", "WHATSAPP_API_URL", &EngineSettings::whatsappUrl},
    {"whatsapp/version", "WHATSAPP_API_VERSION", &EngineSettings::whatsappVersion},
    {"whatsapp/numberId", "WHATSAPP_PHONE_NUMBER_ID", &EngineSettings::whatsappNumberId},
    {"whatsapp/timeoutSeconds", "", &EngineSettings::whatsappTimeoutSeconds, 1, 120},
    {"whatsapp/caFile", "", &EngineSettings::whatsappCaFile},
    {"store/redis", "", &EngineSettings::storeRedis},
    {"store/prefix", "", &EngineSettings::storePrefix},
    {"store/pausedLayout", "", &EngineSettings::storePausedLayout},
    {"store/duties", "", &EngineSettings::storeDuties, 0, 20'000},
    {"whatsapp/perSecond", "", &EngineSettings::whatsappPerSecond, 1, 1000},
    {"whatsapp/perDay", "", &EngineSettings::whatsappPerDay, 0, 1'000'000},
    {"email/way", "", &EngineSettings::emailWay},
    {"email/provider", "", &EngineSettings::emailProvider},
    {"email/from", "SENDGRID_FROM_EMAIL", &EngineSettings::emailFrom},
    {"email/fromName", "", &EngineSettings::emailFromName},
    {"email/replyTo", "", &EngineSettings::emailReplyTo},
    {"email/timeoutSeconds", "", &EngineSettings::emailTimeoutSeconds, 1, 120},
    {"email/perDay", "", &EngineSettings::emailPerDay, 0, 1'000'000},
    {"email/caFile", "", &EngineSettings::emailCaFile},
    {"sendgrid/url", "", &EngineSettings::sendgridUrl},
    {"smtp/host", "SMTP_HOST", &EngineSettings::smtpHost},
    {"smtp/port", "SMTP_PORT", &EngineSettings::smtpPort, 1, 65535},
    {"smtp/security", "", &EngineSettings::smtpSecurity},
    {"smtp/user", "SMTP_USER", &EngineSettings::smtpUser},
    {"sms/way", "", &EngineSettings::smsWay},
    {"sms/url", "", &EngineSettings::smsUrl},
    {"sms/accountSid", "TWILIO_ACCOUNT_SID", &EngineSettings::smsAccountSid},
    {"sms/from", "TWILIO_PHONE_NUMBER", &EngineSettings::smsFrom},
    {"sms/plain", "", &EngineSettings::smsPlain},
    {"sms/timeoutSeconds", "", &EngineSettings::smsTimeoutSeconds, 1, 120},
    {"sms/perDay", "", &EngineSettings::smsPerDay, 0, 1'000'000},
    {"sms/caFile", "", &EngineSettings::smsCaFile},
    {"prices/whatsappUtility", "", &EngineSettings::priceWhatsappUtility, 0, 20},
    {"prices/whatsappMarketing", "", &EngineSettings::priceWhatsappMarketing, 0, 20},
    {"prices/whatsappAuthentication", "", &EngineSettings::priceWhatsappAuthentication, 0, 20},
    {"prices/whatsappService", "", &EngineSettings::priceWhatsappService, 0, 20},
    {"prices/sms", "", &EngineSettings::priceSms, 0, 20},
    {"prices/email", "", &EngineSettings::priceEmail, 0, 20},
    {"budget/month", "", &EngineSettings::budgetMonth, 0, 20},
    {"budget/warnPercent", "", &EngineSettings::budgetWarnPercent, 1, 100},
    {"whatsapp/accountId", "WHATSAPP_BUSINESS_ACCOUNT_ID", &EngineSettings::whatsappAccountId, 0, 40},
    {"email/dkimSelector", "", &EngineSettings::dkimSelector, 0, 63},
    {"sendgrid/webhookKey", "SENDGRID_WEBHOOK_PUBLIC_KEY", &EngineSettings::sendgridWebhookKey},
    {"http/listen", "", &EngineSettings::httpListen},
    {"http/publicUrl", "", &EngineSettings::httpPublicUrl},
    {"http/certificate", "", &EngineSettings::httpCertificate},
    {"http/key", "", &EngineSettings::httpKey},
    {"http/corsOrigin", "CORS_ORIGIN", &EngineSettings::httpCorsOrigin},
    {"http/rateLimit", "RATE_LIMIT_ENABLED", &EngineSettings::httpRateLimit},
    {"http/perMinute", "MAX_REQUESTS_PER_MINUTE", &EngineSettings::httpPerMinute, 1, 100'000},
    {"http/timeoutSeconds", "", &EngineSettings::httpTimeoutSeconds, 1, 600},
    {"ways/relay", "", &EngineSettings::waysRelay},
    {"ways/relaySeconds", "", &EngineSettings::waysRelaySeconds, 5, 3600},
    {"ways/stream", "", &EngineSettings::waysStream},
    {"ways/twilioMinutes", "", &EngineSettings::waysTwilioMinutes, 0, 1440},
    {"engine/concurrency", "", &EngineSettings::concurrency, 1, 100},
    {"engine/leaseSeconds", "", &EngineSettings::leaseSeconds, 5, 600},
    {"engine/keepCompleted", "", &EngineSettings::keepCompleted, 0, 10'000'000},
    {"engine/keepFailed", "", &EngineSettings::keepFailed, 0, 10'000'000},
    {"backup/keep", "", &EngineSettings::backupsKept, 1, 365},
    {"cleanup/jobsDays", "", &EngineSettings::keepJobsDays, 1, 365},
    {"cleanup/textsDays", "", &EngineSettings::keepTextsDays, 1, 30},
    {"cleanup/deliveriesDays", "", &EngineSettings::keepDeliveriesDays, 30, 730},
    {"cleanup/logsDays", "", &EngineSettings::keepLogsDays, 1, 365},
    {"unit/name", "", &EngineSettings::unitName},
    {"unit/phone", "", &EngineSettings::unitPhone},
    {"unit/zone", "", &EngineSettings::zone},
};

/// The settings as text by key, for files, the window and the command line.
QMap<QString, QString> toText(const EngineSettings &settings);
/// Applies texts to `settings`. Invalid names the first key that is unknown or out of bounds; then nothing
/// of `settings` changed.
Result<Done> applyText(const QMap<QString, QString> &values, EngineSettings &settings);
/// What was chosen for the queues of a shared store: work or watch, by name. What makes no sense is left out.
QMap<QueueName, QueueDuty> dutiesOf(const QString &text);
QString dutiesText(const QMap<QueueName, QueueDuty> &duties);
/// Whether the settings make sense together: a known zone, web and e-mail addresses, a unit with a name, an order of
/// channels, and a lease that outlasts each provider's time-out (design section 6). Invalid names the key. Pure.
Result<Done> checkTogether(const EngineSettings &settings);
/// The least lease that outlasts the time-out of WhatsApp and of each other channel that is live, in seconds. Pure.
int leastLease(const EngineSettings &settings);

/// What a setting may say, when that is one of a few names; else empty. Pure.
QStringList choicesOf(const SettingInfo &info);
/// "whatsapp,sms" as channels, in this order. Invalid: none, an unknown one, or one twice. Pure.
Result<QList<Channel>> channelOrderOf(const QString &text);
/// How a channel treats messages. Pure.
ChannelWay wayOf(const EngineSettings &settings, Channel channel);
/// Names of the settings that a channel cannot send without and that are not set. Pure.
QStringList missingSettings(const EngineSettings &settings, Channel channel);
/// The name of the secret that a channel needs: "SENDGRID_API_KEY"; empty: none. Pure.
QString secretName(const EngineSettings &settings, Channel channel);
/// "whatsapp/way". Pure.
QString wayKey(Channel channel);

} // namespace trato
