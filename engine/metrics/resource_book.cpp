#include "engine/metrics/resource_book.h"

#include "engine/metrics/minute.h"

#include <algorithm>

namespace trato {
namespace {

double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

void ResourceBook::add(const platform::ProcessUse &use, const platform::DiskUse &disk)
{
    const std::chrono::nanoseconds steady = m_clock.steady();
    const qint64 number = minuteOf(m_clock.now());
    Kept &minute = minuteAt(number);
    if (m_last) {
        // Steady time stands still while the computer sleeps, and so does the processor.
        const double length = seconds(steady - m_last->first);
        const double busy = seconds(use.processorTime - m_last->second.processorTime);
        if (length > 0 && busy >= 0) {
            minute.busy += busy;
            minute.length += length;
            m_share = busy / length / std::max(1, use.processors);
        }
    }
    minute.memory = std::max(minute.memory, double(use.memory));
    minute.disk = std::max(minute.disk, double(disk.used));
    m_last = std::pair(steady, use);
    m_disk = disk;
}

ResourceBook::Kept &ResourceBook::minuteAt(qint64 number)
{
    if (m_ring.empty())
        m_ring.resize(minutesKept, Kept{.minute = -1});
    Kept &minute = m_ring[size_t(number % minutesKept)];
    if (minute.minute != number)
        minute = Kept{.minute = number};
    return minute;
}

QList<ResourceBook::Kept> ResourceBook::since(qint64 minute) const
{
    QList<Kept> out;
    std::ranges::copy_if(m_ring, std::back_inserter(out), [minute](const Kept &kept) { return kept.minute >= std::max<qint64>(minute, 0); });
    std::ranges::sort(out, {}, &Kept::minute);
    return out;
}

void ResourceBook::restore(const Kept &kept)
{
    if (kept.minute < 0 || (!m_ring.empty() && m_ring[size_t(kept.minute % minutesKept)].minute > kept.minute))
        return;
    Kept &minute = minuteAt(kept.minute);
    minute.busy += kept.busy;
    minute.length += kept.length;
    minute.memory = std::max(minute.memory, kept.memory);
    minute.disk = std::max(minute.disk, kept.disk);
}

ResourceReport ResourceBook::report(int minutes) const
{
    const int count = qBound(1, minutes, minutesKept);
    const qint64 last = minuteOf(m_clock.now());
    ResourceReport out;
    out.step = Minutes(1);
    out.from = Instant(Minutes(last - count + 1));
    for (qint64 number = last - count + 1; number <= last; ++number) {
        const Kept *minute = m_ring.empty() || number < 0 ? nullptr : &m_ring[size_t(number % minutesKept)];
        const bool known = minute && minute->minute == number;
        const int processors = m_last ? std::max(1, m_last->second.processors) : 1;
        out.processor.append(known && minute->length > 0 ? std::optional(minute->busy / minute->length / processors) : std::nullopt);
        out.memory.append(known ? std::optional(minute->memory) : std::nullopt);
        out.disk.append(known ? std::optional(minute->disk) : std::nullopt);
    }
    out.processorNow = m_share;
    if (m_last) {
        out.memoryNow = m_last->second.memory;
        out.memoryTotal = m_last->second.memoryTotal;
        out.processors = m_last->second.processors;
    }
    out.diskNow = m_disk.used;
    out.diskFree = m_disk.free;
    out.diskTotal = m_disk.total;
    return out;
}

} // namespace trato
