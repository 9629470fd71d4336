#include "app/cli/command.h"
#include "app/cli/input.h"
#include "engine/api/words.h"

/// import store
namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

class ImportStore final : public Command
{
public:
    QString name() const override { return u"import store"_s; }
    QString summary() const override
    {
        return u"copies every queue, schedule and fence from one store to another, and compares both; each is a file, sqlite:FILE or redis[s]://HOST"_s;
    }
    QString arguments() const override { return u"FROM TO"_s; }
    std::pair<int, int> argumentCount() const override { return {2, 2}; }
    void run(Session &s) override
    {
        const QString prefix = s.address().prefix;
        const StoreMoveOrder order{s.arguments()[0], s.arguments()[1], prefix.isEmpty() ? u"bull"_s : prefix};
        if (order.from == order.to)
            return s.usage(u"a store cannot be copied into itself"_s);
        if (holdsPassword(order.from) || holdsPassword(order.to))
            return s.usage(u"an address with a password is seen by others: set REDIS_PASSWORD"_s);
        const auto said = std::make_shared<Instant>();
        const auto tell = [&s, said](const QString &words) {
            constexpr Seconds pause{2};   // a page of jobs takes some milliseconds
            if (s.services().now() - *said < pause)
                return;
            *said = s.services().now();
            s.say(words);
        };
        warnOfServer(s, order.to, [&s, order, tell] { move(s, order, tell); });
    }

private:
    /// Says what stands against the server that the jobs would go to; whoever moves them decides.
    static void warnOfServer(Session &s, const QString &to, std::function<void()> then)
    {
        if (!to.contains(u"://"_s))
            return then();
        s.services().checkRedis(to, [&s, then = std::move(then)](const Result<QList<HealthCheck>> &checks) {
            if (checks && isReached(checks.value())) // else the move itself says so
                for (const HealthCheck &check : checks.value())
                    if (!check.ok || check.warning)
                        s.say(u"warning: "_s + words::healthName(check.name) + u": "_s + words::wayOut(check.way)
                              + (check.detail.isEmpty() ? QString() : u" ("_s + check.detail + u')'));
            then();
        });
    }
    static void move(Session &s, const StoreMoveOrder &order, std::function<void(QString)> tell)
    {
        s.services().moveStore(order, std::move(tell), [&s](Result<StoreMoveReport> moved) {
            if (!moved)
                return s.fail(moved.error());
            const StoreMoveReport report = std::move(moved).value();
            s.printList<MovedQueue>(report.queues, {{u"QUEUE"_s, [](const auto &q) { return q.name.value; }},
                                                    {u"JOBS"_s, [](const auto &q) { return QString::number(q.jobs); }, true},
                                                    {u"COPIED"_s, [](const auto &q) { return QString::number(q.added); }, true},
                                                    {u"DIGEST"_s, [](const auto &q) { return q.digest.left(16); }}});
            s.say(u"%1 schedules, %2 fences; both stores hold the same"_s.arg(report.schedules).arg(report.fences));
            s.say(u"not copied: figures per minute, and who tried an unfinished job last, and when"_s);
            s.finish();
        });
    }
};

} // namespace

void addStoreCommands(CommandList &list)
{
    list.push_back(std::make_unique<ImportStore>());
}

} // namespace trato::cli
