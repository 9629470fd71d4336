#pragma once

#include "engine/api/codec.h"

namespace trato {

/// Quantiles of one duration over the last hour, milliseconds.
struct Timing {
    QString subject{};       ///< queue name, or provider name
    QString kind{};          ///< "run", "wait" or "provider"
    qint64 count = 0;
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;
    double max = 0;
    qint64 failures = 0;
    friend bool operator==(const Timing &, const Timing &) = default;
    static constexpr auto fields()
    {
        using T = Timing;
        return fieldList(field("subject", &T::subject), field("kind", &T::kind), field("count", &T::count),
                          field("p50", &T::p50), field("p95", &T::p95), field("p99", &T::p99),
                          field("max", &T::max), field("failures", &T::failures));
    }
};

/// One value a slot of equal width; nullopt is a gap (nothing measured), never zero.
struct TimingSeries {
    QString kind{};
    Instant from{};
    Millis step{0};
    QList<std::optional<double>> p50{};
    QList<std::optional<double>> p95{};
    QList<std::optional<double>> p99{};
    friend bool operator==(const TimingSeries &, const TimingSeries &) = default;
    static constexpr auto fields()
    {
        using T = TimingSeries;
        return fieldList(field("kind", &T::kind), field("from", &T::from), field("step", &T::step),
                          field("p50", &T::p50), field("p95", &T::p95), field("p99", &T::p99));
    }
};

struct TimingReport {
    QList<Timing> timings{};
    QList<TimingSeries> series{};   ///< of the subject that was asked for, or of all together; one per kind
    friend bool operator==(const TimingReport &, const TimingReport &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("timings", &TimingReport::timings), field("series", &TimingReport::series));
    }
};

/// What the program takes of the computer, one value a slot of equal width; nullopt is a gap.
struct ResourceReport {
    Instant from{};
    Millis step{0};
    QList<std::optional<double>> processor{};   ///< share of all processors, 0…1
    QList<std::optional<double>> memory{};      ///< bytes in memory
    QList<std::optional<double>> disk{};        ///< bytes of the profile folder
    std::optional<double> processorNow{};
    int processors = 0;
    qint64 memoryNow = 0;
    qint64 memoryTotal = 0;                     ///< of the computer; 0 = unknown
    qint64 diskNow = 0;
    qint64 diskFree = 0;                        ///< where the profile lies
    qint64 diskTotal = 0;
    friend bool operator==(const ResourceReport &, const ResourceReport &) = default;
    static constexpr auto fields()
    {
        using R = ResourceReport;
        return fieldList(field("from", &R::from), field("step", &R::step), field("processor", &R::processor),
                          field("memory", &R::memory), field("disk", &R::disk), field("processorNow", &R::processorNow),
                          field("processors", &R::processors), field("memoryNow", &R::memoryNow),
                          field("memoryTotal", &R::memoryTotal), field("diskNow", &R::diskNow),
                          field("diskFree", &R::diskFree), field("diskTotal", &R::diskTotal));
    }
};

} // namespace trato
