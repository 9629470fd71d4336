#include "engine/metrics/timing_book.h"

namespace trato {

void TimingBook::record(TimingKind kind, const QString &subject, Took took, bool failed)
{
    const qint64 number = slotNow();
    Subject &timed = m_subjects[{subject, kind}];
    Slot &slot = timed.ring[size_t(number % slotCount)];
    if (slot.number != number)
        slot = Slot{.number = number};
    slot.histogram.add(took.count());
    slot.failures += failed;
    timed.series.add(took.count(), m_clock.now());
    m_series[kind].add(took.count(), m_clock.now());
}

void TimingBook::record(const FinishedJob &job)
{
    record(TimingKind::Run, job.queue.value, job.ran, job.kind != Settlement::Kind::Complete);
    if (job.waited)
        record(TimingKind::Wait, job.queue.value, *job.waited);
}

TimingReport TimingBook::report(int minutes, const QString &subject) const
{
    TimingReport report;
    const qint64 newest = slotNow();
    for (const auto &[key, timed] : m_subjects) {
        Histogram hour;
        qint64 failures = 0;
        for (const Slot &slot : timed.ring) {
            if (slot.number <= newest - slotCount || slot.number > newest)
                continue;
            hour.merge(slot.histogram);
            failures += slot.failures;
        }
        if (hour.count() == 0)
            continue;
        report.timings.append({key.first, nameOf(key.second), hour.count(), hour.quantile(0.5), hour.quantile(0.95),
                               hour.quantile(0.99), hour.max(), failures});
    }
    const auto add = [&](TimingKind kind, const MinuteSeries &series) {
        report.series.append(series.series(minutes, m_clock.now()));
        report.series.last().kind = nameOf(kind);
    };
    if (subject.isEmpty())
        for (const auto &[kind, series] : m_series)
            add(kind, series);
    for (const auto &[key, timed] : m_subjects)
        if (!subject.isEmpty() && key.first == subject)
            add(key.second, timed.series);
    return report;
}

qint64 TimingBook::slotNow() const
{
    return std::chrono::floor<Minutes>(m_clock.now()).time_since_epoch().count() / slotWidth.count();
}

} // namespace trato
