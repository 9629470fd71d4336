#include "app/bench/store_bench.h"

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

const QueueName queue{u"bench"_s};
constexpr qint64 aCall = 1000;

/// Reminders, every fiftieth a birthday greeting, and a name of its own for one in a hundred thousand.
QString nameOf(qint64 number)
{
    if (number % 100'000 == 99'999)
        return u"avulso-%1"_s.arg(number);
    return number % 50 == 49 ? u"aniversario"_s : u"lembrete-24h"_s;
}

/// A tenth of the jobs have failed, one in a thousand of them with a rare reason; the others wait.
Result<Done> fill(StoreRig &rig, qint64 jobs)
{
    for (qint64 from = 0; from < jobs; from += aCall) {
        QList<NewJob> some;
        for (qint64 number = from; number < from + aCall; ++number) {
            some.append(usualJob(queue, number));
            some.last().name = nameOf(number);
        }
        if (const auto added = rig.ask<QList<Added>>([&](auto reply) { rig.store->add(some, reply); }); !added)
            return added.error();
    }
    QList<Settlement> settled;
    for (qint64 failed = 0; failed <= jobs / 10; failed += aCall) {
        const auto got = rig.ask<Exchanged>([&](auto reply) {
            const int wanted = failed < jobs / 10 ? int(aCall) : 0;
            rig.store->exchange({std::exchange(settled, {}), {{queue, wanted, Seconds(600), "token", u"bench"_s, {}}}}, reply);
        });
        if (!got)
            return got.error();
        for (const ClaimedJob &job : got.value().claimed)
            settled.append({.queue = job.queue, .id = job.id, .token = job.token, .kind = Settlement::Kind::Fail,
                            .reason = job.id.value.endsWith(u"000") ? u"numero inexistente"_s : u"tempo esgotado"_s});
    }
    return Done{};
}

struct Case {
    const char *name;
    std::optional<JobState> state;
    QString text;
    bool none = false;
};

/// The answer to the first question that a store gets after it was opened; the middle of five.
Result<double> firstAnswer(StoreRig &rig, const Case &asked)
{
    std::vector<double> took;
    for (int i = 0; i < 5; ++i) {
        rig.reopen();
        (void)rig.ask<QList<QueueInfo>>([&](auto reply) { rig.store->queues(reply); }); // the file is open
        const auto start = steady_clock::now();
        const auto page = rig.ask<JobPage>([&](auto reply) {
            rig.store->page({.queue = queue, .state = asked.state, .search = asked.text, .limit = 100}, reply);
        });
        took.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - start).count());
        if (!page)
            return page.error();
        if (page.value().rows.isEmpty() != asked.none)
            return Error{Error::Code::NotFound, u"%1: the search found what it should not, or nothing"_s.arg(QLatin1StringView(asked.name))};
    }
    return quantile(took, 0.5);
}

} // namespace

Result<Figures> firstSearch(qint64 jobs)
{
    using State = JobState;
    StoreRig rig(SqliteJobStore::Durability::Normal);
    if (const auto filled = fill(rig, jobs); !filled)
        return filled.error();
    Figures figures;
    for (const Case &asked : {Case{"id_ms", State::Waiting, u"777777"_s}, Case{"id_any_state_ms", {}, u"777777"_s},
                              Case{"name_ms", State::Waiting, u"aniv"_s}, Case{"error_ms", State::Failed, u"tempo esg"_s},
                              Case{"rare_error_ms", State::Failed, u"inexistente"_s},
                              Case{"nothing_ms", State::Waiting, u"nao existe"_s, true},
                              Case{"nothing_any_state_ms", {}, u"nao existe"_s, true}}) {
        const Result<double> took = firstAnswer(rig, asked);
        if (!took)
            return took.error();
        figures << Figure{asked.name, took.value()};
    }
    return figures;
}

} // namespace trato::bench
