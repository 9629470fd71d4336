#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/questions/jobs.h"

/// limit, obliterate
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestWindow = qint64(1000) * 60 * 60 * 24 * 31;
constexpr int highestLimit = 1'000'000;

class Limit final : public Command
{
public:
    QString name() const override { return u"limit"_s; }
    QString summary() const override { return u"limits a queue over all its workers, or takes its limits away"_s; }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"concurrency"_s, u"N"_s, u"at most N jobs run at the same time"_s},
                {u"rate"_s, u"N/MS"_s, u"at most N jobs start in each MS milliseconds"_s},
                {u"none"_s, {}, u"no limits"_s}};
    }
    void run(Session &s) override
    {
        const QueueName queue{s.arguments().first()};
        if (s.has(u"none"_s) == (s.has(u"concurrency"_s) || s.has(u"rate"_s)))
            return s.usage(u"give --concurrency or --rate or both, or --none"_s);
        QueueLimits wanted;
        if (s.has(u"concurrency"_s)) {
            const auto count = number(s.value(u"concurrency"_s), 1, highestLimit);
            if (!count)
                return s.usage(count.error().detail);
            wanted.concurrency = int(count.value());
        }
        if (s.has(u"rate"_s)) {
            const QStringList parts = s.value(u"rate"_s).split(u'/');
            const auto most = number(parts.first(), 1, highestLimit);
            const auto window = number(parts.value(1), 1, longestWindow);
            if (parts.size() != 2 || !most || !window)
                return s.usage(u"--rate is N/MS, as 10/1000"_s);
            wanted.max = int(most.value());
            wanted.window = Millis(window.value());
        }
        if (s.has(u"none"_s) || (s.has(u"concurrency"_s) && s.has(u"rate"_s)))
            return set(s, queue, wanted);
        // What was not named stays as it is.
        s.ask(ask::ListQueues{}, [&s, queue, wanted](const QList<QueueView> &queues) {
            QueueLimits limits = wanted;
            for (const QueueView &view : queues) {
                if (view.name != queue)
                    continue;
                if (!s.has(u"concurrency"_s))
                    limits.concurrency = view.limits.concurrency;
                if (!s.has(u"rate"_s)) {
                    limits.max = view.limits.max;
                    limits.window = view.limits.window;
                }
            }
            set(s, queue, limits);
        });
    }

private:
    static void set(Session &s, const QueueName &queue, const QueueLimits &limits)
    {
        s.ask(ask::LimitQueue{queue, limits}, [&s, limits](const Done &) {
            QStringList words;
            if (limits.concurrency > 0)
                words.append(u"%1 at the same time"_s.arg(limits.concurrency));
            if (limits.max > 0)
                words.append(u"%1 in %2 ms"_s.arg(limits.max).arg(limits.window.count()));
            s.printDone(limits, words.isEmpty() ? u"no limits"_s : words.join(u", "_s));
            s.finish();
        });
    }
};

class Obliterate final : public Command
{
public:
    QString name() const override { return u"obliterate"_s; }
    QString summary() const override { return u"removes a queue with all its jobs, for good"_s; }
    QString arguments() const override { return u"QUEUE"_s; }
    std::pair<int, int> argumentCount() const override { return {1, 1}; }
    QList<Option> options() const override
    {
        return {{u"confirm"_s, u"QUEUE"_s, u"the queue's name once more: nothing brings it back"_s},
                {u"force"_s, {}, u"also while its jobs run: their workers lose them"_s}};
    }
    void run(Session &s) override
    {
        const QString queue = s.arguments().first();
        if (s.value(u"confirm"_s) != queue)
            return s.usage(u"this cannot be undone: say --confirm %1 as well"_s.arg(queue));
        s.ask(ask::ObliterateQueue{{queue}, s.has(u"force"_s)}, [&s](const BulkReport &report) { s.finishBulk(report, u"removed"_s); });
    }
};

} // namespace

void addQueueCommands(CommandList &list)
{
    list.push_back(std::make_unique<Limit>());
    list.push_back(std::make_unique<Obliterate>());
}

} // namespace trato::cli
