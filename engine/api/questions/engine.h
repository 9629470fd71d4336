#pragma once

#include "engine/api/frame.h"
#include "engine/api/metric.h"
#include "engine/api/question.h"

/// The engine itself: status, log, timings, settings, health. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

/// One line of `doctor`. `way` is the key of the way out; words are made by the face.
struct HealthCheck {
    QString name{};
    bool ok = false;
    bool warning = false; ///< works, but should be looked at
    QString detail{};
    QString way{};
    friend bool operator==(const HealthCheck &, const HealthCheck &) = default;
    static constexpr auto fields()
    {
        using H = HealthCheck;
        return fieldList(field("name", &H::name), field("ok", &H::ok), field("warning", &H::warning),
                          field("detail", &H::detail), field("way", &H::way));
    }
};

namespace ask {

struct ShowStatus {
    static constexpr auto name = "engine.status";
    using Answer = EngineStatus;
    static constexpr auto fields() { return fieldList(); }
};
/// Newest last.
struct ListLog {
    static constexpr auto name = "engine.log";
    using Answer = QList<LogLine>;
    LogLevel level = LogLevel::Info;
    int limit = 200;
    QString text{};   ///< part of the component or the text, however it is written; empty = all
    static constexpr auto fields()
    {
        return fieldList(field("level", &ListLog::level), field("limit", &ListLog::limit), field("text", &ListLog::text));
    }
};
/// Quantiles of the last hour by subject, and series of the last `minutes` minutes, at most a year: by minute up to a day,
/// by hour up to 31 days, by six hours beyond.
struct ShowTimings {
    static constexpr auto name = "metrics.timings";
    using Answer = TimingReport;
    int minutes = 60;
    QString subject{};   ///< whose series: a queue or provider; empty = all together
    static constexpr auto fields()
    {
        return fieldList(field("minutes", &ShowTimings::minutes), field("subject", &ShowTimings::subject));
    }
};
/// What the program took of the computer in the last `minutes` minutes, at most a year, in the same steps.
struct ShowResources {
    static constexpr auto name = "metrics.resources";
    using Answer = ResourceReport;
    int minutes = 60;
    static constexpr auto fields() { return fieldList(field("minutes", &ShowResources::minutes)); }
};
/// Every setting by key, as text. Never secrets.
struct ReadSettings {
    static constexpr auto name = "settings.read";
    using Answer = QMap<QString, QString>;
    static constexpr auto fields() { return fieldList(); }
};
/// Invalid names the first key that is unknown or out of range; then nothing changed.
struct ChangeSettings {
    static constexpr auto name = "settings.change";
    using Answer = Done;
    QMap<QString, QString> values{};
    static constexpr auto fields() { return fieldList(field("values", &ChangeSettings::values)); }
};
/// Profile, disk, clock, zone, SQLite version, credentials.
struct CheckHealth {
    static constexpr auto name = "engine.doctor";
    using Answer = QList<HealthCheck>;
    static constexpr auto fields() { return fieldList(); }
};
/// Orderly stop: what is in hand is finished or returned within 5 s.
struct StopEngine {
    static constexpr auto name = "engine.stop";
    using Answer = Done;
    static constexpr auto fields() { return fieldList(); }
};

} // namespace ask

namespace questions {
using namespace ask;
using EngineQuestions = Questions<
    ShowStatus, ListLog, ShowTimings, ShowResources, ReadSettings, ChangeSettings, CheckHealth, StopEngine>;
} // namespace questions

} // namespace trato
