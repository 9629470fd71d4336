#pragma once

#include "engine/stores/sqlite/sqlite_job_store.h"
#include "tests/support/manual_mailbox.h"

#include <atomic>
#include <map>
#include <random>
#include <thread>

namespace trato {

/// What one store file has acknowledged, over all its power cuts. A running traffic writes it.
struct Acknowledged {
    struct Job {
        QByteArray data{};
        std::optional<JobState> end{};  ///< set once a Complete or Fail was acknowledged
        QByteArray result{};
        int made = 0;                   ///< acknowledged attempts
    };
    std::map<std::pair<QueueName, JobId>, Job> jobs{};
    std::map<QString, std::optional<Fence::State>> fences{};  ///< none: set, and its settlement not acknowledged
    std::map<QueueName, std::optional<bool>> pauses{};        ///< none: a change is not acknowledged
    qint64 adds = 0;
    qint64 settlements = 0;
    qint64 fencings = 0;
    qint64 pausings = 0;
    qint64 total() const { return adds + settlements + fencings + pausings; }
};

/// Everything acknowledged that `store` does not show, in words.
QStringList missing(JobStore &store, ManualMailbox &box, const Acknowledged &said);

/// Random calls of several threads to one store, until `stop` or the first refusal. Made, stopped and destroyed on
/// the mailbox's thread, before the store; replies must have run before it goes.
class PowerCutTraffic
{
public:
    PowerCutTraffic(JobStore &store, Acknowledged &said, quint64 seed);
    ~PowerCutTraffic();
    PowerCutTraffic(const PowerCutTraffic &) = delete;
    PowerCutTraffic &operator=(const PowerCutTraffic &) = delete;

    /// Ends and joins the threads; calls may still be under way.
    void stop();
    int inFlight() const;
    /// How many calls were answered so far. The mailbox's thread only.
    qint64 answers() const { return m_answers; }
    /// The first refusal's words, if there was one.
    QString refusal() const { return m_refusal; }

private:
    void run(quint64 seed);
    bool beginCall();
    template <typename T>
    Reply<T> answered(std::function<void(const T &)> then);
    void addJobs(std::mt19937_64 &dice);
    void exchange(std::mt19937_64 &dice);
    void fence();
    void settleFence(std::mt19937_64 &dice);
    void pause();

    JobStore &m_store;
    Acknowledged &m_said;
    QString m_refusal;                  ///< the mailbox's thread only
    qint64 m_answers = 0;               ///< the mailbox's thread only
    mutable std::mutex m_mutex;
    std::condition_variable m_free;
    int m_inFlight = 0;                 ///< all guarded by m_mutex
    bool m_stopped = false;
    std::vector<ClaimedJob> m_held;
    std::vector<QString> m_fenced;
    std::vector<QueueName> m_paused;
    std::vector<std::thread> m_threads;
};

} // namespace trato
