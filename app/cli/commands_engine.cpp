#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/listen_address.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/redis_words.h"
#include "engine/api/words.h"

/// serve, bench, status, doctor, logs, workers, metrics, settings
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

class Serve final : public Command
{
public:
    QString name() const override { return u"serve"_s; }
    QString summary() const override { return u"runs the engine of the profile until it is stopped"_s; }
    QList<Option> options() const override
    {
        return {{u"queue"_s, u"NAME[:N]=HANDLER"_s, u"serves this queue, N jobs at once; repeat for more; only the named ones are served"_s},
                {u"no-schedules"_s, {}, u"plans no reminders and starts no schedules"_s},
                {u"http"_s, u"[ADDRESS:]PORT"_s, u"the HTTP interface listens there; others than this computer reach it with TLS alone (http/certificate)"_s},
                {u"until-idle"_s, {}, u"ends when the served queues have nothing left"_s}};
    }
    std::optional<ExitCode> runAtOnce(Session &s) override
    {
        ServeOptions options{.address = s.address(), .schedules = !s.has(u"no-schedules"_s), .untilIdle = s.has(u"until-idle"_s)};
        options.http = s.value(u"http"_s);
        if (!options.http.isEmpty() && !listenAddressOf(options.http)) {
            s.say(u"\"%1\" is no [ADDRESS:]PORT"_s.arg(options.http));
            return ExitCode::Usage;
        }
        for (const QString &text : s.values(u"queue"_s)) {
            const Result<ServeOptions::Queue> queue = servedQueue(text);
            if (!queue) {
                s.say(queue.error().detail);
                return ExitCode::Usage;
            }
            options.queues.append(queue.value());
        }
        return ExitCode(s.services().serve(options));
    }
};

class Bench final : public Command
{
public:
    QString name() const override { return u"bench"_s; }
    QString summary() const override { return u"measures this computer"_s; }
    QString arguments() const override { return u"[NAME…]"_s; }
    std::pair<int, int> argumentCount() const override { return {0, -1}; }
    std::optional<ExitCode> runAtOnce(Session &s) override { return ExitCode(s.services().bench(s.arguments(), s.json())); }
};

QString joined(const QString &what, const QString &detail)
{
    return detail.isEmpty() ? what : what + u" – "_s + detail;
}

QString ownerText(const EngineStatus &status)
{
    if (status.owner)
        return u"this engine"_s;
    for (const EngineSeen &engine : status.engines)
        if (engine.owner)
            return engine.name;
    return u"nobody"_s;
}

/// What an engine on the shared store does, or since when it says nothing.
QString engineText(const EngineSeen &engine)
{
    if (engine.silent)
        return u"silent, last seen %1 s ago"_s.arg(engine.quiet / Seconds(1));
    return engine.owner ? u"owns the shop"_s : engine.standsBy ? u"stands by"_s : u"works"_s;
}

class Status final : public Command
{
public:
    QString name() const override { return u"status"_s; }
    QString summary() const override { return u"the engine, its parts and what needs attention"_s; }
    QList<Option> options() const override { return {{u"check"_s, {}, u"ends with exit code 1 beside a critical problem, for monitoring"_s}}; }
    void run(Session &s) override
    {
        s.ask(ask::ShowStatus{}, [&s](const EngineStatus &status) {
            Facts facts{{u"engine"_s, status.engine}, {u"version"_s, status.version}, {u"profile"_s, status.profile},
                        {u"process"_s, QString::number(status.pid)}, {u"started"_s, timeText(status.startedAt)},
                        {u"schedules"_s, yesNo(status.schedules)},
                        {u"jobs on"_s, joined(status.store.address, words::durability(status.store.durability))}};
            if (status.store.shared) {
                facts.append({u"owner"_s, ownerText(status)});
                for (const EngineSeen &engine : status.engines)
                    facts.append({u"engine"_s, joined(engine.name, engineText(engine))});
            }
            for (const ComponentView &part : status.components)
                facts.append({words::componentName(part.name), joined(part.healthy ? u"good"_s : u"broken"_s, words::reason(part.detail))});
            for (const Problem &problem : status.problems)
                facts.append({problem.critical ? u"critical"_s : u"warning"_s, joined(words::problem(problem), words::reason(problem.detail))});
            s.print(status, facts);
            const bool critical = std::any_of(status.problems.begin(), status.problems.end(), [](const Problem &p) { return p.critical; });
            s.finish(critical && s.has(u"check"_s) ? ExitCode::Failed : ExitCode::Done);
        });
    }
};

class Doctor final : public Command
{
public:
    QString name() const override { return u"doctor"_s; }
    QString summary() const override { return u"checks profile, disk, clock, zone, database and credentials, or a Redis server"_s; }
    void run(Session &s) override
    {
        if (s.has(u"redis"_s)) // only this server
            return s.services().checkRedis(s.value(u"redis"_s), [&s](Result<QList<HealthCheck>> checks) {
                checks ? show(s, checks.value()) : s.fail(checks.error());
            });
        s.askOr<ask::CheckHealth>({}, [&s](const QList<HealthCheck> &checks) { show(s, checks); },
            [&s](const Error &error) {
                if (exitCodeOf(error.code) != ExitCode::Unavailable)
                    return s.fail(error);
                s.say(u"the engine does not answer (%1); checking without it"_s.arg(error.detail));
                show(s, s.services().doctorWithoutEngine(s.address()));
            });
    }

private:
    static void show(Session &s, const QList<HealthCheck> &checks)
    {
        s.printList<HealthCheck>(checks, {{u"CHECK"_s, [](const auto &c) { return words::healthName(c.name); }},
                                          {u"RESULT"_s, [](const auto &c) { return !c.ok ? u"BAD"_s : c.warning ? u"look"_s : u"good"_s; }},
                                          {u"DETAIL"_s, [](const auto &c) { return c.detail; }},
                                          {u"WAY OUT"_s, [](const auto &c) { return words::wayOut(c.way); }}});
        const bool good = std::all_of(checks.begin(), checks.end(), [](const HealthCheck &c) { return c.ok; });
        s.finish(good ? ExitCode::Done : isReached(checks) ? ExitCode::Failed : ExitCode::Unavailable);
    }
};

class Logs final : public Command
{
public:
    QString name() const override { return u"logs"_s; }
    QString summary() const override { return u"the newest lines of the engine's log"_s; }
    QList<Option> options() const override
    {
        return {{u"level"_s, u"LEVEL"_s, u"debug, info, warning or error; info by default"_s},
                {u"limit"_s, u"N"_s, u"how many lines; 200 by default"_s},
                {u"search"_s, u"TEXT"_s, u"only lines that hold this text"_s}};
    }
    void run(Session &s) override
    {
        const auto level = choice<LogLevel>(s.value(u"level"_s, u"info"_s));
        const auto limit = number(s.value(u"limit"_s, u"200"_s), 1, 10'000);
        if (!level || !limit)
            return s.usage(!level ? level.error().detail : limit.error().detail);
        s.ask(ask::ListLog{level.value(), int(limit.value()), s.value(u"search"_s)}, [&s](const QList<LogLine> &lines) {
            s.printList<LogLine>(lines, {{u"TIME"_s, [](const auto &l) { return timeText(l.at); }},
                                         {u"LEVEL"_s, [](const auto &l) { return nameOf(l.level); }},
                                         {u"PART"_s, [](const auto &l) { return l.component; }},
                                         {u"TEXT"_s, [](const auto &l) { return l.text; }}});
            s.finish();
        });
    }
};

class Workers final : public Command
{
public:
    QString name() const override { return u"workers"_s; }
    QString summary() const override { return u"who works on which queue"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ListWorkers{}, [&s](const QList<WorkerView> &workers) {
            s.printList<WorkerView>(workers, {{u"WORKER"_s, [](const auto &w) { return w.name; }},
                                              {u"QUEUE"_s, [](const auto &w) { return w.queue.value; }},
                                              {u"HANDLER"_s, [](const auto &w) { return w.elsewhere ? u"elsewhere "_s + w.address : w.handler; }},
                                              {u"DONE"_s, [](const auto &w) { return QString::number(w.jobsDone); }, true},
                                              {u"JOB"_s, [](const auto &w) { return w.current.value; }},
                                              {u"SINCE"_s, [](const auto &w) { return timeText(w.since); }}});
            s.finish();
        });
    }
};

constexpr int longestMetrics = 366 * 24 * 60;

class Metrics final : public Command
{
public:
    QString name() const override { return u"metrics"_s; }
    QString summary() const override { return u"how long jobs ran and waited, and providers took, in ms"_s; }
    QList<Option> options() const override
    {
        return {{u"minutes"_s, u"N"_s, u"with --json: series of the last N minutes, up to a year (527040); 60 by default. By minute up to a day, by hour up to 31 days, by six hours beyond"_s},
                {u"subject"_s, u"NAME"_s, u"with --json: series of one queue or provider"_s}};
    }
    void run(Session &s) override
    {
        const auto minutes = number(s.value(u"minutes"_s, u"60"_s), 1, longestMetrics);
        if (!minutes)
            return s.usage(minutes.error().detail);
        s.ask(ask::ShowTimings{int(minutes.value()), s.value(u"subject"_s)}, [&s](const TimingReport &report) {
            if (s.json()) {
                s.print(report, {});
                return s.finish();
            }
            const auto ms = [](double value) { return QString::number(value, 'f', 1); };
            s.printList<Timing>(report.timings, {{u"SUBJECT"_s, [](const auto &t) { return t.subject; }},
                                                 {u"KIND"_s, [](const auto &t) { return t.kind; }},
                                                 {u"COUNT"_s, [](const auto &t) { return QString::number(t.count); }, true},
                                                 {u"P50"_s, [ms](const auto &t) { return ms(t.p50); }, true},
                                                 {u"P95"_s, [ms](const auto &t) { return ms(t.p95); }, true},
                                                 {u"P99"_s, [ms](const auto &t) { return ms(t.p99); }, true},
                                                 {u"MAX"_s, [ms](const auto &t) { return ms(t.max); }, true},
                                                 {u"FAILED"_s, [](const auto &t) { return QString::number(t.failures); }, true}});
            s.finish();
        });
    }
};

class Resources final : public Command
{
public:
    QString name() const override { return u"resources"_s; }
    QString summary() const override { return u"what the running engine takes of the computer"_s; }
    QList<Option> options() const override { return {{u"minutes"_s, u"N"_s, u"with --json: series of the last N minutes, up to a year (527040); 60 by default. By minute up to a day, by hour up to 31 days, by six hours beyond"_s}}; }
    void run(Session &s) override
    {
        const auto minutes = number(s.value(u"minutes"_s, u"60"_s), 1, longestMetrics);
        if (!minutes)
            return s.usage(minutes.error().detail);
        s.ask(ask::ShowResources{int(minutes.value())}, [&s](const ResourceReport &report) {
            const auto mega = [](qint64 bytes) { return u"%1 MB"_s.arg(double(bytes) / 1e6, 0, 'f', 1); };
            const QString share = report.processorNow ? u"%1 % of %2 processors"_s.arg(*report.processorNow * 100, 0, 'f', 1).arg(report.processors)
                                                      : u"not measured yet"_s;
            s.print(report, {{u"processor"_s, share},
                             {u"memory"_s, u"%1 of %2"_s.arg(mega(report.memoryNow), mega(report.memoryTotal))},
                             {u"profile"_s, mega(report.diskNow)},
                             {u"disk free"_s, u"%1 of %2"_s.arg(mega(report.diskFree), mega(report.diskTotal))}});
            s.finish();
        });
    }
};

class SettingsList final : public Command
{
public:
    QString name() const override { return u"settings list"_s; }
    QString summary() const override { return u"every setting; never secrets"_s; }
    void run(Session &s) override
    {
        s.ask(ask::ReadSettings{}, [&s](const QMap<QString, QString> &values) {
            Facts facts;
            for (auto it = values.begin(); it != values.end(); ++it)
                facts.append({it.key(), it.value()});
            s.print(values, facts);
            s.finish();
        });
    }
};

class SettingsSet final : public Command
{
public:
    QString name() const override { return u"settings set"_s; }
    QString summary() const override { return u"changes settings, all or none"_s; }
    QString arguments() const override { return u"KEY=VALUE…"_s; }
    std::pair<int, int> argumentCount() const override { return {1, -1}; }
    void run(Session &s) override
    {
        const auto values = pairs(s.arguments());
        if (!values)
            return s.usage(values.error().detail);
        s.askOr<ask::ChangeSettings>({values.value()},
            [&s](const Done &done) {
                s.printDone(done, u"changed"_s);
                s.finish();
            },
            [&s, values = values.value()](const Error &error) {
                if (error.code != Error::Code::Invalid || !values.contains(error.detail))
                    return s.fail(error); // for one that was not given, two settings do not fit together
                s.usage(u"%1: %2"_s.arg(error.detail, settingRule(error.detail)));
            });
    }
};

} // namespace

void addEngineCommands(CommandList &list)
{
    list.push_back(std::make_unique<Serve>());
    list.push_back(std::make_unique<Status>());
    list.push_back(std::make_unique<Doctor>());
    list.push_back(std::make_unique<Logs>());
    list.push_back(std::make_unique<Workers>());
    list.push_back(std::make_unique<Metrics>());
    list.push_back(std::make_unique<Resources>());
    list.push_back(std::make_unique<SettingsList>());
    list.push_back(std::make_unique<SettingsSet>());
    list.push_back(std::make_unique<Bench>());
}

} // namespace trato::cli
