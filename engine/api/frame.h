#pragma once

#include "engine/api/site.h"

namespace trato {

enum class LogLevel { Debug, Info, Warning, Error };
template <>
struct EnumNames<LogLevel> {
    static constexpr std::array names{"debug", "info", "warning", "error"};
};

struct LogLine {
    Instant at{};
    LogLevel level = LogLevel::Info;
    QString component{};
    QString text{};           ///< masked: no secret, no personal data
    friend bool operator==(const LogLine &, const LogLine &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("at", &LogLine::at), field("level", &LogLine::level),
                          field("component", &LogLine::component), field("text", &LogLine::text));
    }
};

/// Something that needs attention, with the kind of a way out. Words for people are made by the face.
struct Problem {
    QString code{};           ///< "store.full", "store.corrupt", "diary.stale", "channel.token" …
    QString subject{};        ///< file, queue or channel it is about
    QString detail{};
    bool critical = false;
    Instant since{};
    friend bool operator==(const Problem &, const Problem &) = default;
    static constexpr auto fields()
    {
        using P = Problem;
        return fieldList(field("code", &P::code), field("subject", &P::subject), field("detail", &P::detail),
                          field("critical", &P::critical), field("since", &P::since));
    }
};

/// A part of the engine with its state, for the System tab.
struct ComponentView {
    QString name{};           ///< "jobs.db" or "redis", "shop.db", "console.db", "whatsapp", "engine"
    bool healthy = true;
    std::optional<double> latencyMs{};
    QString detail{};
    std::optional<Instant> since{};
    friend bool operator==(const ComponentView &, const ComponentView &) = default;
    static constexpr auto fields()
    {
        using C = ComponentView;
        return fieldList(field("name", &C::name), field("healthy", &C::healthy),
                          field("latencyMs", &C::latencyMs), field("detail", &C::detail),
                          field("since", &C::since));
    }
};

struct ThreadView {
    QString name{};
    qint64 handled = 0;       ///< pieces of work since start
    qint64 waiting = 0;       ///< pieces of work in its queue
    double busyMs = 0;        ///< time at work since start
    friend bool operator==(const ThreadView &, const ThreadView &) = default;
    static constexpr auto fields()
    {
        using T = ThreadView;
        return fieldList(field("name", &T::name), field("handled", &T::handled),
                          field("waiting", &T::waiting), field("busyMs", &T::busyMs));
    }
};

struct EngineStatus {
    QString version{};
    QString profile{};        ///< folder name, without its path
    QString engine{};         ///< name of this engine
    qint64 pid = 0;
    Instant startedAt{};
    bool headless = false;
    bool schedules = true;
    StoreView store{};
    bool owner = true;        ///< it plans, sends and runs the schedules; false: another engine does, or none
    QList<EngineSeen> engines{};   ///< all on a shared store, this one included
    QList<ComponentView> components{};
    QList<ThreadView> threads{};
    QList<Problem> problems{};
    friend bool operator==(const EngineStatus &, const EngineStatus &) = default;
    static constexpr auto fields()
    {
        using S = EngineStatus;
        return fieldList(field("version", &S::version), field("profile", &S::profile),
                          field("engine", &S::engine), field("pid", &S::pid),
                          field("startedAt", &S::startedAt), field("headless", &S::headless),
                          field("schedules", &S::schedules), field("store", &S::store),
                          field("owner", &S::owner), field("engines", &S::engines), field("components", &S::components),
                          field("threads", &S::threads), field("problems", &S::problems));
    }
};

/// News for the faces, at most four a second, built from the store's change feed and the local database.
/// Last state wins; what did not change is not in it.
struct Frame {
    Instant at{};
    quint64 number = 0;
    QList<QueueView> queues{};       ///< every queue, when any changed; else empty
    QList<JobRow> jobs{};            ///< changed rows of watched queues, at most 200
    bool moreJobs = false;           ///< more changed than `jobs` holds, or the feed had a gap: ask again
    QList<Problem> problems{};       ///< the full list; empty = nothing is wrong
    quint64 diaryRevision = 0;       ///< grows when a visit or its reminders changed
    quint64 deliveryRevision = 0;    ///< grows when a delivery changed
    quint64 statusRevision = 0;      ///< grows when channels, templates or components changed
    QList<LogLine> log{};            ///< new lines, at most 100
    friend bool operator==(const Frame &, const Frame &) = default;
    static constexpr auto fields()
    {
        using F = Frame;
        return fieldList(field("at", &F::at), field("number", &F::number), field("queues", &F::queues),
                          field("jobs", &F::jobs), field("moreJobs", &F::moreJobs),
                          field("problems", &F::problems), field("diaryRevision", &F::diaryRevision),
                          field("deliveryRevision", &F::deliveryRevision),
                          field("statusRevision", &F::statusRevision), field("log", &F::log));
    }
};

} // namespace trato
