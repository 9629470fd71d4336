#include "engine/metrics/queue_flow.h"

namespace trato {

QueueHistory coarsened(const QueueHistory &minutes, int mostSteps)
{
    const qint64 count = minutes.completed.size();
    if (count <= mostSteps || mostSteps < 2)
        return minutes;
    constexpr qint64 widths[] = {2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1440};
    qint64 width = widths[std::size(widths) - 1];
    for (const qint64 candidate : widths)
        if ((count + candidate - 1) / candidate + 1 <= mostSteps) {
            width = candidate;
            break;
        }
    const qint64 first = std::chrono::floor<Minutes>(minutes.from).time_since_epoch().count();
    const qint64 begin = first / width * width;
    const qsizetype steps = (first + count - 1 - begin) / width + 1;
    QueueHistory out{minutes.queue, Instant(Minutes(begin)), Minutes(width), QList<qint64>(steps, 0), QList<qint64>(steps, 0)};
    for (qint64 i = 0; i < count; ++i) {
        out.completed[(first + i - begin) / width] += minutes.completed.at(i);
        out.failed[(first + i - begin) / width] += minutes.failed.value(i);
    }
    return out;
}

} // namespace trato
