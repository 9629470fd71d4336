#pragma once

#include "engine/queue/handler.h"

#include <cmath>

/// When and whether a failed job runs again. Pure; semantics are BullMQ's (bullmq-format 3.9).
namespace trato {

/// 2^n for whole n ≥ 0; a constexpr std::ldexp(1, n).
constexpr double powerOfTwo(int n)
{
    double value = 1;
    for (int i = 0; i < n && i < 1024; ++i)
        value *= 2;
    return value;
}

/// Wait after attempt `attempt` (1 is the first) failed. `dice` is in [0, 1) and decides the random share.
/// Never longer than a year: a doubling delay overflows every clock otherwise.
constexpr Millis retryDelay(const Backoff &backoff, int attempt, double dice)
{
    constexpr double longest = 365.0 * 24 * 3600 * 1000;
    if (backoff.kind == Backoff::Kind::None || backoff.delay <= Millis(0))
        return Millis(0);
    const double doublings = backoff.kind == Backoff::Kind::Exponential ? powerOfTwo(attempt - 1) : 1.0;
    const double wanted = doublings * double(backoff.delay.count());
    const double base = double(qint64((wanted < longest ? wanted : longest) + 0.5)); // Math.round
    if (backoff.jitter <= 0)
        return Millis(qint64(base));
    const double jitter = backoff.jitter < 1 ? backoff.jitter : 1.0;
    return Millis(qint64(dice * base * jitter + base * (1 - jitter))); // Math.floor: never negative
}
static_assert(retryDelay({Backoff::Kind::Fixed, Millis(1000), 0}, 7, 0.9) == Millis(1000));
static_assert(retryDelay({Backoff::Kind::Exponential, Millis(1000), 0}, 1, 0.9) == Millis(1000));
static_assert(retryDelay({Backoff::Kind::Exponential, Millis(1000), 0}, 4, 0.9) == Millis(8000));

/// Tries and waits that count for one job: its own, else its handler's.
struct RetryRule {
    int attempts = 1;
    Backoff backoff{};
    friend bool operator==(const RetryRule &, const RetryRule &) = default;
};
inline RetryRule retryRule(const JobOptions &job, const Handler::Traits &handler)
{
    return {job.attempts > 1 ? job.attempts : std::max(1, handler.attempts),
            job.backoff.kind != Backoff::Kind::None ? job.backoff : handler.backoff};
}

/// What settles a job whose handler answered `outcome`. `dice` is in [0, 1).
inline Settlement settlementFor(const ClaimedJob &job, const JobOutcome &outcome, const RetryRule &rule, double dice)
{
    Settlement out{.queue = job.queue, .id = job.id, .token = job.token};
    switch (outcome.kind) {
    case JobOutcome::Kind::Completed:
        out.kind = Settlement::Kind::Complete;
        out.result = outcome.result;
        return out;
    case JobOutcome::Kind::TryAgainIn:
        out.kind = Settlement::Kind::Delay;
        out.reason = outcome.reason;
        out.delay = std::max(Millis(0), outcome.delay);
        return out;
    case JobOutcome::Kind::Failed:
    case JobOutcome::Kind::Unrecoverable:
        break;
    }
    out.reason = outcome.reason;
    out.trace = outcome.reason;
    const int made = job.attemptsMade + 1;
    if (outcome.kind == JobOutcome::Kind::Unrecoverable || made >= rule.attempts) {
        out.kind = Settlement::Kind::Fail;
    } else {
        out.kind = Settlement::Kind::Retry;
        out.delay = std::max(outcome.delay, retryDelay(rule.backoff, made, dice));
    }
    return out;
}

} // namespace trato
