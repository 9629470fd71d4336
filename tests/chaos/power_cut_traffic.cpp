#include "tests/chaos/power_cut_traffic.h"

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int threads = 3;
constexpr int mostInFlight = 24;
constexpr int mostHeld = 40;
const QueueName queues[] = {{u"mail"_s}, {u"bill"_s}};

// Names that no other cycle of the process uses.
std::atomic<qint64> names = 0;

QString nextName(const QString &kind)
{
    return kind + QString::number(++names);
}

int upTo(std::mt19937_64 &dice, int most)
{
    return int(dice() % quint64(most));
}

QStringList missingJobs(JobStore &store, ManualMailbox &box, const Acknowledged &said)
{
    QStringList lost;
    for (const QueueName &queue : queues) {
        QList<JobId> ids;
        for (const auto &[key, job] : said.jobs)
            if (key.first == queue)
                ids.append(key.second);
        std::map<QString, JobRow> rows;
        for (qsizetype from = 0; from < ids.size(); from += 1000) {
            const auto found = await<QList<JobRow>>(box, [&](auto reply) { store.rows(queue, ids.mid(from, 1000), reply); });
            if (!found)
                return {found.error().detail};
            for (const JobRow &row : found.value())
                rows[row.id.value] = row;
        }
        for (const JobId &id : ids) {
            const Acknowledged::Job &job = said.jobs.at({queue, id});
            const auto row = rows.find(id.value);
            if (row == rows.end())
                lost.append(u"job "_s + id.value);
            else if (row->second.state == JobState::Unknown || (job.end && row->second.state != *job.end))
                lost.append(u"outcome of job "_s + id.value);
            else if (row->second.attemptsMade < job.made)
                lost.append(u"attempt of job "_s + id.value);
        }
        for (qsizetype i = 0; i < ids.size(); i += 1 + ids.size() / 20) { // a sample in full
            const auto detail = await<JobDetail>(box, [&](auto reply) { store.job(queue, ids[i], reply); });
            const Acknowledged::Job &job = said.jobs.at({queue, ids[i]});
            // A job whose adding was not acknowledged but whose settlement was is known without its data.
            if (!detail || (!job.data.isEmpty() && detail.value().data.utf8 != job.data))
                lost.append(u"data of job "_s + ids[i].value);
            else if (job.end == JobState::Completed && detail.value().returnValue.utf8 != job.result)
                lost.append(u"result of job "_s + ids[i].value);
        }
    }
    return lost;
}

} // namespace

QStringList missing(JobStore &store, ManualMailbox &box, const Acknowledged &said)
{
    QStringList lost = missingJobs(store, box, said);
    QStringList keys;
    for (const auto &[key, state] : said.fences)
        keys.append(key);
    const auto fences = await<QList<Fence>>(box, [&](auto reply) { store.fences(keys, reply); });
    std::map<QString, Fence::State> stand;
    if (fences)
        for (const Fence &fence : fences.value())
            stand[fence.key] = fence.state;
    for (const auto &[key, state] : said.fences)
        if (!stand.contains(key) || (state && stand[key] != *state))
            lost.append(u"fence "_s + key);
    const auto infos = await<QList<QueueInfo>>(box, [&](auto reply) { store.queues(reply); });
    std::map<QueueName, bool> paused;
    if (infos)
        for (const QueueInfo &info : infos.value())
            paused[info.name] = info.paused;
    for (const auto &[queue, flag] : said.pauses)
        if (!paused.contains(queue) || (flag && paused[queue] != *flag))
            lost.append(u"pause of "_s + queue.value);
    return lost;
}

PowerCutTraffic::PowerCutTraffic(JobStore &store, Acknowledged &said, quint64 seed) : m_store(store), m_said(said)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this, seed, i] { run(seed * threads + quint64(i)); });
}

PowerCutTraffic::~PowerCutTraffic() { stop(); }

void PowerCutTraffic::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_free.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

int PowerCutTraffic::inFlight() const
{
    const std::lock_guard lock(m_mutex);
    return m_inFlight;
}

bool PowerCutTraffic::beginCall()
{
    std::unique_lock lock(m_mutex);
    m_free.wait(lock, [this] { return m_stopped || m_inFlight < mostInFlight; });
    if (m_stopped)
        return false;
    ++m_inFlight;
    return true;
}

void PowerCutTraffic::run(quint64 seed)
{
    std::mt19937_64 dice(seed);
    while (beginCall()) {
        const int choice = upTo(dice, 100);
        if (choice < 40)
            addJobs(dice);
        else if (choice < 75)
            exchange(dice);
        else if (choice < 85)
            fence();
        else if (choice < 94)
            settleFence(dice);
        else
            pause();
    }
}

/// Ends one call: what was acknowledged is noted on the mailbox's thread, a refusal ends the traffic.
template <typename T>
Reply<T> PowerCutTraffic::answered(std::function<void(const T &)> then)
{
    return [this, then = std::move(then)](Result<T> result) {
        ++m_answers;
        if (result)
            then(result.value());
        else if (m_refusal.isEmpty())
            m_refusal = result.error().detail;
        {
            const std::lock_guard lock(m_mutex);
            --m_inFlight;
            m_stopped = m_stopped || !result;
        }
        m_free.notify_all();
    };
}

void PowerCutTraffic::addJobs(std::mt19937_64 &dice)
{
    QList<NewJob> jobs;
    for (int i = upTo(dice, 4); i >= 0; --i) {
        NewJob job{queues[upTo(dice, 2)], u"send"_s, {}, {}};
        job.data.utf8 = '"' + QByteArray(upTo(dice, 10) ? upTo(dice, 300) : upTo(dice, 30'000), char('a' + upTo(dice, 26))) + '"';
        job.options.priority = upTo(dice, 3) ? 0 : upTo(dice, 5);
        job.options.delay = Millis(upTo(dice, 8) ? 0 : 60'000);
        job.options.lifo = upTo(dice, 10) == 0;
        if (upTo(dice, 4) == 0)
            job.options.jobId = nextName(u"job-"_s);
        jobs.append(job);
    }
    m_store.add(jobs, answered<QList<Added>>([this, jobs](const QList<Added> &added) {
        for (qsizetype i = 0; i < added.size(); ++i)
            m_said.jobs[{jobs[i].queue, added[i].id}] = {jobs[i].data.utf8};
        m_said.adds += added.size();
    }));
}

void PowerCutTraffic::exchange(std::mt19937_64 &dice)
{
    Exchange order;
    {
        const std::lock_guard lock(m_mutex);
        for (int i = upTo(dice, 6); i > 0 && !m_held.empty(); --i) {
            std::swap(m_held[size_t(upTo(dice, int(m_held.size())))], m_held.back());
            const ClaimedJob &job = m_held.back();
            using Kind = Settlement::Kind;
            const Kind kind = std::array{Kind::Complete, Kind::Complete, Kind::Complete, Kind::Fail, Kind::Retry}[size_t(upTo(dice, 5))];
            Settlement settlement{job.queue, job.id, job.token, kind};
            settlement.result = QByteArray::number(upTo(dice, 1000));
            settlement.reason = u"no answer"_s;
            settlement.trace = QString(upTo(dice, 400), u't');
            order.settled.append(settlement);
            m_held.pop_back();
        }
        if (m_held.size() < mostHeld)
            order.wants.append({queues[upTo(dice, 2)], upTo(dice, 6)});
    }
    for (Want &want : order.wants)
        want.token = nextName(u"token-"_s).toUtf8();
    m_store.exchange(order, answered<Exchanged>([this, settled = order.settled](const Exchanged &done) {
        for (qsizetype i = 0; i < settled.size(); ++i) {
            if (done.codes[i] != SettleCode::Done)
                continue;
            Acknowledged::Job &job = m_said.jobs[{settled[i].queue, settled[i].id}];
            ++job.made;
            ++m_said.settlements;
            if (settled[i].kind == Settlement::Kind::Retry)
                continue;
            const bool failed = settled[i].kind == Settlement::Kind::Fail;
            job.end = failed ? JobState::Failed : JobState::Completed;
            job.result = settled[i].result;
        }
        const std::lock_guard lock(m_mutex);
        m_held.insert(m_held.end(), done.claimed.begin(), done.claimed.end());
    }));
}

void PowerCutTraffic::fence()
{
    const QString key = nextName(u"message-"_s);
    m_store.fence(key, u"engine"_s, "token", answered<Fence>([this, key](const Fence &) {
        m_said.fences[key] = std::nullopt;
        ++m_said.fencings;
        const std::lock_guard lock(m_mutex);
        m_fenced.push_back(key);
    }));
}

void PowerCutTraffic::settleFence(std::mt19937_64 &dice)
{
    QString key;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_fenced.empty()) {
            key = m_fenced.back();
            m_fenced.pop_back();
        }
    }
    if (key.isEmpty())
        return fence();
    const auto state = std::array{Fence::State::Accepted, Fence::State::Rejected, Fence::State::Uncertain}[size_t(upTo(dice, 3))];
    m_store.settleFence(key, "token", state, false, answered<Done>([this, key, state](const Done &) {
        m_said.fences[key] = state;
        ++m_said.fencings;
    }));
}

void PowerCutTraffic::pause()
{
    QueueName queue;
    {
        const std::lock_guard lock(m_mutex);
        if (m_paused.size() > 4) {
            queue = m_paused.back();
            m_paused.pop_back();
            m_said.pauses[queue] = std::nullopt; // until the answer is there, either is right
        }
    }
    const bool on = queue.isEmpty();
    if (on)
        queue = {nextName(u"pause-"_s)};
    m_store.setPaused(queue, on, answered<Done>([this, queue, on](const Done &) {
        const std::lock_guard lock(m_mutex);
        m_said.pauses[queue] = on;
        ++m_said.pausings;
        if (on)
            m_paused.push_back(queue);
    }));
}

} // namespace trato
