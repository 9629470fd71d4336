#include "tests/support/sample_shop.h"

#include "engine/api/questions/costs.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "engine/api/settings.h"
#include "tests/support/sample_schedules.h"


#include <cmath>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString zone = u"America/Sao_Paulo"_s;
const QueueName whatsapp{u"whatsapp-notifications"_s};

DeliveryView delivery(int number, DeliveryState state, Instant at, const QString &client, const QString &templateId)
{
    DeliveryView d;
    d.id = {u"d%1"_s.arg(number)};
    d.way = ChannelWay::Live;
    d.templateId = {templateId};
    d.state = state;
    d.recipient = u"+55 11 9····-%1"_s.arg(1000 + number * 37 % 9000);
    d.clientName = client;
    d.queue = whatsapp.value;
    d.jobId = u"msg_%1"_s.arg(number);
    d.createdAt = at;
    d.updatedAt = at;
    return d;
}

QList<int> ripple(int base, int count)
{
    QList<int> out;
    for (int i = 0; i < count; ++i)
        out.append(base == 0 ? 0 : std::max(0, int(base + base * 0.5 * std::sin(i * 0.9) + (i * 7) % 3)));
    return out;
}

} // namespace

QList<VisitView> SampleShop::visits() const
{
    const char *clients[] = {"João Exemplo", "Pedro Modelo", "Lucas Amostra", "Caio Exemplo", "André Modelo",
                             "Bruno Amostra", "Diego Exemplo", "Felipe Modelo"};
    const char *services[] = {"Corte + barba", "Barba", "Corte masculino", "Sobrancelha", "Pigmentação"};
    const char *barbers[] = {"Marcos", "Rafael", "Tiago"};
    QList<VisitView> out;
    const qint64 half = Millis(Minutes(30)).count();
    const Instant base = fromMs((toMs(now) / half) * half);
    for (int i = -8; i < 40; ++i) {
        const int n = i + 8;
        VisitView v;
        v.id = {u"visit-%1"_s.arg(n)};
        v.unit = {u"unit-1"_s};
        v.unitName = u"Barbearia Modelo"_s;
        v.zone = zone;
        v.client = {u"client-%1"_s.arg(n % 8)};
        v.clientName = QString::fromUtf8(clients[n % 8]);
        v.phone = u"+55 11 9····-%1"_s.arg(4821 + n);
        v.service = QString::fromUtf8(services[n % 5]);
        v.professional = QString::fromUtf8(barbers[n % 3]);
        v.priceCents = 4500 + 500 * (n % 4);
        v.start = base + Minutes(30) * i + (i >= 14 ? Hours(13) : Hours(0));
        v.end = v.start + Minutes(30);
        v.status = i < -1 ? VisitStatus::Done : i == -1 ? VisitStatus::InService
            : n % 3 == 0  ? VisitStatus::Confirmed : VisitStatus::Scheduled;
        ReminderView dayBefore{ReminderKind::DayBefore, ReminderView::State::Told, v.start - Hours(24), v.start - Hours(2)};
        dayBefore.delivery = {u"d%1"_s.arg(n)};
        dayBefore.deliveryState = n % 7 == 0 ? DeliveryState::Read : DeliveryState::Delivered;
        ReminderView hourBefore{ReminderKind::HourBefore, ReminderView::State::Planned, v.start - Hours(1), v.start - Minutes(10)};
        if (dayBefore.dueAt > now) {
            dayBefore.state = ReminderView::State::Planned;
            dayBefore.deliveryState.reset();
        }
        if (hourBefore.dueAt <= now) {
            const DeliveryState told[] = {DeliveryState::Delivered, DeliveryState::Read, DeliveryState::Uncertain,
                                          DeliveryState::Failed};
            hourBefore.state = ReminderView::State::Told;
            hourBefore.deliveryState = told[n % 4];
        } else if (hourBefore.dueAt < now + Minutes(40)) {
            hourBefore.state = ReminderView::State::Queued;
        }
        if (n % 11 == 10) {
            hourBefore.state = ReminderView::State::NotNeeded;
            hourBefore.deliveryState.reset();
            hourBefore.reason = u"no_consent"_s;
            dayBefore = hourBefore;
            dayBefore.kind = ReminderKind::DayBefore;
        }
        v.vanished = i == 5;
        v.reminders = {dayBefore, hourBefore};
        out.append(v);
    }
    return out;
}

QList<DeliveryView> SampleShop::deliveries() const
{
    QList<DeliveryView> out;
    int number = 0;
    for (int hour = 0; hour < 24; ++hour) {
        const int count = int(8 + 7 * std::sin((24 - hour) / 24.0 * 6.28 + 4.2));
        for (int i = 0; i < count; ++i, ++number) {
            DeliveryState state = i % 5 == 4 ? DeliveryState::Read : DeliveryState::Delivered;
            if (hour == 2 && i == 0)
                state = DeliveryState::Failed;
            DeliveryView d = delivery(number, state, now - Hours(hour) - Minutes(3 * i + 1), u"Cliente %1"_s.arg(number % 8 + 1),
                                      number % 2 ? u"day_before"_s : u"hour_before"_s);
            if (state == DeliveryState::Failed)
                d.reason = u"whatsapp.132015: Template is paused due to low quality"_s;
            d.visitId = u"visit-%1"_s.arg(number % 48);
            d.category = u"utility"_s;
            if (state != DeliveryState::Failed)
                d.costMicros = 42'500;
            out.append(d);
        }
    }
    DeliveryView uncertain = delivery(9001, DeliveryState::Uncertain, now - Minutes(4), u"Lucas A."_s, u"hour_before"_s);
    uncertain.reason = u"timeout"_s;
    out.prepend(uncertain);
    if (way == ChannelWay::Assisted)
        for (int i = 0; i < 4; ++i) {
            DeliveryView d = delivery(9100 + i, DeliveryState::AwaitsPerson, now - Minutes(2 + i),
                                      QStringList{u"João E."_s, u"Pedro M."_s, u"Caio E."_s, u"André M."_s}.at(i), u"hour_before"_s);
            d.way = ChannelWay::Assisted;
            d.expiresAt = now + Minutes(35 + 10 * i);
            out.prepend(d);
        }
    return out;
}

QList<QueueView> SampleShop::queues() const
{
    const auto make = [&](const QString &name, QueueCounts counts, QueueHealth health, int base, const QString &handler) {
        QueueView q;
        q.name = {name};
        q.counts = counts;
        q.health = health;
        q.failedLastHour = counts.failed;
        q.reason = health == QueueHealth::Good ? QueueReason::None : counts.failed > 0 ? QueueReason::Failures : QueueReason::Pending;
        q.handler = handler;
        q.concurrency = 5;
        q.recent = ripple(base, 30);
        return q;
    };
    return {make(whatsapp.value, {.waiting = 12, .delayed = 3, .active = 4, .completed = jobTotal, .failed = 5}, QueueHealth::Critical, 8, u"send-whatsapp"_s),
            make(u"appointment-reminders"_s, {.delayed = 74, .active = 1, .completed = 310}, QueueHealth::Good, 3, u"appointment-reminder"_s),
            make(u"email-notifications"_s, {.waiting = 62, .active = 2, .completed = 90}, QueueHealth::Warning, 4, {}),
            make(u"sms-notifications"_s, {}, QueueHealth::Good, 0, {}),
            make(u"system-cleanup"_s, {.completed = 12}, QueueHealth::Good, 0, {})};
}

JobPage SampleShop::jobs(const JobQuery &query) const
{
    JobPage page;
    page.sort = query.sort;
    const JobState state = query.state.value_or(JobState::Failed);
    for (const QueueView &queue : queues())
        if (queue.name == query.queue)
            page.total = state == JobState::Failed ? queue.counts.failed : state == JobState::Completed ? queue.counts.completed
                : state == JobState::Waiting       ? queue.counts.waiting : state == JobState::Delayed ? queue.counts.delayed
                : state == JobState::Active        ? queue.counts.active : 0;
    if (!query.search.isEmpty())
        page.total = std::min<qint64>(page.total, 1);
    for (qint64 i = query.offset; i < std::min(page.total, query.offset + query.limit); ++i) {
        JobRow row;
        row.id = {QString::number(4812 - i)};
        row.queue = query.queue;
        row.name = u"send-whatsapp"_s;
        row.state = state;
        row.attemptsMade = state == JobState::Failed ? 1 : 0;
        row.attempts = 3;
        row.createdAt = now - Minutes(5) - Seconds(13 * i);
        row.subject = u"hour_before"_s;
        row.recipient = u"+55 11 9····-%1"_s.arg(4821 + i);
        if (state == JobState::Delayed)
            row.dueAt = now + Minutes(10 + i);
        if (state != JobState::Waiting && state != JobState::Delayed)
            row.startedAt = row.createdAt + Seconds(1);
        if (state == JobState::Failed || state == JobState::Completed)
            row.finishedAt = row.createdAt + Millis(1412);
        if (state == JobState::Failed)
            row.failedReason = u"whatsapp.132015: Template is paused due to low quality"_s;
        page.rows.append(row);
    }
    return page;
}

JobDetail SampleShop::job(const QueueName &queue, const JobId &id) const
{
    JobDetail detail;
    detail.row = jobs({.queue = queue, .state = JobState::Failed, .limit = 1}).rows.value(0);
    detail.row.queue = queue;
    detail.row.id = id;
    detail.data.utf8 = R"({"type":"whatsapp","template":"hour_before","phoneNumber":"+5511987654821","variables":{"clientName":"João Exemplo","time":"15:30"}})";
    detail.stacktrace = {u"whatsapp.132015: Template is paused due to low quality\n  at WhatsAppChannel::send"_s};
    detail.logs = {u"consent, time and visit checked"_s, u"sent to +5511987654821"_s};
    detail.attemptsStarted = 1;
    detail.worker = u"balcao-01#2"_s;
    const Instant created = detail.row.createdAt;
    detail.attempts = {{1, JobAttempt::Outcome::Failed, created, created + Millis(900), created + Millis(1312),
                        u"whatsapp.132015: Template is paused due to low quality"_s, detail.worker}};
    return detail;
}

EngineStatus SampleShop::status() const
{
    EngineStatus s;
    s.version = u"0.1.0"_s;
    s.profile = u"modelo"_s;
    s.engine = u"balcao-01"_s;
    s.pid = 4711;
    s.startedAt = now - Hours(6) - Minutes(12);
    s.store = {.address = u"jobs.db"_s, .durability = Durability::Always};
    s.components = {{u"jobs.db"_s, true, 0.4, u"WAL · synchronous FULL · 18 MB"_s, s.startedAt},
                    {u"shop.db"_s, true, 0.3, u"48 visits · 8 clients"_s, s.startedAt},
                    {u"console.db"_s, true, 0.6, u"612 messages"_s, s.startedAt},
                    {u"whatsapp"_s, true, 412.0, u"v26.0"_s, now - Minutes(4)},
                    {u"engine"_s, true, 0.9, u"5 queues"_s, s.startedAt}};
    s.threads = {{u"engine"_s, 18211, 0, 9120}, {u"jobs.db"_s, 9120, 2, 4210}, {u"shop.db"_s, 812, 0, 240}, {u"console.db"_s, 2214, 0, 811}};
    return s;
}

TimingReport SampleShop::timings(int minutes) const
{
    TimingReport report;
    const auto add = [&](const QString &subject, const QString &kind, qint64 count, double p50, qint64 failures) {
        report.timings.append({subject, kind, count, p50, p50 * 3.1, p50 * 5.4, p50 * 9, failures});
    };
    add(whatsapp.value, u"run"_s, 612, 184, 5);
    add(whatsapp.value, u"wait"_s, 612, 6.2, 0);
    add(u"appointment-reminders"_s, u"run"_s, 310, 2.4, 0);
    add(u"appointment-reminders"_s, u"wait"_s, 310, 3.1, 0);
    add(u"email-notifications"_s, u"run"_s, 90, 61, 1);
    add(u"whatsapp"_s, u"provider"_s, 618, 171, 6);
    for (const QString &kind : {u"run"_s, u"wait"_s, u"provider"_s}) {
        TimingSeries series;
        series.kind = kind;
        series.step = Minutes(1);
        series.from = now - Minutes(minutes);
        for (int i = 0; i <= minutes; ++i) {
            const bool gap = i > minutes / 3 && i < minutes / 3 + 4;
            const double v = kind == u"wait" ? 6 + 2 * std::sin(i * 0.4) : 180 + 40 * std::sin(i * 0.35) + (i * 13) % 17;
            series.p50.append(gap ? std::nullopt : std::optional(v));
            series.p95.append(gap ? std::nullopt : std::optional(v * 2.6 + 30 * std::sin(i * 0.2)));
            series.p99.append(gap ? std::nullopt : std::optional(v * 4.4 + 90 * std::sin(i * 0.17)));
        }
        report.series.append(series);
    }
    return report;
}

ResourceReport SampleShop::resources(int minutes) const
{
    ResourceReport r{.from = now - Minutes(minutes - 1), .step = Minutes(1), .processorNow = 0.023, .processors = 4,
                     .memoryNow = 84'000'000, .memoryTotal = 8'000'000'000, .diskNow = 18'400'000, .diskFree = 146'000'000'000,
                     .diskTotal = 500'000'000'000};
    for (int i = 0; i < minutes; ++i) {
        r.processor.append(0.02 + 0.012 * std::sin(i * 0.31) + (i % 5) * 0.001);
        r.memory.append(80e6 + 4e6 * std::sin(i * 0.12));
        r.disk.append(17e6 + i * 1.4e6 / minutes);
    }
    return r;
}

ImportReport SampleShop::importPreview() const
{
    ImportReport r;
    r.token = u"import-1"_s;
    r.encoding = u"Windows-1252"_s;
    r.separator = u";"_s;
    r.rows = 50;
    r.added = 40;
    r.moved = 3;
    r.updated = 2;
    r.unchanged = 3;
    r.messages = 4;
    r.from = now;
    r.to = now + Hours(24 * 7);
    r.sample = visits().mid(8, 10);
    r.vanished = visits().mid(13, 1);
    r.bad = {{12, u"phone"_s, u"phone.area_code"_s, u"(00) 9····-1234"_s, u"phone.area_code"_s},
             {31, u"date"_s, u"date.invalid"_s, u"31/02/2026"_s, u"date.format"_s}};
    r.columns = {{u"client"_s, u"Cliente"_s}, {u"phone"_s, u"Celular"_s}, {u"start"_s, u"Data"_s}};
    return r;
}

void SampleShop::script(FakeEngine &engine) const
{
    const SampleShop shop = *this;
    SampleSchedules(now).script(engine);
    scriptBook(engine);
    scriptKinds(engine);
    engine.on<ask::ListVisits>([shop](const ask::ListVisits &q) -> Result<QList<VisitView>> {
        QList<VisitView> out;
        for (const VisitView &v : shop.visits())
            if (v.start >= q.from && v.start < q.to && (q.search.isEmpty() || v.clientName.contains(q.search)))
                out.append(v);
        return out;
    });
    engine.on<ask::ListDeliveries>([shop](const ask::ListDeliveries &q) -> Result<DeliveryPage> {
        DeliveryPage page;
        for (const DeliveryView &d : shop.deliveries())
            if ((!q.state || d.state == *q.state) && (q.search.isEmpty() || d.clientName.contains(q.search)))
                page.rows.append(d);
        page.total = page.rows.size();
        page.rows = page.rows.mid(0, q.limit);
        return page;
    });
    engine.on<ask::ShowDelivery>([shop](const ask::ShowDelivery &q) -> Result<DeliveryStory> {
        const QList<DeliveryView> all = shop.deliveries();
        const auto found = std::ranges::find(all, q.id, &DeliveryView::id);
        if (found == all.end())
            return Error{Error::Code::NotFound, u"no such delivery"_s};
        DeliveryStory story{*found, {{found->createdAt, DeliveryState::Sending, found->channel}}};
        if (found->state == DeliveryState::AwaitsPerson) {
            story.steps.first().state = DeliveryState::AwaitsPerson;
            return story;
        }
        if (found->state == DeliveryState::Failed || found->state == DeliveryState::Uncertain) {
            story.steps << DeliveryStep{found->createdAt + Seconds(1), found->state, found->channel, found->reason};
            return story;
        }
        story.steps << DeliveryStep{found->createdAt + Seconds(1), DeliveryState::Accepted, found->channel};
        for (const DeliveryState state : {DeliveryState::Sent, DeliveryState::Delivered, DeliveryState::Read})
            if (state <= found->state)
                story.steps << DeliveryStep{found->createdAt + Seconds(2 + 3 * int(state)), state, found->channel, {}, MoveSource::Webhook};
        return story;
    });
    engine.on<ask::ShowCosts>([](const ask::ShowCosts &) -> Result<CostReport> {
        return CostReport{u"2026-11"_s,
                          {{Channel::WhatsApp, u"utility"_s, 812, 0, 34'510'000, 0}, {Channel::Sms, {}, 46, 51, 15'300'000, 0},
                           {Channel::Email, {}, 120, 0, 0, 120}},
                          49'810'000, 120, 80'000'000, BudgetState::Fine, {u"2026-11"_s, u"2026-10"_s}};
    });
    engine.on<ask::ShowDiary>([shop](const ask::ShowDiary &) -> Result<DiaryStatus> {
        return DiaryStatus{shop.now - Hours(3), u"agenda.csv"_s, false, 36, 40, 1, 7};
    });
    engine.on<ask::ListChannels>([shop](const ask::ListChannels &) -> Result<QList<ChannelView>> {
        return QList<ChannelView>{{Channel::WhatsApp, shop.way, false, {u"whatsapp/numberId"_s}, {}},
                                  {Channel::Email, ChannelWay::Training, false, {u"email/from"_s, u"SENDGRID_API_KEY"_s}, {}},
                                  {Channel::Sms, ChannelWay::Training, true, {}, {}}};
    });
    engine.on<ask::ListUnits>([](const ask::ListUnits &) -> Result<QList<Unit>> {
        return QList<Unit>{{{u"unit-1"_s}, u"Barbearia Modelo"_s, zone, {}}};
    });
    engine.on<ask::ListQueues>([shop](const ask::ListQueues &) -> Result<QList<QueueView>> { return shop.queues(); });
    engine.on<ask::ListJobs>([shop](const ask::ListJobs &q) -> Result<JobPage> { return shop.jobs(q.query); });
    engine.on<ask::ShowJob>([shop](const ask::ShowJob &q) -> Result<JobDetail> {
        JobDetail job = shop.job(q.queue, q.id);
        if (q.id == JobId{u"resumo-11"_s}) {   // the root of the flow below
            job.row.name = u"month-report"_s;
            job.row.state = JobState::WaitingChildren;
        }
        return job;
    });
    engine.on<ask::ShowFlow>([](const ask::ShowFlow &q) -> Result<JobFlow> {
        const JobRef root{whatsapp, {u"resumo-11"_s}};
        const JobRef sum{{u"email-notifications"_s}, {u"soma-11"_s}};
        const auto child = [](const JobRef &job, const QString &name, JobState state, ChildState kin, qint64 below = 0) {
            return FlowChild{.job = job, .kin = kin, .name = name, .state = state, .children = below};
        };
        if (q.id == root.id)
            return JobFlow{root, {}, {.pending = 1, .processed = 1},
                           {child(sum, u"month-sum"_s, JobState::WaitingChildren, ChildState::Pending, 3),
                            child({whatsapp, {u"texto-11"_s}}, u"month-text"_s, JobState::Completed, ChildState::Processed)}};
        if (q.id == sum.id)
            return JobFlow{sum, root, {.pending = 1, .ignored = 1, .processed = 1},
                           {child({{u"system-cleanup"_s}, {u"visitas-11"_s}}, u"month-visits"_s, JobState::Active, ChildState::Pending),
                            child({{u"system-cleanup"_s}, {u"linha-11"_s}}, u"month-line"_s, JobState::Failed, ChildState::Ignored),
                            child({{u"system-cleanup"_s}, {u"caixa-11"_s}}, u"month-till"_s, JobState::Completed, ChildState::Processed)}};
        return JobFlow{.job = {q.queue, q.id}};
    });
    engine.on<ask::QueueThroughput>([shop](const ask::QueueThroughput &q) -> Result<QueueHistory> {
        QueueHistory h{q.queue, shop.now - Minutes(q.minutes - 1), Minutes(1), {}, {}};
        const bool busy = q.queue == whatsapp;
        for (int i = 0; i < q.minutes; ++i) {
            h.completed.append(busy ? 24 + qint64(9 * std::sin(i * 0.23)) + (i * 7) % 5 : i % 4);
            h.failed.append(busy && i > 44 && i < 52 ? 3 : 0);
        }
        return h;
    });
    engine.on<ask::ListWorkers>([shop](const ask::ListWorkers &) -> Result<QList<WorkerView>> {
        QList<WorkerView> out;
        for (int i = 1; i <= 5; ++i)
            out.append({u"balcao-01#%1"_s.arg(i), i < 4 ? whatsapp : QueueName{u"appointment-reminders"_s}, u"send-whatsapp"_s,
                        812 - 90 * i, JobId{i == 1 ? u"4806"_s : QString()}, shop.now - Seconds(1)});
        return out;
    });
    engine.on<ask::ShowStatus>([shop](const ask::ShowStatus &) -> Result<EngineStatus> { return shop.status(); });
    engine.on<ask::ShowTimings>([shop](const ask::ShowTimings &q) -> Result<TimingReport> { return shop.timings(q.minutes); });
    engine.on<ask::ShowResources>([shop](const ask::ShowResources &q) -> Result<ResourceReport> { return shop.resources(q.minutes); });
    engine.on<ask::ListLog>([shop](const ask::ListLog &q) -> Result<QList<LogLine>> {
        QList<LogLine> lines{{shop.now - Minutes(22), LogLevel::Info, u"planner"_s, u"74 reminders planned"_s},
                             {shop.now - Minutes(5), LogLevel::Error, u"whatsapp"_s, u"job 4812 failed for good: whatsapp.132015: Template is paused due to low quality"_s},
                             {shop.now - Minutes(4), LogLevel::Warning, u"whatsapp"_s, u"job 4807 got no answer in 15 s: uncertain"_s},
                             {shop.now - Seconds(2), LogLevel::Info, u"queue"_s, u"whatsapp-notifications: 26 completed in the last minute"_s}};
        lines.removeIf([&q](const LogLine &line) { return line.level < q.level || !line.text.contains(q.text, Qt::CaseInsensitive); });
        return lines;
    });
    engine.on<ask::PreviewReminders>([shop](const ask::PreviewReminders &) -> Result<PreviewList> {
        PreviewList list{u"preview-1"_s, {}, shop.wishes()};
        for (const VisitView &v : shop.visits().mid(12, 6))
            list.reminders.append({v, v.reminders.last(), u"Olá! Seu horário na Barbearia Modelo está chegando."_s});
        return list;
    });
    engine.on<ask::ListLateReminders>([shop](const ask::ListLateReminders &) -> Result<QList<ReminderPreview>> {
        QList<ReminderPreview> late;
        for (const VisitView &v : shop.visits().mid(10, 7))
            late.append({v, v.reminders.last(), u"Olá! Seu horário na Barbearia Modelo está chegando."_s});
        return late;
    });
    engine.on<ask::ListLateMessages>([](const ask::ListLateMessages &) -> Result<QList<MessagePreview>> { return QList<MessagePreview>(); });
    engine.on<ask::PreviewImport>([shop](const ask::PreviewImport &) -> Result<ImportReport> { return shop.importPreview(); });
    engine.on<ask::ApplyImport>([shop](const ask::ApplyImport &) -> Result<ImportReport> { return shop.importPreview(); });
    engine.on<ask::ReadSettings>([](const ask::ReadSettings &) -> Result<QMap<QString, QString>> { return toText(EngineSettings()); });
    engine.on<ask::ChangeSettings>([](const ask::ChangeSettings &q) -> Result<Done> {
        EngineSettings settings;
        return applyText(q.values, settings);
    });
    engine.on<ask::CheckHealth>([](const ask::CheckHealth &) -> Result<QList<HealthCheck>> {
        return QList<HealthCheck>{{u"disk"_s, true, false, u"20480 MB"_s, {}}, {u"clock"_s, false, false, {}, u"clock.set"_s}};
    });
}

} // namespace trato
