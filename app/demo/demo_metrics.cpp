#include "app/demo/demo_metrics.h"

#include "engine/metrics/minute.h"
#include "engine/notify/message_job.h"
#include "engine/shop/planner.h"

#include <cmath>
#include <random>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Hours day{24};
constexpr Minutes sampleStep{15};   ///< before the last day, of which every minute is there
constexpr double sampleLength = 60; ///< seconds

class SampleClock final : public Clock
{
public:
    Instant at{};
    Instant now() const override { return at; }
    std::chrono::nanoseconds steady() const override { return at.time_since_epoch(); }
};

class Dice
{
public:
    explicit Dice(quint32 seed) : m_random(seed) {}
    /// Mostly near `middle`, now and then some times as much.
    TimingBook::Took time(double middle) { return TimingBook::Took(middle * std::exp(0.45 * m_normal(m_random))); }
    double around(double middle, double spread) { return middle + spread * m_normal(m_random); }

private:
    std::mt19937 m_random;
    std::normal_distribution<double> m_normal;
};

void recordWork(TimingBook &book, const PastWork &work, Dice &dice)
{
    if (work.reminder) {
        book.record(TimingKind::Wait, Planner::queue().value, dice.time(6));
        book.record(TimingKind::Run, Planner::queue().value, dice.time(9));
    }
    const TimingBook::Took provider = dice.time(180);
    book.record(TimingKind::Wait, messageQueue().value, dice.time(8));
    book.record(TimingKind::Provider, u"whatsapp"_s, provider);
    book.record(TimingKind::Run, messageQueue().value, provider + dice.time(7));
}

/// Busier while the shop is open; the memory of this process, a disk that filled up slowly.
ResourceBook::Kept sampleAt(Instant at, double age, qint64 memory, int processors, qint64 disk, Dice &dice)
{
    const double hour = double(minuteOf(at) % (24 * 60)) / 60.0;
    const double busy = hour > 11 && hour < 23 ? 0.012 : 0.003; // of one processor; 8 to 20 o'clock in Brazil
    return {minuteOf(at), std::max(0.0005, dice.around(busy, busy / 3)) * sampleLength * processors, sampleLength,
            std::max(20e6, dice.around(double(memory) * (0.95 - 0.05 * age), 1.5e6)), double(disk) * (1.0 - 0.45 * age)};
}

} // namespace

QList<std::pair<qint64, tables::KeptMetrics>> pastMetrics(const QList<PastWork> &work, Instant now, qint64 diskNow, quint32 seed)
{
    QList<std::pair<qint64, tables::KeptMetrics>> days;
    if (work.isEmpty() || work.first().at >= now)
        return days;
    Dice dice(seed);
    SampleClock clock;
    TimingBook book(clock);
    const platform::ProcessUse process = platform::processUse();
    const Instant begin = work.first().at;
    auto next = work.begin();
    for (Instant from = begin; from < now; from += day) {
        const Instant end = std::min(from + day, now);
        tables::KeptMetrics kept;
        for (; next != work.end() && next->at < end; ++next) {
            clock.at = next->at;
            recordWork(book, *next, dice);
        }
        clock.at = end;
        kept.timings = book.since(minuteOf(from));
        for (Instant at = from; at < end; at = at >= now - day ? at + Minutes(1) : std::min<Instant>(at + sampleStep, now - day)) {
            const double age = double((now - at).count()) / double((now - begin).count());
            kept.resources.append(sampleAt(at, age, process.memory, std::max(1, process.processors), diskNow, dice));
        }
        days.append({minuteOf(end), kept});
    }
    return days;
}

} // namespace trato
