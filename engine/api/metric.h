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
        return std::tuple(field("subject", &T::subject), field("kind", &T::kind), field("count", &T::count),
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
        return std::tuple(field("kind", &T::kind), field("from", &T::from), field("step", &T::step),
                          field("p50", &T::p50), field("p95", &T::p95), field("p99", &T::p99));
    }
};

struct TimingReport {
    QList<Timing> timings{};
    QList<TimingSeries> series{};   ///< all queues together, one per kind
    friend bool operator==(const TimingReport &, const TimingReport &) = default;
    static constexpr auto fields()
    {
        return std::tuple(field("timings", &TimingReport::timings), field("series", &TimingReport::series));
    }
};

} // namespace trato
