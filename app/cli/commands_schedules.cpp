#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/schedules.h"
#include "engine/api/schedule_words.h"

#include <limits>

/// schedules
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestData = 1024 * 1024;

QString nextText(const ScheduleView &view)
{
    if (view.paused)
        return u"paused"_s;
    return view.upcoming.isEmpty() ? u"never"_s : timeText(view.upcoming.first(), view.zone);
}

/// The queue that keeps the schedule which is meant.
QueueName keeperOf(Session &s) { return {s.value(u"of"_s)}; }

Option keeperOption() { return {u"of"_s, u"QUEUE"_s, u"one that this queue of the site keeps, as a BullMQ job scheduler"_s}; }

QString ruleText(const ScheduleView &view)
{
    return view.draft.every > Millis(0) ? u"every %1 ms"_s.arg(view.draft.every.count()) : view.draft.pattern;
}

QString keptText(const ScheduleView &view) { return view.draft.home == ScheduleHome::Queue ? u"queue"_s : u"shop"_s; }

QString whenText(const ScheduleRun &run, const QString &zone)
{
    return run.until == run.slot ? timeText(run.slot, zone) : timeText(run.slot, zone) + u" … "_s + timeText(run.until, zone);
}

Facts factsOf(const ScheduleView &view)
{
    const ScheduleDraft &d = view.draft;
    Facts facts{{u"id"_s, d.id}, {u"rule"_s, ruleText(view)}, {u"meaning"_s, words::scheduleRule(view)}, {u"zone"_s, view.zone},
                {u"queue"_s, d.queue.value + (view.served ? QString() : u" (not served by this engine)"_s)}, {u"kept by"_s, keptText(view)},
                {u"job"_s, d.jobName}, {u"data"_s, QString::fromUtf8(d.data.utf8)}, {u"tries"_s, QString::number(d.attempts)}};
    if (d.home == ScheduleHome::Shop)
        facts += Facts{{u"name"_s, words::scheduleTitle(d)}, {u"when missed"_s, words::name(d.missed)}, {u"paused"_s, yesNo(view.paused)}};
    else
        facts += Facts{{u"runs planned"_s, QString::number(view.planned)}, {u"limit"_s, d.limit ? QString::number(d.limit) : u"none"_s},
                       {u"starts"_s, timeText(d.starts, view.zone)}, {u"ends"_s, timeText(d.ends, view.zone)}};
    for (const Instant at : view.upcoming)
        facts.append({u"next"_s, timeText(at, view.zone)});
    return facts;
}

class Schedules final : public Command
{
public:
    explicit Schedules(QString name) : m_name(std::move(name)) {}
    QString name() const override { return m_name; }
    QString summary() const override { return u"what runs by the clock, and when next"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListSchedules{}, [&s](const QList<ScheduleView> &views) {
            s.printList<ScheduleView>(views, {{u"ID"_s, [](const auto &v) { return v.draft.id; }},
                                              {u"RULE"_s, ruleText},
                                              {u"MEANING"_s, [](const auto &v) { return words::scheduleRule(v); }, false, true},
                                              {u"KEPT BY"_s, keptText},
                                              {u"QUEUE"_s, [](const auto &v) { return v.draft.queue.value; }},
                                              {u"NEXT"_s, [](const auto &v) { return nextText(v); }},
                                              {u"LAST"_s, [](const auto &v) { return v.last ? nameOf(v.last->state) : u"-"_s; }}});
            s.finish();
        });
    }

private:
    const QString m_name;
};

class ScheduleShow final : public Command
{
public:
    QString name() const override { return u"schedules show"_s; }
    QString summary() const override { return u"one schedule, its next five times and what became of the last fifty"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {keeperOption()}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowSchedule{s.arguments().first(), keeperOf(s)}, [&s](const ScheduleDetail &detail) {
            s.print(detail, factsOf(detail.schedule));
            if (!s.json() && !detail.runs.isEmpty()) {
                s.write("\n");
                const QString zone = detail.schedule.zone;
                s.printList<ScheduleRun>(detail.runs, {{u"PLANNED"_s, [zone](const auto &r) { return whenText(r, zone); }},
                                                       {u"HOW"_s, [](const auto &r) { return words::name(r.kind); }},
                                                       {u"JOB"_s, [](const auto &r) { return r.job.value; }},
                                                       {u"OUTCOME"_s, [](const auto &r) { return words::runSummary(r); }, false, true}});
            }
            s.finish();
        });
    }
};

class ScheduleRunNow final : public Command
{
public:
    QString name() const override { return u"schedules run"_s; }
    QString summary() const override { return u"adds the job of a schedule now; a window or `serve` runs it"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {{u"dry-run"_s, {}, u"a clean-up tells what it would remove"_s}, keeperOption()}; }
    void run(Session &s) override
    {
        s.ask(ask::RunSchedule{s.arguments().first(), s.has(u"dry-run"_s), keeperOf(s)}, [&s](const ScheduleRun &run) {
            const QString look = s.has(u"of"_s) ? u"job %1 %2"_s.arg(run.queue.value, run.job.value) : u"schedules show "_s + run.schedule;
            s.printDone(run, u"added %1 to %2; its result: trato %3"_s.arg(run.job.value, run.queue.value, look));
            s.finish();
        });
    }
};

class SchedulePause final : public Command
{
public:
    explicit SchedulePause(bool paused) : m_paused(paused) {}
    QString name() const override { return m_paused ? u"schedules pause"_s : u"schedules resume"_s; }
    QString summary() const override
    {
        return m_paused ? u"starts nothing until it is resumed, also after a restart"_s : u"goes on; what passed meanwhile is not run"_s;
    }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {keeperOption()}; }
    void run(Session &s) override
    {
        s.ask(ask::PauseSchedule{s.arguments().first(), m_paused, keeperOf(s)}, [&s](const ScheduleView &view) {
            s.printDone(view, view.paused ? u"paused"_s : u"next: "_s + nextText(view));
            s.finish();
        });
    }

private:
    const bool m_paused;
};

class ScheduleUpsert final : public Command
{
public:
    QString name() const override { return u"schedules upsert"_s; }
    QString summary() const override { return u"adds a schedule, or changes what is given of one"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"cron"_s, u"RULE"_s, u"five or six cron fields, or @daily and the like"_s},
                {u"every"_s, u"MS"_s, u"with --of, instead of a rule: time between two runs"_s},
                {u"queue"_s, u"QUEUE"_s, u"where its jobs go"_s},
                {u"of"_s, u"QUEUE"_s, u"instead of --queue: the queue keeps it, as a BullMQ job scheduler that any worker of it continues"_s},
                {u"job"_s, u"NAME"_s, u"name of its jobs"_s},
                {u"data"_s, u"JSON|@FILE|-"_s, u"data of its jobs"_s},
                {u"zone"_s, u"ZONE"_s, u"IANA name; the shop's by default"_s},
                {u"missed"_s, u"POLICY"_s, u"what to do with missed times: skip, once (default) or all"_s},
                {u"catch-up"_s, u"N"_s, u"with all: the newest N at most; 10 by default"_s},
                {u"attempts"_s, u"N"_s, u"tries of each job; 3 by default"_s},
                {u"title"_s, u"TEXT"_s, u"a name for people"_s},
                {u"limit"_s, u"N"_s, u"with --of: ends after so many runs; 0: never"_s},
                {u"starts"_s, u"TIME"_s, u"with --of: not before, as 2027-01-20T10:30+00:00; empty: at once"_s},
                {u"ends"_s, u"TIME"_s, u"with --of: not after; empty: never"_s}};
    }
    void run(Session &s) override
    {
        const QString id = s.arguments().first();
        const QueueName keeper = keeperOf(s);
        const ScheduleDraft fresh{.id = id, .queue = keeper, .home = keeper.isEmpty() ? ScheduleHome::Shop : ScheduleHome::Queue};
        if (const Result<ScheduleDraft> trial = changed(s, fresh); !trial)
            return trial.error().code == Error::Code::Invalid ? s.usage(trial.error().detail) : s.fail(trial.error());
        if (s.has(u"of"_s) && (s.has(u"queue"_s) || keeper.isEmpty()))
            return s.usage(u"--of names the queue: leave --queue out"_s);
        s.askOr<ask::ShowSchedule>({id, keeper}, [this, &s](const ScheduleDetail &found) { save(s, found.schedule.draft); },
                                   [this, &s, fresh](const Error &error) {
                                       if (error.code != Error::Code::NotFound)
                                           return s.fail(error);
                                       const bool complete = (s.has(u"cron"_s) || s.has(u"every"_s)) && (s.has(u"queue"_s) || s.has(u"of"_s));
                                       if (!complete || !s.has(u"job"_s))
                                           return s.usage(u"a new schedule needs --cron (or --every), --queue (or --of) and --job"_s);
                                       save(s, fresh);
                                   });
    }

private:
    void save(Session &s, const ScheduleDraft &draft)
    {
        s.ask(ask::SaveSchedule{changed(s, draft).value(), false}, [&s](const ScheduleView &view) {
            s.print(view, factsOf(view));
            s.finish();
        });
    }

    Result<ScheduleDraft> changed(Session &s, ScheduleDraft draft)
    {
        draft.pattern = s.value(u"cron"_s, s.has(u"every"_s) ? QString() : draft.pattern);
        if (s.has(u"cron"_s))
            draft.every = Millis(0);
        draft.queue.value = s.value(u"queue"_s, draft.queue.value);
        draft.jobName = s.value(u"job"_s, draft.jobName);
        draft.zone = s.value(u"zone"_s, draft.zone);
        draft.title = s.value(u"title"_s, draft.title);
        const auto missed = choice<MissedPolicy>(s.value(u"missed"_s, nameOf(draft.missed)));
        const auto catchUp = number(s.value(u"catch-up"_s, QString::number(draft.catchUp)), 1, 100);
        const auto attempts = number(s.value(u"attempts"_s, QString::number(draft.attempts)), 1, 100);
        if (!missed)
            return missed.error();
        const auto every = number(s.value(u"every"_s, QString::number(draft.every.count())), 0, std::numeric_limits<qint32>::max() * 100LL);
        const auto limit = number(s.value(u"limit"_s, QString::number(draft.limit)), 0, 1'000'000'000);
        for (const auto *value : {&catchUp, &attempts, &every, &limit})
            if (!*value)
                return value->error();
        draft.every = Millis(every.value());
        draft.limit = limit.value();
        for (const auto &[name, moment] : {std::pair(u"starts"_s, &draft.starts), std::pair(u"ends"_s, &draft.ends)}) {
            const auto given = instant(s.value(name));
            if (!given)
                return given.error();
            if (s.has(name))
                *moment = given.value();
        }
        draft.missed = missed.value();
        draft.catchUp = int(catchUp.value());
        draft.attempts = int(attempts.value());
        if (s.has(u"data"_s)) {
            if (!m_data) // standard input is read once
                m_data = readData(s);
            if (!*m_data)
                return m_data->error();
            draft.data.utf8 = m_data->value();
        }
        return draft;
    }

    static Result<QByteArray> readData(Session &s)
    {
        const QString given = s.value(u"data"_s);
        QByteArray json = given.toUtf8();
        if (given == u"-" || given.startsWith(u'@')) {
            const Result<QByteArray> content = readSource(given == u"-" ? given : given.mid(1), s.in(), longestData);
            if (!content)
                return content;
            json = content.value().trimmed();
        }
        if (!codec::isJson(json))
            return Error{Error::Code::Invalid, u"--data is no valid JSON"_s};
        return json;
    }

    std::optional<Result<QByteArray>> m_data;
};

class ScheduleRemove final : public Command
{
public:
    QString name() const override { return u"schedules remove"_s; }
    QString summary() const override { return u"forgets a schedule and its history; its jobs stay"_s; }
    QString arguments() const override { return u"ID"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override { return {keeperOption()}; }
    void run(Session &s) override
    {
        s.ask(ask::RemoveSchedule{s.arguments().first(), keeperOf(s)}, [&s](const Done &done) {
            s.printDone(done, u"removed"_s);
            s.finish();
        });
    }
};

} // namespace

void addScheduleCommands(CommandList &list)
{
    list.push_back(std::make_unique<Schedules>(u"schedules"_s));
    list.push_back(std::make_unique<Schedules>(u"schedules list"_s));
    list.push_back(std::make_unique<ScheduleShow>());
    list.push_back(std::make_unique<ScheduleRunNow>());
    list.push_back(std::make_unique<SchedulePause>(true));
    list.push_back(std::make_unique<SchedulePause>(false));
    list.push_back(std::make_unique<ScheduleUpsert>());
    list.push_back(std::make_unique<ScheduleRemove>());
}

} // namespace trato::cli
