#pragma once

#include "engine/api/questions/engine.h"
#include "engine/metrics/minute_series.h"
#include "engine/queue/finished_job.h"

#include <array>
#include <map>

namespace trato {

/// What is timed: how long jobs ran, how long they waited for their start, how long providers took to answer.
enum class TimingKind { Run, Wait, Provider };
template <>
struct EnumNames<TimingKind> {
    static constexpr std::array names{"run", "wait", "provider"};
};

/// What is kept of the timings on disk.
struct KeptTimings {
    struct Minute {
        TimingKind kind = TimingKind::Run;
        MinuteSeries::Kept values{};
        friend bool operator==(const Minute &, const Minute &) = default;
    };
    struct Slot {
        QString subject{};
        TimingKind kind = TimingKind::Run;
        qint64 number = 0;          ///< of five-minute steps (in `hours`: of hours) since 1970
        QByteArray histogram{};
        qint64 failures = 0;
        friend bool operator==(const Slot &, const Slot &) = default;
    };
    QList<Minute> minutes{};
    QList<Slot> steps{};
    QList<Slot> hours{};            ///< `number` counts hours
};

/// Run, wait and provider times of the last hour per subject, and of the last day per minute, per subject and over all
/// subjects of a kind; the hours of the last day on their way to the archive, which keeps a year of them. Constant
/// memory a subject. Engine thread; owned by the composition.
class TimingBook
{
public:
    using Took = std::chrono::duration<double, std::milli>;
    explicit TimingBook(const Clock &clock) : m_clock(clock) {}

    void record(TimingKind kind, const QString &subject, Took took, bool failed = false);
    /// Run and wait time of a job as the worker tells it.
    void record(const FinishedJob &job);

    /// Answers ask::ShowTimings: quantiles of the last hour (in steps of five minutes) by subject, then kind;
    /// series of the last `minutes` minutes, of one subject or of all together (empty), one a kind that was ever timed.
    TimingReport report(int minutes, const QString &subject = {}) const;

    static constexpr Minutes slotWidth{5};
    static constexpr qint64 slotCount = 12;
    static constexpr qint64 hourCount = 25;
    /// What has values at or after this minute since 1970.
    KeptTimings since(qint64 minute) const;
    /// Adds what an earlier run kept; what is too old is left out.
    void restore(const KeptTimings &kept);
    /// Grows with each record.
    quint64 revision() const { return m_revision; }

private:
    struct Slot {
        qint64 number = -1;   ///< of steps of its ring's width since 1970
        Histogram histogram{};
        qint64 failures = 0;
    };
    struct Subject {
        std::array<Slot, slotCount> ring{};
        std::array<Slot, hourCount> hours{};
        MinuteSeries series{};
    };
    template <size_t N>
    static Slot &slotOf(std::array<Slot, N> &ring, qint64 number);
    qint64 minuteNow() const;
    qint64 slotNow() const;

    const Clock &m_clock;
    std::map<std::pair<QString, TimingKind>, Subject> m_subjects;
    std::map<TimingKind, MinuteSeries> m_series;
    quint64 m_revision = 0;
};

} // namespace trato
