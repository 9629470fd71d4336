#pragma once

#include "engine/api/settings.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// What has to happen with one reminder of one visit, from the diary alone: whether it was sent already is for
/// the ledger to say.
struct ReminderPlan {
    ReminderKind kind = ReminderKind::DayBefore;
    /// Planned, Late (due already, still useful), Held, NotNeeded or Expired.
    ReminderView::State state = ReminderView::State::Planned;
    Instant dueAt{};
    Instant expiresAt{};
    /// Key: status, off, kind_off, no_phone, phone.… (see phoneReason), no_consent, booked_late, past, expired, vanished,
    /// stale; empty when nothing is in the way.
    QString reason{};
    friend bool operator==(const ReminderPlan &, const ReminderPlan &) = default;
};

/// Rules and the diary's age. Due `dayBeforeHours` or `hourBeforeMinutes` before the start;
/// useless from two hours (day before) or ten minutes (hour before) before it. Pure.
ReminderPlan planReminder(const VisitRecord &visit, ReminderKind kind, const EngineSettings &settings,
                          const DiaryFreshness &freshness, Instant now);

/// True when the diary is older than the set number of hours, or empty.
bool isStale(const DiaryFreshness &freshness, const EngineSettings &settings, Instant now);

/// `rem_<visit>_<d1|h1>_<start, UTC yyyymmddThhmmZ>`: id of the job in `appointment-reminders` and dedupe key of
/// the message (R-10, domain 1.7). Pure.
QString reminderKey(const VisitId &visit, ReminderKind kind, Instant start);

inline constexpr ReminderKind reminderKinds[] = {ReminderKind::DayBefore, ReminderKind::HourBefore};

} // namespace trato
