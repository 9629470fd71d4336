#pragma once

#include "engine/api/settings.h"
#include "engine/notify/templates.h"
#include "engine/shop/shop_database.h"

namespace trato {

/// What a message about a visit may do now.
struct VisitCheck {
    enum class Say {
        Go,
        Skip,   ///< never: `reason` says why
        Hold,   ///< not now: the diary is too old, or the visit vanished from it
    };
    Say say = Say::Go;
    QString reason{};
    std::optional<Instant> expiresAt{};   ///< set for reminders
};

/// The live look at a visit before anything goes out about it: moved, then the reminder's plan as the planner
/// makes it (R-11, R-14, R-15, diary's age), consent and phone. `kind` not set: a message that is not a
/// reminder; then only consent and phone count. Pure.
VisitCheck checkVisit(const VisitRecord &visit, std::optional<ReminderKind> kind, std::optional<Instant> plannedStart,
                      const EngineSettings &settings, const DiaryFreshness &freshness, Instant now);

/// A visit and how fresh the diary is.
struct VisitNow {
    VisitRecord visit{};
    DiaryFreshness freshness{};
};
void loadVisit(ShopDatabase &shop, const VisitId &id, Reply<VisitNow> reply);

/// A phone number as messages need it: E.164. Takes "+…" and Brazilian spellings; Invalid, with the key of the
/// reason, for masked, too short or landline numbers. Pure.
Result<QString> messageNumber(const QString &text);
/// Free text as messages take it: not empty, at most 4096 characters, no control characters but line breaks; trimmed.
/// Invalid otherwise. Pure.
Result<QString> freeText(const QString &text);

/// The address that a channel takes: a mobile number in E.164, or an e-mail address. Invalid with the reason's key. Pure.
Result<QString> messageAddress(Channel channel, const QString &text);
/// Free text in the form a channel takes: an e-mail needs a subject, an SMS loses its accents when the settings say so and
/// is at most 1,600 characters. Invalid otherwise. Pure.
Result<Rendered> freeMessage(Channel channel, const QString &text, const QString &subject, const EngineSettings &settings);

} // namespace trato
