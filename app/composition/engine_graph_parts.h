#pragma once

#include "app/composition/engine_graph.h"
#include "app/composition/handler_registry.h"
#include "app/composition/ordered_restore.h"
#include "app/composition/served_queues.h"
#include "app/composition/settings_file.h"
#include "app/composition/store_choice.h"
#include "app/http/http_face.h"
#include "engine/api/questions/engine.h"
#include "engine/metrics/metric_archive.h"
#include "engine/metrics/resource_sampler.h"
#include "engine/notify/channels/email_channel.h"
#include "engine/notify/channels/sendgrid_mail.h"
#include "engine/notify/channels/smtp_mail.h"
#include "engine/notify/channels/twilio_sms.h"
#include "engine/notify/channels/whatsapp_cloud.h"
#include "engine/notify/budget_watch.h"
#include "engine/notify/template_office.h"
#include "engine/notify/template_studio.h"
#include "engine/notify/txt_resolver.h"
#include "engine/notify/consent_book.h"
#include "engine/notify/reply_reader.h"
#include "engine/notify/seen_previews.h"
#include "engine/notify/send_recovery.h"
#include "engine/notify/ways/relay_pull.h"
#include "engine/notify/ways/site_stream.h"
#include "engine/notify/ways/twilio_watch.h"
#include "engine/queue/scheduler.h"
#include "engine/queue/worker.h"
#include "engine/runtime/desks/backup_desk.h"
#include "engine/runtime/desks/cost_desk.h"
#include "engine/runtime/desks/diary_desk.h"
#include "engine/runtime/desks/engine_desk.h"
#include "engine/runtime/desks/job_desk.h"
#include "engine/runtime/desks/kind_desk.h"
#include "engine/runtime/desks/line_desk.h"
#include "engine/runtime/desks/mail_domain_desk.h"
#include "engine/runtime/desks/message_desk.h"
#include "engine/runtime/desks/schedule_desk.h"
#include "engine/runtime/desks/secret_desk.h"
#include "engine/runtime/desks/shop_desk.h"
#include "engine/runtime/desks/site_desk.h"
#include "engine/runtime/desks/story_desk.h"
#include "engine/runtime/desks/studio_desk.h"
#include "engine/runtime/desks/wait_desk.h"
#include "engine/runtime/desks/way_desk.h"
#include "engine/runtime/frame_publisher.h"
#include "engine/runtime/health_checks.h"
#include "engine/runtime/local_server.h"
#include "engine/runtime/question_router.h"
#include "engine/runtime/shared_work.h"
#include "engine/runtime/trouble_log.h"
#include "engine/secrets/secret_stores.h"
#include "engine/shop/diary_watch.h"
#include "engine/shop/offer_planner.h"
#include "engine/shop/planner.h"
#include "engine/shop/sqlite_consent_ledger.h"
#include "engine/shop/sqlite_message_wishes.h"
#include "engine/shop/sqlite_replies.h"
#include "engine/shop/sqlite_shop_book.h"
#include "engine/shop/sqlite_shop_database.h"
#include "engine/shop/sqlite_till.h"
#include "engine/shop/sqlite_visit_history.h"
#include "engine/shop/sqlite_waiting_line.h"
#include "engine/shop/sqlite_waits.h"
#include "engine/shop/wish_planner.h"
#include "engine/stores/redis/redis_watch.h"
#include "engine/tasks/message_key.h"
#include "engine/tasks/send_message.h"
#include "engine/tasks/wish_reader.h"

#include <QTimer>

/// The object graph of an engine; included by its own sources only.
namespace trato {

/// Everything that lives on the engine thread. Members stand in the order in which they are made; each names
/// what it stands on. They go in the opposite order.
class EngineGraph final : public EngineCore
{
public:
    EngineGraph(const EngineSetup &setup, StoreChoice choice, std::unique_ptr<JobStore> store, RestoreOutcome restored);
    ~EngineGraph() override;

    Result<Done> start();
    void ask(Question question, Reply<std::any> reply) override;
    void watch(QList<QueueName> queues) override;
    void stop(Reply<Done> reply) override;

private:
    EngineDesk::Parts engineDeskParts();
    SiteDesk::Parts siteDeskParts(const EngineSetup &setup);
    WayDesk::Parts wayDeskParts();
    void listenByHttp();
    void askWays();
    QString wayTrouble(const QString &way) const;
    SharedWork::Parts sharedWorkParts();
    QList<WorkerView> workers() const;
    StoreView storeView() const;
    void applyDuties();
    void onOwner(bool owns);
    void onShopReady();
    void restartSoon();
    std::function<QList<HealthCheck>()> healthChecks() const;
    void whenFilesTried(std::function<void()> then);
    void connectParts();
    Result<Done> change(const QMap<QString, QString> &values);
    /// Schedules run by the clock of the first shop.
    void keepZone(const QString &zone);
    QList<Problem> problems() const;
    QList<ComponentView> components() const;
    QList<ThreadView> threads() const;
    void startWorking();
    std::optional<Error> lostForGood() const;
    void stopWhenIdle();
    void beat();
    void plan();
    std::array<ProviderChannel *, 4> providers() { return {&m_whatsapp, &m_sendGrid, &m_smtp, &m_sms}; }
    const ProviderChannel &mailProvider() const;
    /// Reminders and schedules are this engine's: it works, may plan, and owns the shop.
    bool plans() const { return m_options.works && m_options.schedules && m_sharedWork.owns(); }

    ReplyScope m_scope;   ///< first: no callback comes when the members go
    const QString m_name;
    const Profile m_profile;
    const EngineOptions m_options;
    const std::shared_ptr<QtMailbox> m_home;
    const std::shared_ptr<const Clock> m_clock;
    const Instant m_startedAt = m_clock->now();
    const RestoreOutcome m_restored;
    const StoreChoice m_choice;
    SettingsFile m_settingsFile;
    EngineSettings m_settings;
    LogBook m_log;
    std::unique_ptr<JobStore> m_store;
    SqliteShopDatabase m_shop;
    SqliteShopBook m_book;
    SqliteWaitingLine m_line;
    SqliteTill m_till;
    SqliteMessageWishes m_wishes;
    SqliteConsentLedger m_consentLedger;
    ConsentBook m_consentBook;
    SqliteReplies m_replies;
    SqliteVisitHistory m_history;
    SqliteWaits m_waits;
    SqlThread m_console;
    DeliveryLedger m_ledger;
    BudgetWatch m_budget;
    SeenPreviews m_seenPreviews;
    Templates m_templates;
    WishReader m_wishReader;
    HttpTransport m_transport;
    SecretChain m_secrets;
    WhatsAppCloud m_whatsapp;
    SendGridMail m_sendGrid;
    SmtpMail m_smtp;
    EmailChannel m_email;
    TwilioSms m_sms;
    Dispatcher m_dispatcher;
    SendRecovery m_recovery;
    EventBook m_eventBook;
    ReplyReader m_replyReader;
    EventIntake m_intake;
    WebhookDoor m_door;
    RelayPull m_relay;
    TwilioWatch m_twilioWatch;
    std::optional<SiteStream> m_stream;   ///< set when the store is a Redis server
    ApiTokens m_tokens;
    TroubleLog m_trouble;
    SafetyCopies m_copies;
    HandlerRegistry m_handlers;
    HandlerPool m_pool;
    Worker m_worker;
    TimingBook m_timings;
    ResourceSampler m_resources;
    MetricArchive m_archive;
    Planner m_planner;
    WishPlanner m_wishPlanner;
    OfferPlanner m_offerPlanner;
    Scheduler m_scheduler;
    DiaryWatch m_watch;
    const ServedQueues m_served;
    SharedWork m_sharedWork;
    std::optional<RedisWatch> m_redisWatch;   ///< set when the store is a Redis server
    QueueOverview m_overview;
    quint64 m_diaryRevision = 0;
    quint64 m_statusRevision = 0;
    JobDesk m_jobDesk;
    DiaryDesk m_diaryDesk;
    KindDesk m_kindDesk;
    MessageDesk m_messageDesk;
    ScheduleDesk m_scheduleDesk;
    BackupDesk m_backupDesk;
    EngineDesk m_engineDesk;
    ShopDesk m_shopDesk;
    LineDesk m_lineDesk;
    SiteDesk m_siteDesk;
    WaitDesk m_waitDesk;
    CostDesk m_costDesk;
    TemplateStudio m_studio;
    TemplateOffice m_templateOffice;
    TxtResolver m_txtResolver;
    StudioDesk m_studioDesk;
    MailDomainDesk m_mailDomainDesk;
    SecretDesk m_secretDesk;
    WayDesk m_wayDesk;
    StoryDesk m_storyDesk;
    QuestionRouter<JobDesk, DiaryDesk, MessageDesk, ScheduleDesk, BackupDesk, EngineDesk, ShopDesk, LineDesk, KindDesk, SiteDesk,
                   CostDesk, StudioDesk, MailDomainDesk, SecretDesk, WayDesk, WaitDesk, StoryDesk> m_router;
    FramePublisher m_frames;
    LocalServer m_server;
    const std::shared_ptr<QtMailbox> m_httpHome = std::make_shared<QtMailbox>();   ///< questions that come by HTTP
    HttpFace m_http;
    QTimer m_frameTimer;
    QTimer m_planTimer;
    QList<QueueName> m_watchedHere;      ///< by the window of this process
    QList<QueueName> m_watchedOutside;   ///< through the local socket
    Instant m_lastBeat = m_startedAt;
    QString m_storeProblem;              ///< of a server, when it was last looked at
    bool m_filesTried = false;
    bool m_working = false;
    bool m_shopReady = false;            ///< what an earlier owner left of messages was settled
    bool m_stopping = false;
};

} // namespace trato
