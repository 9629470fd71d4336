#include "tests/bench/window/window_rig.h"

namespace trato::bench {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;
using Ms = std::chrono::duration<double, std::milli>;

/// Asks until the answer holds a hit: of a file just opened the store learns the names in its idle time, and a part of them with
/// each search.
template <Askable Q>
void learn(WindowRig &rig, const Q &question)
{
    const auto until = steady_clock::now() + Seconds(20);
    for (bool known = false; !known && steady_clock::now() < until;) {
        const auto answer = rig.ask(question);
        known = !answer || !answer.value().rows.isEmpty();
    }
}

/// Asks nine times and takes the middle; the answer must hold a hit unless `none`.
template <Askable Q>
Result<double> middle(WindowRig &rig, const Q &question, bool none)
{
    std::vector<double> took;
    if (!none)
        learn(rig, question);
    for (int i = 0; i < 9; ++i) {
        const auto start = steady_clock::now();
        const auto answer = rig.ask(question);
        took.push_back(Ms(steady_clock::now() - start).count());
        if (!answer)
            return answer.error();
        if (answer.value().rows.isEmpty() != none)
            return Error{Error::Code::NotFound, u"the search found what it should not, or nothing"_s};
    }
    return quantile(took, 0.5);
}

template <Askable Q>
struct Case {
    const char *name;
    Q question;
    bool none = false;
};

template <Askable Q>
Result<Figures> all(const Profile &profile, const QList<Case<Q>> &cases)
{
    WindowRig rig(profile, {});
    if (const auto opened = rig.open(); !opened)
        return opened.error();
    Figures figures;
    for (const Case<Q> &each : cases) {
        const Result<double> took = middle(rig, each.question, each.none);
        if (!took)
            return Error{took.error().code, QString::fromLatin1(each.name) + u": "_s + took.error().detail};
        figures << Figure{each.name, took.value()};
    }
    return figures;
}

ask::ListJobs jobs(std::optional<JobState> state, const QString &search)
{
    return {JobQuery{.queue = bigQueue, .state = state, .search = search, .limit = 100}};
}

} // namespace

QList<Benchmark> searchBenchmarks(const Profile &profile)
{
    using State = JobState;
    return {
        {"search-jobs"_L1, [profile] {
             return all<ask::ListJobs>(profile, {{"id_ms", jobs(State::Waiting, u"777777"_s)},
                                                 {"id_any_state_ms", jobs({}, u"777777"_s)},
                                                 {"name_ms", jobs(State::Waiting, u"aniv"_s)},
                                                 {"rare_name_ms", jobs(State::Waiting, u"avulso-899999"_s)},
                                                 {"rare_name_any_state_ms", jobs({}, u"avulso-129999"_s)},
                                                 {"error_ms", jobs(State::Failed, u"tempo esg"_s)},
                                                 {"rare_error_ms", jobs(State::Failed, u"inexistente"_s)},
                                                 {"nothing_ms", jobs(State::Waiting, u"nao existe"_s), true}});
         }},
        {"search-deliveries"_L1, [profile] {
             return all<ask::ListDeliveries>(profile, {{"name_ms", {.search = u"ana"_s}},
                                                       {"name_and_letter_ms", {.search = u"bia f125"_s}},
                                                       {"digits_ms", {.search = u"4321"_s}},
                                                       {"whole_phone_ms", {.search = u"(11) 98765-4321"_s}},
                                                       {"visit_ms", {.search = u"v654321"_s}},
                                                       {"of_a_visit_ms", {.visit = {u"v654321"_s}}},
                                                       {"of_a_client_ms", {.client = {u"c777"_s}}},
                                                       {"failed_ms", {.search = u"ana"_s, .state = DeliveryState::Failed}},
                                                       {"page_ms", {}},
                                                       {"deep_page_ms", {.offset = 900'000}},
                                                       {"nothing_ms", {.search = u"xyzxyz"_s}, true}});
         }},
    };
}

} // namespace trato::bench
