#pragma once

#include "engine/api/delivery.h"
#include "engine/api/queue.h"
#include "engine/api/result.h"

/// What a profile's `trato.ini` may say. Each setting is declared once, with key, default, bounds and the
/// environment name that overrides it. Secrets are never settings: they are read by name from secrets/.
namespace trato {

struct EngineSettings {
    // reminders
    int dayBeforeHours = 24;          ///< lead of the day-before reminder
    int hourBeforeMinutes = 60;
    bool dayBefore = true;
    bool hourBefore = true;
    int diaryStaleHours = 36;         ///< reminders are held when the diary is older
    int lateBatch = 5;                ///< more late reminders than this wait for "send or discard" (R-16)
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
    QString storeDuties{};            ///< "QUEUE=work,QUEUE=watch": what was chosen for queues of the site
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
    std::variant<int EngineSettings::*, bool EngineSettings::*, QString EngineSettings::*,
                 ChannelWay EngineSettings::*> member;
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
    {"diary/watch", "", &EngineSettings::diaryWatch},
    {"diary/urlMinutes", "", &EngineSettings::diaryUrlMinutes, 0, 24 * 60},
    {"messages/perImport", "", &EngineSettings::importMessages, 0, 1000},
    {"whatsapp/way", "", &EngineSettings::whatsappWay},
    {"whatsapp/url", "WHATSAPP_API_URL", &EngineSettings::whatsappUrl},
    {"whatsapp/version", "WHATSAPP_API_VERSION", &EngineSettings::whatsappVersion},
    {"whatsapp/numberId", "WHATSAPP_PHONE_NUMBER_ID", &EngineSettings::whatsappNumberId},
    {"whatsapp/timeoutSeconds", "", &EngineSettings::whatsappTimeoutSeconds, 1, 120},
    {"whatsapp/caFile", "", &EngineSettings::whatsappCaFile},
    {"store/redis", "", &EngineSettings::storeRedis},
    {"store/prefix", "", &EngineSettings::storePrefix},
    {"store/duties", "", &EngineSettings::storeDuties, 0, 20'000},
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
/// Whether the settings make sense together: a known zone, a web address, a unit with a name, and a lease that
/// outlasts the provider's time-out (design section 6). Invalid names the key. Pure.
Result<Done> checkTogether(const EngineSettings &settings);

} // namespace trato
