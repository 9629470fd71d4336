#pragma once

#include "engine/api/contact_rules.h"
#include "engine/api/shop.h"
#include "engine/tasks/send_message.h"
#include "engine/tasks/task_json.h"

/// Included by the sources of `SendMessage` only.
namespace trato {

inline constexpr Millis troubleWait = Seconds(10);   ///< until a message is tried again after trouble of our own

/// One run of a message job.
struct SendMessage::Send {
    std::shared_ptr<JobContext> context{};
    Reply<JobOutcome> reply{};
    QJsonObject data{};
    Notification message{};
    Instant begun{};
    Unit unit{};                          ///< whose rules count; without an id: the first one
    QString order{};                      ///< of the channels; empty: that of the settings
    QList<ClosedDay> closed{};            ///< of the unit, for advertising
    QList<Notification> joined{};         ///< reminders that this one speaks for
};

} // namespace trato
