#include "engine/metrics/timing_book.h"

namespace trato {

void TimingBook::record(TimingKind kind, const QString &subject, Took took, bool failed)
{
    Subject &timed = m_subjects[{subject, kind}];
    for (Slot *slot : {&slotOf(timed.ring, slotNow()), &slotOf(timed.hours, minuteNow() / 60)}) {
        slot->histogram.add(took.count());
        slot->failures += failed;
    }
    timed.series.add(took.count(), m_clock.now());
    m_series[kind].add(took.count(), m_clock.now());
    ++m_revision;
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

template <size_t N>
TimingBook::Slot &TimingBook::slotOf(std::array<Slot, N> &ring, qint64 number)
{
    Slot &slot = ring[size_t(number) % N];
    if (slot.number != number)
        slot = Slot{.number = number};
    return slot;
}

KeptTimings TimingBook::since(qint64 minute) const
{
    KeptTimings kept;
    for (const auto &[kind, series] : m_series)
        for (const MinuteSeries::Kept &values : series.since(minute))
            kept.minutes.append({kind, values});
    for (const auto &[key, subject] : m_subjects) {
        const auto keep = [&key = key](const auto &ring, qint64 from, QList<KeptTimings::Slot> &list) {
            for (const Slot &slot : ring)
                if (slot.number >= from && slot.histogram.count() > 0)
                    list.append({key.first, key.second, slot.number, slot.histogram.toBytes(), slot.failures});
        };
        keep(subject.ring, minute / slotWidth.count(), kept.steps);
        keep(subject.hours, minute / 60, kept.hours);
    }
    return kept;
}

void TimingBook::restore(const KeptTimings &kept)
{
    for (const KeptTimings::Minute &minute : kept.minutes)
        m_series[minute.kind].restore(minute.values);
    const auto merge = [this](const QList<KeptTimings::Slot> &list, auto Subject::*ring, qint64 newest) {
        for (const KeptTimings::Slot &old : list) {
            if (old.number > newest)
                continue; // the clock was set back
            auto &all = m_subjects[{old.subject, old.kind}].*ring;
            if (old.number <= newest - qint64(all.size()) || all[size_t(old.number) % all.size()].number > old.number)
                continue;
            Slot &slot = slotOf(all, old.number);
            slot.histogram.merge(Histogram::fromBytes(old.histogram));
            slot.failures += old.failures;
        }
    };
    merge(kept.steps, &Subject::ring, slotNow());
    merge(kept.hours, &Subject::hours, minuteNow() / 60);
}

qint64 TimingBook::minuteNow() const
{
    return std::chrono::floor<Minutes>(m_clock.now()).time_since_epoch().count();
}

qint64 TimingBook::slotNow() const
{
    return minuteNow() / slotWidth.count();
}

} // namespace trato
