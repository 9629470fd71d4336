#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/job_export.h"
#include "engine/api/questions/jobs.h"

#include <QSaveFile>

/// copy, change, export
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestDelay = qint64(1000) * 60 * 60 * 24 * 3650;
constexpr int exportPage = 500;

class Copy final : public Command
{
public:
    QString name() const override { return u"copy"_s; }
    QString summary() const override { return u"adds a copy of a job, with other data if given; the original stays"_s; }
    QString arguments() const override { return u"QUEUE ID"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    QList<Option> options() const override
    {
        return {{u"data"_s, u"JSON|@FILE|-"_s, u"the copy's data; the original's by default"_s},
                {u"delay"_s, u"MS"_s, u"runs not before that many milliseconds"_s},
                {u"priority"_s, u"N"_s, u"1 (first) to 2097151; 0 = none; the original's by default"_s},
                {u"attempts"_s, u"N"_s, u"tries in all; the original's by default"_s}};
    }
    void run(Session &s) override
    {
        ask::CopyJob copy{.queue = {s.arguments()[0]}, .id = {s.arguments()[1]}};
        if (s.has(u"data"_s)) {
            const Result<QByteArray> data = payload(s.value(u"data"_s), s.in());
            if (!data)
                return data.error().code == Error::Code::Invalid ? s.usage(data.error().detail) : s.fail(data.error());
            copy.data = JsonText{data.value()};
        }
        const auto delay = number(s.value(u"delay"_s, u"0"_s), 0, longestDelay);
        const auto priority = number(s.value(u"priority"_s, u"0"_s), 0, JobOptions::highestPriority);
        const auto attempts = number(s.value(u"attempts"_s, u"1"_s), 1, 1000);
        for (const auto *value : {&delay, &priority, &attempts})
            if (!*value)
                return s.usage(value->error().detail);
        copy.delay = Millis(delay.value());
        if (s.has(u"priority"_s))
            copy.priority = int(priority.value());
        if (s.has(u"attempts"_s))
            copy.attempts = int(attempts.value());
        s.ask(copy, [&s](const Added &added) {
            s.print(added, {{u"id"_s, added.id.value}});
            s.finish();
        });
    }

private:
    static Result<QByteArray> payload(const QString &text, QIODevice &in)
    {
        QByteArray json = text.toUtf8();
        if (text == u"-" || text.startsWith(u'@')) {
            const Result<QByteArray> content = readSource(text == u"-" ? text : text.mid(1), in, longestPayload);
            if (!content)
                return content.error();
            json = content.value().trimmed();
        }
        if (!codec::isJson(json))
            return Error{Error::Code::Invalid, u"--data is no valid JSON"_s};
        return json;
    }
};

class Change final : public Command
{
public:
    QString name() const override { return u"change"_s; }
    QString summary() const override { return u"changes when a delayed job runs, or an unfinished job's priority"_s; }
    QString arguments() const override { return u"QUEUE ID"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    QList<Option> options() const override
    {
        return {{u"delay"_s, u"MS"_s, u"runs that many milliseconds from now"_s},
                {u"priority"_s, u"N"_s, u"1 (first) to 2097151; 0 = none"_s}};
    }
    void run(Session &s) override
    {
        if (!s.has(u"delay"_s) && !s.has(u"priority"_s))
            return s.usage(u"give --delay, --priority or both"_s);
        ask::ChangeJob change{.queue = {s.arguments()[0]}, .id = {s.arguments()[1]}};
        const auto delay = number(s.value(u"delay"_s, u"0"_s), 0, longestDelay);
        const auto priority = number(s.value(u"priority"_s, u"0"_s), 0, JobOptions::highestPriority);
        if (!delay || !priority)
            return s.usage(!delay ? delay.error().detail : priority.error().detail);
        if (s.has(u"delay"_s))
            change.dueAt = s.services().now() + Millis(delay.value());
        if (s.has(u"priority"_s))
            change.priority = int(priority.value());
        s.ask(change, [&s](const Done &done) {
            s.printDone(done, u"changed"_s);
            s.finish();
        });
    }
};

/// Writes page by page; a file appears when it is complete.
class Export final : public Command
{
public:
    QString name() const override { return u"export"_s; }
    QString summary() const override { return u"writes the jobs of a queue as CSV or JSON lines; personal data is masked"_s; }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"state"_s, u"STATE"_s, u"only jobs in this state"_s},
                {u"search"_s, u"TEXT"_s, u"part of id, name or error"_s},
                {u"format"_s, u"csv|jsonl"_s, u"csv by default; --json means jsonl"_s},
                {u"separator"_s, u"CHARACTER"_s, u"between the cells of CSV: ',' by default, ';' for spreadsheets with a decimal comma"_s},
                {u"out"_s, u"FILE"_s, u"standard output by default; a file is replaced when the list is complete"_s}};
    }
    void run(Session &s) override
    {
        auto work = std::make_shared<Work>();
        work->query = {.queue = {s.arguments().first()}, .search = s.value(u"search"_s), .limit = exportPage, .cursor = QString()};
        if (s.has(u"state"_s)) {
            const auto state = choice<JobState>(s.value(u"state"_s));
            if (!state)
                return s.usage(state.error().detail);
            work->query.state = state.value();
        }
        const QString format = s.value(u"format"_s, s.json() ? u"jsonl"_s : u"csv"_s);
        if (format != u"csv" && format != u"jsonl")
            return s.usage(u"--format is csv or jsonl"_s);
        work->format = format == u"csv" ? job_export::Format::Csv : job_export::Format::JsonLines;
        const QString separator = s.value(u"separator"_s, u","_s);
        if (separator.size() != 1 || separator == u"\"" || separator.front().unicode() > 126)
            return s.usage(u"--separator is one character, not a quote"_s);
        work->style.separator = separator.front().toLatin1();
        if (const QString path = s.value(u"out"_s); !path.isEmpty() && path != u"-") {
            work->file = std::make_unique<QSaveFile>(path);
            if (!work->file->open(QIODevice::WriteOnly))
                return s.fail({Error::Code::Unavailable, u"%1: %2"_s.arg(path, work->file->errorString())});
        }
        if (put(s, *work, job_export::head(work->format, work->style)))
            next(s, work);
    }

private:
    struct Work {
        JobQuery query{};
        job_export::Format format = job_export::Format::Csv;
        job_export::CsvStyle style{};
        std::unique_ptr<QSaveFile> file{};   ///< null: standard output
        qint64 written = 0;
    };

    static bool put(Session &s, Work &work, const QByteArray &bytes)
    {
        if (!work.file) {
            s.write(bytes);
            return true;
        }
        if (work.file->write(bytes) == bytes.size())
            return true;
        s.fail({Error::Code::Unavailable, work.file->errorString()});
        return false;
    }

    static void next(Session &s, const std::shared_ptr<Work> &work)
    {
        s.ask(ask::ListJobs{work->query}, [&s, work](const JobPage &page) {
            QByteArray lines;
            for (const JobRow &row : page.rows)
                lines += job_export::line(work->format, row, work->style);
            if (!put(s, *work, lines))
                return;
            work->written += page.rows.size();
            work->query.cursor = page.next;
            if (!page.next.isEmpty())
                return next(s, work);
            if (work->file && !work->file->commit())
                return s.fail({Error::Code::Unavailable, work->file->errorString()});
            s.say(u"%1 jobs written"_s.arg(work->written));
            s.finish();
        });
    }
};

} // namespace

void addJobChangeCommands(CommandList &list)
{
    list.push_back(std::make_unique<Copy>());
    list.push_back(std::make_unique<Change>());
    list.push_back(std::make_unique<Export>());
}

} // namespace trato::cli
