#include "tests/support/sample_site.h"

#include "tests/support/sample_schedules.h"

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString address = u"redis://redis.barbearia-modelo.example:6379/0"_s;
const QString eviction = u"allkeys-lru; CONFIG SET maxmemory-policy noeviction"_s;

} // namespace

EngineStatus SampleSite::status() const
{
    EngineStatus s = shop.status();
    s.store = {address, true, u"bull"_s, u"Redis 7.0.15"_s, Durability::EverySecond};
    s.owner = owner;
    const QString other = u"servidor-01-7c21f0"_s;
    s.engines = {{owner ? s.engine : other, true, false, s.startedAt, shop.now}, {owner ? other : s.engine, false, true, s.startedAt, shop.now}};
    s.components.first() = {u"redis"_s, !unsafe, 1.2, address + u" · Redis 7.0.15"_s, s.startedAt};
    if (unsafe)
        s.problems = {{u"redis.eviction"_s, address, eviction, true, shop.now - Minutes(3)}};
    return s;
}

QList<QueueView> SampleSite::queues() const
{
    QList<QueueView> queues = shop.queues();
    for (QueueView &queue : queues) {
        queue.duty = queue.handler.isEmpty() ? QueueDuty::Watch : owner ? QueueDuty::Work : QueueDuty::Standby;
        if (queue.name.value == u"email-notifications")
            queue.others = {u"site-mail-1"_s, u"site-mail-2"_s};
        if (queue.name.value == u"system-cleanup") {
            queue.handler = u"clean-up"_s;
            queue.others = {u"site-worker"_s};
        }
        if (queue.name.value == u"sms-notifications") {
            queue.counts.waiting = 4;
            queue.health = QueueHealth::Warning;
            queue.reason = QueueReason::Unserved;
        }
        if (queue.name.value == u"appointment-reminders")
            queue.limitedUntil = shop.now + Seconds(20);
    }
    return queues;
}

QList<WorkerView> SampleSite::workers() const
{
    const auto elsewhere = [](const QString &name, const QString &queue, const QString &from) {
        WorkerView view{.name = name, .queue = {queue}};
        view.elsewhere = true;
        view.address = from;
        return view;
    };
    return {{.name = u"balcao-01#1"_s, .queue = {u"whatsapp-notifications"_s}, .handler = u"send-message"_s, .jobsDone = 812},
            elsewhere(u"site-mail-1"_s, u"email-notifications"_s, u"10.0.0.7"_s),
            elsewhere(u"site-mail-2"_s, u"email-notifications"_s, u"10.0.0.8"_s),
            elsewhere(u"site-worker"_s, u"system-cleanup"_s, u"10.0.0.7"_s)};
}

ScheduleView SampleSite::kept() const
{
    ScheduleView view;
    view.draft = {.id = u"sync-caixa"_s, .queue = {u"sync"_s}, .jobName = u"sync"_s, .home = ScheduleHome::Queue, .every = Minutes(5), .limit = 1000};
    view.zone = u"UTC"_s;
    view.upcoming = {shop.now + Minutes(2)};
    view.planned = 212;
    return view;
}

SiteReport SampleSite::report() const
{
    SiteReport report;
    report.usable = !unsafe;
    report.durability = Durability::EverySecond;
    if (unsafe)
        report.checks.append({u"redis.memory"_s, false, false, eviction, u"redis.eviction"_s});
    report.checks += {{u"redis.clock"_s, true, true, u"-740 ms; NTP"_s, u"redis.clock"_s},
                      {u"redis.connection"_s, true, false, u"Redis 7.0.15, 1 ms"_s, {}},
                      {u"redis.durability"_s, true, false, u"appendfsync everysec"_s, {}},
                      {u"redis.queues"_s, true, false, u"3"_s, {}}};
    report.queues = {{{u"email-notifications"_s}, u"bullmq:5.58.0"_s, {u"site-mail-1"_s, u"site-mail-2"_s}, false, QueueDuty::Watch},
                     {{u"system-cleanup"_s}, u"bullmq:5.58.0"_s, {u"site-worker"_s}, true, QueueDuty::Watch},
                     {{u"whatsapp-notifications"_s}, u"bullmq:5.58.0"_s, {}, true, QueueDuty::Work}};
    return report;
}

void SampleSite::script(FakeEngine &engine) const
{
    const SampleSite site = *this;
    engine.on<ask::ShowStatus>([site](const ask::ShowStatus &) -> Result<EngineStatus> { return site.status(); });
    engine.on<ask::ListQueues>([site](const ask::ListQueues &) -> Result<QList<QueueView>> { return site.queues(); });
    engine.on<ask::ListWorkers>([site](const ask::ListWorkers &) -> Result<QList<WorkerView>> { return site.workers(); });
    engine.on<ask::ListSchedules>([site](const ask::ListSchedules &) -> Result<QList<ScheduleView>> {
        return SampleSchedules(site.shop.now).schedules() << site.kept();
    });
    engine.on<ask::CheckSite>([site](const ask::CheckSite &) -> Result<SiteReport> { return site.report(); });
    engine.on<ask::ConnectSite>([](const ask::ConnectSite &) -> Result<Done> { return Done{}; });
    engine.on<ask::LeaveSite>([](const ask::LeaveSite &) -> Result<Done> { return Done{}; });
    engine.on<ask::ChooseDuty>([](const ask::ChooseDuty &) -> Result<Done> { return Done{}; });
    engine.on<ask::TakeOver>([](const ask::TakeOver &) -> Result<Done> { return Done{}; });
}

} // namespace trato
