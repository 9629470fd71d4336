#include "app/composition/cli_programs.h"

#include "app/bench/bench.h"
#include "app/composition/engine_host.h"
#include "app/composition/move_house.h"
#include "app/composition/settings_file.h"
#include "app/composition/store_choice.h"
#include "engine/api/questions/engine.h"
#include "engine/backup/restore.h"
#include "engine/runtime/health_checks.h"
#include "engine/runtime/platform.h"
#include "engine/runtime/profile_lock.h"
#include "engine/secrets/secret_stores.h"
#include "engine/stores/redis/redis_health.h"

#include <QCoreApplication>

#include <cstdio>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

void complain(const Error &error)
{
    std::fprintf(stderr, "trato: %s\n", qUtf8Printable(error.detail));
}

/// What live sending needs and neither settings nor environment have; the keychain is asked by an engine only.
QList<ChannelNeeds> channelNeeds(const EngineSettings &settings)
{
    QList<ChannelNeeds> out;
    for (const Channel channel : {Channel::WhatsApp, Channel::Email, Channel::Sms}) {
        ChannelNeeds needs{channel, missingSettings(settings, channel)};
        const QString secret = secretName(settings, channel);
        bool found = secret.isEmpty();
        for (const QString &spelling : secretSpellings(secret))
            found |= !qEnvironmentVariable(spelling.toLatin1().constData()).isEmpty();
        if (!found)
            needs.missing << secret;
        out << needs;
    }
    return out;
}

} // namespace

Result<std::shared_ptr<EngineApi>> CliPrograms::engine(const EngineAddress &address)
{
    EngineOptions options;
    options.headless = true;
    options.works = false; // asking how things are must not send anything
    options.redis = address.redis;
    options.prefix = address.prefix;
    auto host = std::make_shared<EngineHost>(profileAt(address.profile), options);
    if (const Result<Done> opened = host->open(false); !opened)
        return opened.error();
    m_ownsEngine = host->owns();
    return std::shared_ptr<EngineApi>(host, &host->api()); // the host lives as long as the pointer
}

Result<QString> CliPrograms::storeName(const EngineAddress &address)
{
    const auto choice = chooseStore({.redis = address.redis, .prefix = address.prefix}, {}, environmentVariable);
    if (!choice)
        return choice.error();
    return choice.value().redis ? choice.value().redis->display() : u"jobs.db"_s;
}

int CliPrograms::serve(const ServeOptions &asked)
{
    EngineOptions options{.headless = true, .schedules = asked.schedules, .untilIdle = asked.untilIdle, .logToConsole = true, .redis = asked.address.redis, .http = asked.http, .prefix = asked.address.prefix};
    for (const ServeOptions::Queue &queue : asked.queues)
        options.serve.append({queue.name, queue.concurrency, queue.handler});
    EngineHost host(profileAt(asked.address.profile), options);
    if (const Result<Done> opened = host.open(true); !opened) {
        complain(opened.error());
        return int(exitCodeOf(opened.error().code));
    }
    int code = 0;
    QObject::connect(&host, &EngineHost::failed, qApp, [&](const Error &error) {
        complain(error);
        code = int(exitCodeOf(error.code));
        host.stop();
    });
    platform::onStopRequest([&] { host.stop(); });
    QObject::connect(&host, &EngineHost::stopRequested, &host, &EngineHost::stop);
    QObject::connect(&host, &EngineHost::stopped, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    return code;
}

int CliPrograms::bench(const QStringList &names, bool json)
{
    return runBenchmarks(names, json);
}

BackupList CliPrograms::backups(const EngineAddress &address)
{
    const Profile profile = profileAt(address.profile);
    return backup::listCopies({profile.folder, profile.backupFolder()}, SettingsFile(profile.settingsFile()).read().backupsKept);
}

Result<RestoreReport> CliPrograms::restore(const EngineAddress &address, const QString &copy)
{
    const Profile profile = profileAt(address.profile);
    const backup::Places places{profile.folder, profile.backupFolder()};
    ProfileLock lock(profile.folder);
    if (const Result<Done> locked = lock.tryLock(); !locked)
        return locked.error().code == Error::Code::Conflict ? Error{Error::Code::Refused, u"backup.in_use"_s} : locked.error();
    // By an order, so that a power cut in the middle is repaired by the next start.
    if (const Result<Done> ordered = backup::orderRestore(places, copy); !ordered)
        return ordered.error();
    const auto done = backup::carryOutOrder(places, m_clock.now());
    if (!done)
        return done.error();
    return *done.value();
}

QList<HealthCheck> CliPrograms::doctorWithoutEngine(const EngineAddress &address)
{
    const Profile profile = profileAt(address.profile);
    const EngineSettings settings = SettingsFile(profile.settingsFile()).read();
    return checkHealth(profile.folder, settings, m_clock, channelNeeds(settings));
}

void CliPrograms::moveStore(const StoreMoveOrder &order, std::function<void(QString)> tell, Reply<StoreMoveReport> reply)
{
    moveHouse(order, m_clock, std::move(tell), std::move(reply));
}

void CliPrograms::checkRedis(const QString &url, Reply<QList<HealthCheck>> reply)
{
    Result<RedisAddress> address = url.isEmpty() ? redisAddressFrom(environmentVariable) : redisAddressOf(url, UrlSecret::Refused);
    if (address && !url.isEmpty())
        address = withRedisSecrets(std::move(address).value(), environmentVariable);
    if (!address)
        return reply(address.error());
    RedisCheckOptions options;
    options.address = address.value();
    trato::checkRedis(options, m_clock, [reply](Result<RedisFacts> facts) {
        reply(facts ? Result<QList<HealthCheck>>(redisHealth(judgeRedis(facts.value()))) : facts.error());
    });
}

} // namespace trato
