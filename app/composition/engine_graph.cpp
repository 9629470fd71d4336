#include "app/composition/engine_graph_parts.h"

#include "app/composition/shop_schedules.h"
#include "engine/api/contact_rules.h"
#include "engine/local/console_schema.h"
#include "engine/notify/channel_plan.h"
#include "engine/notify/message_job.h"
#include "engine/stores/open_store.h"
#include "engine/stores/redis/redis_job_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QUuid>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int poolThreads = 4;
const QString redisPasswordName = u"REDIS_PASSWORD"_s;

QList<std::shared_ptr<SecretStore>> secretPlaces(const EngineSetup &setup)
{
    QList<std::shared_ptr<SecretStore>> places;
    places << std::make_shared<EnvironmentSecrets>(QProcessEnvironment::systemEnvironment(), setup.home);
    if (setup.keychain)
        places << setup.keychain;
    places << std::make_shared<CredentialFiles>(qEnvironmentVariable("CREDENTIALS_DIRECTORY"), setup.home);
    return places;
}

Result<std::unique_ptr<JobStore>> openChosen(const StoreChoice &choice, const EngineSetup &setup)
{
    if (!choice.redis)
        return openStore({u"sqlite:"_s + setup.profile.jobsFile()}, setup.home, *setup.clock);
    RedisStoreOptions options;
    options.address = *choice.redis;
    options.prefix = choice.prefix;
    options.pausedLayout = choice.pausedLayout;
    return std::unique_ptr<JobStore>(std::make_unique<RedisJobStore>(std::move(options), setup.home, *setup.clock));
}

} // namespace

SiteDesk::Parts EngineGraph::siteDeskParts(const EngineSetup &setup)
{
    QList<QueueName> ours;
    for (const ServedQueue &queue : m_served.queues)
        ours.append(queue.queue);
    return {m_sharedWork, *m_clock, ours, m_choice.redis, m_choice.isFixed, environmentVariable,
            [keychain = setup.keychain](const QByteArray &password, Reply<Done> reply) {
                if (!keychain)
                    return reply(Error{Error::Code::Unavailable, u"there is no keychain"_s});
                keychain->write(redisPasswordName, Secret(password), std::move(reply));
            },
            [this](const QMap<QString, QString> &values) { return change(values); }};
}

EngineGraph::EngineGraph(const EngineSetup &setup, StoreChoice choice, std::unique_ptr<JobStore> store, RestoreOutcome restored)
    : m_name(u"%1-%2"_s.arg(QSysInfo::machineHostName().section(u'.', 0, 0), QUuid::createUuid().toString(QUuid::Id128).left(6))),
      m_profile(setup.profile), m_options(setup.options), m_home(setup.home), m_clock(setup.clock),
      m_restored(std::move(restored)), m_choice(std::move(choice)), m_settingsFile(m_profile.settingsFile()), m_settings(m_settingsFile.read()),
      m_log({m_profile.logFolder(), m_options.logToConsole, LogLevel::Info}, *m_clock), m_store(std::move(store)),
      m_shop(m_profile.shopFile(), m_settings, m_home, *m_clock), m_book(m_shop.file()), m_line(m_shop.file()),
      m_till(m_shop.file()), m_wishes(m_shop.file()), m_consentLedger(m_shop.file()), m_consentBook(m_consentLedger), m_replies(m_shop.file()),
      m_history(m_shop.file()), m_waits(m_shop.file()),
      m_console({u"console.db"_s, m_profile.consoleFile(), consoleMigrations()}, m_home), m_ledger(m_console, *m_clock),
      m_budget(m_ledger, m_settings, *m_clock),
      m_seenPreviews(m_console, *m_clock),
      m_templates(m_profile.templateFolder()),
      m_wishReader({m_wishes, m_shop, m_book, m_line, m_templates, m_settings, *m_clock}), m_transport(*m_clock), m_secrets(secretPlaces(setup)),
      m_whatsapp(m_transport, m_secrets, m_settings, *m_clock, m_log), m_sendGrid(m_transport, m_secrets, m_settings, *m_clock, m_log),
      m_smtp(m_secrets, m_settings, *m_clock, m_log), m_email(m_sendGrid, m_smtp, m_settings),
      m_sms(m_transport, m_secrets, m_settings, *m_clock, m_log),
      m_dispatcher({*m_store, m_ledger, m_settings, *m_clock, m_log, m_name, {},
                    [this](const Notification &message, const QString &reason) {
                        m_consentBook.take({AddressEvent{message.channel, message.recipient, AddressEvent::What::Bad, {}, reason, m_clock->now()}},
                                           [this](const Result<Done> &noted) {
                                               if (!noted)
                                                   m_log.warning("dispatcher", u"a bad address was not noted: "_s + noted.error().detail);
                                           });
                    }, crashAfter()}),
      m_recovery({m_dispatcher, *m_store, m_ledger, m_log}), m_eventBook(m_console, *m_clock),
      m_replyReader({m_replies, m_ledger, m_settings, m_log}),
      m_intake({m_eventBook, m_ledger, *m_store, *m_clock, m_log,
                [this](const QList<ProviderEvent> &events, const Reply<Done> &reply) {
                    m_consentBook.take(events, [this, events, reply](Result<Done> known) {
                        known ? m_replyReader.take(events, reply) : reply(known);
                    });
                }}), m_door({m_intake, m_secrets, m_settings, *m_clock, m_log}),
      m_relay({m_transport, m_secrets, m_door, m_intake, m_eventBook, m_settings, *m_clock, m_log}),
      m_twilioWatch({m_transport, m_secrets, m_console, m_ledger, m_intake, m_settings, *m_clock, m_log}),
      m_tokens(m_console, *m_clock), m_trouble(m_log),
      m_copies({m_profile.folder, m_profile.backupFolder()}, QCoreApplication::applicationVersion(), m_settings, m_home, *m_clock, m_log),
      m_handlers({m_shop, *m_store, m_console, m_templates, m_dispatcher, m_copies, m_settings, *m_clock, m_transport, m_profile,
                  m_wishReader, m_book,
                  [this](const QueueName &queue) { return !m_sharedWork.isShared() || m_sharedWork.standing(queue).duty == QueueDuty::Work; }}),
      m_pool(poolThreads), m_worker(*m_store, m_home, *m_clock, m_log, m_name, m_pool), m_timings(*m_clock),
      m_resources(m_profile.folder, m_home, *m_clock),
      m_archive(m_timings, m_resources.book(), m_console, *m_clock),
      m_planner(m_shop, *m_store, m_ledger.lookup(), m_settings, *m_clock, m_log),
      m_wishPlanner(m_wishes, *m_store, m_settings, *m_clock, m_log),
      m_offerPlanner(m_waits, m_ledger.lookup(), m_settings, *m_clock, m_log),
      m_scheduler(*m_store->schedules(), *m_store, m_settings, *m_clock, m_log, shopSchedules()),
      m_watch({m_shop, m_secrets, m_settings, *m_clock, m_log,
               [this](const QString &path, const QString &seen, const QString &taken, Reply<WatchedFile> reply) {
                   m_pool.post([home = m_home, path, seen, taken, reply = std::move(reply)] {
                       home->post([reply, found = lookAtDiary(path, seen, taken)] { reply(found); });
                   });
               },
               [this](const HttpRequest &request, Reply<HttpResult> reply) { m_transport.send(request, std::move(reply)); },
               readDiariesOn(m_pool, m_home)}),
      m_served(servedQueues(m_options.serve, m_settings, m_handlers, m_choice.redis.has_value())), m_sharedWork(sharedWorkParts()),
      m_overview(*m_store, *m_clock, servedNames(m_served.queues), [this](const QueueName &queue) { return m_sharedWork.standing(queue); }),
      m_jobDesk({*m_store, m_overview, *m_clock, [this] { return workers(); },
                 [](const JobDetail &job) {
                     const MessageKeys keys = messageKeys(job.row.queue, job.row.id, job.row.createdAt, job.data.utf8);
                     return keys.earlier.isEmpty() ? QStringList{keys.key} : QStringList{keys.key, keys.earlier};
                 },
                 messageQueues(),
                 [this](std::function<void()> then) { m_sharedWork.whenSettled(std::move(then)); }}),
      m_diaryDesk({m_shop, *m_store, m_planner, m_ledger.lookup(), m_settings, *m_clock,
                   [this](const VisitRecord &visit, ReminderKind kind) -> Result<QString> {
                       // "today" and "tomorrow" are as the client reads them, when it arrives
                       const Instant due = planReminder(visit, kind, m_settings, {}, m_clock->now()).dueAt;
                       const Instant read = qMax(due, m_clock->now());
                       const Notification reminder{.templateId = reminderTemplate(kind)};
                       if (const auto choices = messageChoices(reminder, visit.client, visitVariables(visit, read), m_templates, m_settings,
                                                           channelOrderFor(m_settings, visit.unit, nameOf(kind))))
                           return choices.value().first().text; // as its first channel says it
                       const auto rendered = m_templates.renderReminder(visit, kind, read);
                       return rendered ? Result<QString>(rendered.value().text) : Result<QString>(rendered.error());
                   },
                   [this](Reply<QString> reply) { m_seenPreviews.note(std::move(reply)); },
                   [this](Instant from, Instant to, Reply<QList<MessagePreview>> reply) {
                       m_kindDesk.wishesBetween(from, to, {}, std::move(reply));
                   },
                   m_till, m_consentLedger, m_replies, readDiariesOn(m_pool, m_home), [this](const QString &zone) { keepZone(zone); }}),
      m_kindDesk({m_wishes, m_wishReader, m_book, m_templates, m_settings, *m_clock,
                  [this](Instant from, Instant to, Reply<QList<ReminderPreview>> reply) {
                      m_diaryDesk.remindersBetween(from, to, std::move(reply));
                  }, m_wishPlanner}),
      m_messageDesk({m_ledger, m_dispatcher, m_templates, m_shop, *m_store, m_settings, *m_clock,
                     [this](const QString &token, Reply<bool> reply) { m_seenPreviews.isFresh(token, std::move(reply)); },
                     [this](const QMap<QString, QString> &values) { return change(values); },
                     [this] { ++m_statusRevision; }, &m_wishReader}),
      m_scheduleDesk({m_scheduler, *m_store->schedules(), *m_store, m_settings, *m_clock,
                      [this](const QueueName &queue) { return servedNames(m_served.queues).contains(queue); }}),
      m_backupDesk(m_copies), m_engineDesk(engineDeskParts(), m_log, m_home), m_shopDesk({m_shop, m_book, *m_clock}),
      m_lineDesk({m_shop, m_book, m_line, *m_clock}), m_siteDesk(siteDeskParts(setup)), m_waitDesk({m_waits, m_book, m_settings}),
      m_costDesk(m_ledger, m_settings, *m_clock),
      m_studio(m_templates, m_profile.templateFolder(), m_console, *m_clock),
      m_templateOffice({m_templates, [this](const HttpRequest &request, Reply<HttpResult> reply) { m_transport.send(request, std::move(reply)); },
                        m_secrets, m_settings, m_console, *m_clock, m_log}),
      m_studioDesk({m_templates, m_studio, m_templateOffice, m_shop, m_settings, *m_clock, [this] { ++m_statusRevision; }}),
      m_mailDomainDesk(m_settings, [this](const QString &name, Reply<QStringList> reply) { m_txtResolver.lookUp(name, std::move(reply)); }),
      m_secretDesk({setup.keychain, [this] {
                        for (ProviderChannel *provider : providers())
                            provider->changed();
                        ++m_statusRevision;
                    }}),
      m_wayDesk(wayDeskParts()),
      m_storyDesk({m_shop, m_history, m_ledger, *m_store, m_ledger.lookup(), m_settings, *m_clock}),
      m_router(m_jobDesk, m_diaryDesk, m_messageDesk, m_scheduleDesk, m_backupDesk, m_engineDesk, m_shopDesk, m_lineDesk, m_kindDesk, m_siteDesk,
               m_costDesk, m_studioDesk, m_mailDomainDesk, m_secretDesk, m_wayDesk, m_waitDesk, m_storyDesk),
      m_frames(*m_store, m_overview, m_log, *m_clock,
               {[this] { return problems(); }, [this] { return m_diaryRevision; }, [this] { return m_ledger.revision(); },
                [this] { return m_statusRevision; }}),
      m_server(m_profile.folder, [this](Question question, Reply<std::any> reply) { ask(std::move(question), std::move(reply)); }),
      m_http([this, home = m_httpHome](Question question, Reply<std::any> reply) {
          home->post([this, question = std::move(question), reply = std::move(reply)] { ask(question, reply); });
      }, m_clock)
{
    if (m_choice.redis)
        m_redisWatch.emplace(*m_choice.redis, m_choice.prefix, *m_clock);
    if (m_choice.redis)
        m_stream.emplace(*m_choice.redis, m_choice.prefix, SiteStream::Parts{m_door, m_intake, m_eventBook, m_settings, *m_clock, m_log});
}

EngineGraph::~EngineGraph()
{
    m_scope.close();
    m_httpHome->close();
}

void prepareEngine(EngineSetup &setup, std::function<void()> then)
{
    const auto choice = chooseStore(setup.options, SettingsFile(setup.profile.settingsFile()).read(), environmentVariable);
    if (!choice || !choice.value().redis || !choice.value().redis->password.isEmpty())
        return then(); // what is wrong is told by `makeEngine`
    const auto secrets = std::make_shared<SecretChain>(secretPlaces(setup));
    secrets->read(redisPasswordName, [&setup, secrets, then = std::move(then)](const Result<Secret> &password) {
        setup.redisPassword = password ? password.value().reveal().toByteArray() : QByteArray();
        then();
    });
}

Result<std::unique_ptr<EngineCore>> makeEngine(const EngineSetup &setup)
{
    if (!QDir().mkpath(setup.profile.folder))
        return Error{Error::Code::ReadOnly, u"the profile folder cannot be made: "_s + setup.profile.folder};
    const RestoreOutcome restored = restoreIfOrdered(setup.profile, *setup.clock); // before anything is opened
    if (mustNotStart(restored, setup.profile))
        return restored.error();
    auto choice = chooseStore(setup.options, SettingsFile(setup.profile.settingsFile()).read(), environmentVariable);
    if (!choice)
        return choice.error();
    StoreChoice chosen = std::move(choice).value();
    if (chosen.redis && chosen.redis->password.isEmpty())
        chosen.redis->password = setup.redisPassword;
    auto store = openChosen(chosen, setup);
    if (!store)
        return store.error();
    auto graph = std::make_unique<EngineGraph>(setup, std::move(chosen), std::move(store).value(), restored);
    if (const Result<Done> started = graph->start(); !started)
        return started.error();
    return std::unique_ptr<EngineCore>(std::move(graph));
}

} // namespace trato
