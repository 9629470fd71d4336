#include "tests/support/sample_schedules.h"

#include "engine/queue/schedule_plan.h"
#include "engine/queue/cron.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

const QString zone = u"America/Sao_Paulo"_s;

} // namespace

QList<ScheduleRun> SampleSchedules::runs(const QString &id) const
{
    const Hours day{24};
    const auto run = [&](int daysAgo, RunKind kind, RunState state) {
        const Instant slot = now - day * daysAgo - Hours(12);
        return ScheduleRun{.schedule = id, .kind = kind, .slot = slot, .until = slot, .at = slot, .queue = {u"system-cleanup"_s},
                           .job = {u"repeat:%1:%2"_s.arg(id).arg(toMs(slot))}, .state = state, .finishedAt = slot + Seconds(2)};
    };
    ScheduleRun newest = run(0, RunKind::Planned, id == u"weekly-cleanup" ? RunState::Failed : RunState::Completed);
    newest.result.utf8 = R"({"success":true,"data":{"scope":"daily","dryRun":false,"removed":{"jobs":412,"texts":6,"logs":1}}})";
    ScheduleRun missed = run(4, RunKind::Missed, RunState::Missed);
    missed.until = missed.slot + day;
    missed.count = 2;
    missed.why = MissedWhy::Once;
    return {newest, run(1, RunKind::Planned, RunState::Completed), run(2, RunKind::ByHand, RunState::Completed),
            run(3, RunKind::CaughtUp, RunState::Completed), missed};
}

QList<ScheduleView> SampleSchedules::schedules() const
{
    QList<ScheduleDraft> drafts{
        {.id = u"backup"_s, .queue = {u"system-backup"_s}, .jobName = u"backup"_s, .pattern = u"0 2 * * *"_s},
        {.id = u"daily-cleanup"_s, .queue = cleanUpQueue, .jobName = u"daily-cleanup"_s, .data = {R"({"scope":"daily"})"}, .pattern = u"0 2 * * *"_s},
        {.id = u"relatorio"_s, .title = u"Relatório ao contador"_s, .queue = {u"reports"_s}, .jobName = u"report"_s, .pattern = u"5 0 1 * *"_s},
        {.id = u"weekly-cleanup"_s, .queue = cleanUpQueue, .jobName = u"weekly-cleanup"_s, .pattern = u"0 3 * * 0"_s}};
    QList<ScheduleView> views;
    for (const ScheduleDraft &draft : std::as_const(drafts)) {
        const Result<ScheduleRule> rule = ruleOf(draft, zone);
        ScheduleView view{.draft = draft, .rule = rule.value().rule, .served = true, .zone = zone};
        view.paused = draft.id == u"relatorio";
        if (!view.paused)
            view.upcoming = cron::nextFew(view.rule, now, rule.value().zone, 5);
        view.last = runs(draft.id).first();
        views.append(view);
    }
    return views;
}

BackupList SampleSchedules::copies() const
{
    BackupList list{.folder = u"…/trato/backups"_s, .copies = {}, .keep = 7};
    for (int i = 0; i < 4; ++i) {
        const Instant at = now - Hours(24) * i - Hours(12) - Minutes(32);
        list.copies.append({.name = toUtc(at).toString(u"yyyy-MM-dd'T'HHmmss'Z'"_s), .madeAt = at, .version = u"0.1.0"_s,
                            .files = {{u"jobs.db"_s, 18'400'000 - 90'000 * i, {}, {}}}, .bytes = 19'300'000 - 90'000 * i,
                            .trouble = i == 3 ? u"backup.file"_s : QString()});
    }
    return list;
}

void SampleSchedules::script(FakeEngine &engine) const
{
    const SampleSchedules sample = *this;
    engine.on<ask::ListSchedules>([sample](const auto &) -> Result<QList<ScheduleView>> { return sample.schedules(); });
    engine.on<ask::ShowSchedule>([sample](const ask::ShowSchedule &q) -> Result<ScheduleDetail> {
        for (const ScheduleView &view : sample.schedules())
            if (view.draft.id == q.id)
                return ScheduleDetail{view, sample.runs(q.id)};
        return Error{Error::Code::NotFound, u"schedule.missing"_s};
    });
    engine.on<ask::PreviewCron>([sample](const ask::PreviewCron &q) -> Result<CronPreview> {
        const Result<ScheduleRule> rule = ruleOf({.pattern = q.pattern, .zone = q.zone}, zone);
        if (!rule)
            return rule.error();
        return CronPreview{rule.value().rule, q.zone.isEmpty() ? zone : q.zone,
                           cron::nextFew(rule.value().rule, sample.now, rule.value().zone, 5)};
    });
    engine.on<ask::ListBackups>([sample](const auto &) -> Result<BackupList> { return sample.copies(); });
}

} // namespace trato
