#include "engine/runtime/health_checks.h"

#include "engine/api/questions/engine.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryFile>
#include <QTimeZone>

#include <sqlite3.h>

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 mega = 1024 * 1024;

HealthCheck profileCheck(const QString &folder, qint64 freeBytes)
{
    const QString writable = freeBytes < 64 * 1024 ? u"disk.free"_s : u"profile.writable"_s;
    if (!QDir().mkpath(folder))
        return {u"profile"_s, false, false, folder, u"profile.create"_s};
    QTemporaryFile probe(folder + u"/.write-check-XXXXXX"_s);
    if (!probe.open() || probe.write("x") != 1 || !probe.flush())
        return {u"profile"_s, false, false, folder + u": "_s + probe.errorString(), writable};
    return {u"profile"_s, true, false, folder, {}};
}

HealthCheck clockCheck(const Clock &clock)
{
    const QDateTime now = toUtc(clock.now());
    const bool sane = now.date().year() >= 2025 && now.date().year() < 2100;
    return {u"clock"_s, sane, false, now.toString(Qt::ISODate), sane ? QString() : u"clock.set"_s};
}

HealthCheck zoneCheck(const EngineSettings &settings, const Clock &clock)
{
    const QTimeZone zone(settings.zone.toLatin1());
    if (!zone.isValid())
        return {u"zone"_s, false, false, settings.zone, u"zone.unknown"_s};
    const int hours = zone.offsetFromUtc(toUtc(clock.now())) / 3600;
    return {u"zone"_s, true, false, u"%1 (UTC%2%3)"_s.arg(settings.zone, hours < 0 ? u"-"_s : u"+"_s).arg(qAbs(hours)), {}};
}

} // namespace

HealthCheck judgeSqlite(int versionNumber, const QString &versionText)
{
    // 3.7.0 … 3.51.2 can lose commits when several connections write and checkpoint one WAL. Each of our files
    // has one such connection, so an old version is safe with us and only worth knowing.
    const bool enough = versionNumber >= 3035000; // UPDATE … RETURNING
    return {u"sqlite"_s, enough, false, versionText, enough ? QString() : u"sqlite.update"_s};
}

HealthCheck checkFile(const ComponentView &file, const QList<Problem> &problems)
{
    if (file.healthy)
        return {file.name, true, false, file.detail, {}};
    const auto problem = std::ranges::find(problems, file.name, &Problem::subject);
    const QString code = problem == problems.end() ? u"store.unavailable"_s : problem->code;
    const bool isLost = code == u"store.newer" || code == u"store.corrupt";
    return {file.name, false, false, file.detail, isLost ? u"store.repair"_s : code};
}

HealthCheck judgeDisk(qint64 freeBytes)
{
    const QString detail = u"%1 MB"_s.arg(freeBytes / mega);
    if (freeBytes < 50 * mega)
        return {u"disk"_s, false, false, detail, u"disk.free"_s};
    return {u"disk"_s, true, freeBytes < 500 * mega, detail, freeBytes < 500 * mega ? u"disk.free"_s : QString()};
}

QList<HealthCheck> checkHealth(const QString &profileFolder, const EngineSettings &settings, const Clock &clock,
                               const QList<ChannelNeeds> &channels)
{
    const QStorageInfo disk(profileFolder);
    const qint64 freeBytes = disk.isValid() ? disk.bytesAvailable() : 0;
    QList<HealthCheck> checks{profileCheck(profileFolder, freeBytes), judgeDisk(freeBytes)};
    checks << clockCheck(clock) << zoneCheck(settings, clock);
    checks << judgeSqlite(sqlite3_libversion_number(), QString::fromLatin1(sqlite3_libversion()));
    for (const ChannelNeeds &needs : channels) {
        const ChannelWay way = wayOf(settings, needs.channel);
        const bool lacks = !needs.missing.isEmpty();
        const bool live = way == ChannelWay::Live;
        checks << HealthCheck{nameOf(needs.channel), !lacks || !live, lacks && live,
                              lacks ? nameOf(way) + u"; missing: "_s + needs.missing.join(u", ") : nameOf(way),
                              lacks ? nameOf(needs.channel) + u".credentials"_s : QString()};
    }
    return checks;
}

} // namespace trato
