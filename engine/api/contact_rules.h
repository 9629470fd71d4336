#pragma once

#include "engine/api/appointment.h"
#include "engine/api/settings.h"

/// When and how often clients are written to: the settings `contact/…` for one unit. Such a text holds what counts for every unit,
/// and behind it what counts for some, by name or id: "21:00-08:00; Centro=22:00-07:00". Pure.
namespace trato {

/// A stretch of a local day in minutes after midnight; with `from` behind `to` it goes over midnight.
struct DaySpan {
    int from = 0;
    int to = 0;
    bool holds(int minute) const { return from < to ? minute >= from && minute < to : minute >= from || minute < to; }
    friend bool operator==(const DaySpan &, const DaySpan &) = default;
};

struct ContactRules {
    std::optional<DaySpan> quiet{};         ///< nothing leaves then that can wait (R-05); not set: never quiet
    std::optional<DaySpan> advertising{};   ///< on working days Monday to Saturday; not set: never
    int perDay = 0;                         ///< service messages to one address in a local day (R-07); 0: any number
    int adsPerWeek = 0;                     ///< the same for advertising in seven days
    bool joinVisits = true;                 ///< several visits of one client on one day are one reminder (R-17)
    friend bool operator==(const ContactRules &, const ContactRules &) = default;
};
ContactRules contactRules(const EngineSettings &settings, const Unit &unit);

/// The channels of this kind of message at this unit, in order: "Centro/moved" before "moved" before `messages/order`.
QString channelOrderFor(const EngineSettings &settings, const Unit &unit, const QString &kind);

/// "21:00-08:00"; not set for an empty text. Invalid otherwise.
Result<std::optional<DaySpan>> daySpanOf(const QString &text);
/// Invalid names the setting that cannot be read.
Result<Done> checkContactRules(const EngineSettings &settings);

} // namespace trato
