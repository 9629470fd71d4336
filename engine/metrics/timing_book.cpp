#include "engine/metrics/timing_book.h"

namespace trato {

void TimingBook::record(TimingKind kind, const QString &subject, Took took, bool failed)
{
    const qint64 number = slotNow();
    Slot &slot = m_subjects[{subject, kind}].ring[size_t(number % slotCount)];
    if (slot.number != number)
        slot = Slot{.number = number};
    slot.histogram.add(took.count());
    slot.failures += failed;
    m_series[kind].add(took.count(), m_clock.now());
    ++m_revision;
}

void TimingBook::record(const FinishedJob &job)
{
    record(TimingKind::Run, job.queue.value, job.ran, job.kind != Settlement::Kind::Complete);
    if (job.waited)
        record(TimingKind::Wait, job.queue.value, *job.waited);
}

TimingReport TimingBook::report(int minutes) const
{
    TimingReport report;
    const qint64 newest = slotNow();
    for (const auto &[key, subject] : m_subjects) {
        Histogram hour;
        qint64 failures = 0;
        for (const Slot &slot : subject.ring) {
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
    for (const auto &[kind, series] : m_series) {
        report.series.append(series.series(minutes, m_clock.now()));
        report.series.last().kind = nameOf(kind);
    }
    return report;
}

KeptTimings TimingBook::since(qint64 minute) const
{
    KeptTimings kept;
    for (const auto &[kind, series] : m_series)
        for (const MinuteSeries::Kept &values : series.since(minute))
            kept.minutes.append({kind, values});
    for (const auto &[key, subject] : m_subjects)
        for (const Slot &slot : subject.ring)
            if (slot.number >= minute / slotWidth.count() && slot.histogram.count() > 0)
                kept.steps.append({key.first, key.second, slot.number, slot.histogram.toBytes(), slot.failures});
    return kept;
}

void TimingBook::restore(const KeptTimings &kept)
{
    for (const KeptTimings::Minute &minute : kept.minutes)
        m_series[minute.kind].restore(minute.values);
    const qint64 newest = slotNow();
    for (const KeptTimings::Slot &old : kept.steps) {
        if (old.number <= newest - slotCount || old.number > newest)
            continue;
        Slot &slot = m_subjects[{old.subject, old.kind}].ring[size_t(old.number % slotCount)];
        if (slot.number > old.number)
            continue;
        if (slot.number < old.number)
            slot = Slot{.number = old.number};
        slot.histogram.merge(Histogram::fromBytes(old.histogram));
        slot.failures += old.failures;
    }
}

qint64 TimingBook::slotNow() const
{
    return std::chrono::floor<Minutes>(m_clock.now()).time_since_epoch().count() / slotWidth.count();
}

} // namespace trato
