#pragma once

#include "engine/notify/delivery_ledger.h"
#include "engine/notify/templates.h"
#include "engine/shop/reach.h"

/// One message in the words of each channel that may carry it, and where a message that was tried before goes on.
namespace trato {

/// The template of this channel: "appointment_reminder", "appointment_reminder_sms", "appointment_reminder_email". Pure.
TemplateId templateFor(const TemplateId &whatsapp, Channel channel);

/// The message once for each channel that may carry it, in order, rendered. `base` holds everything but address and
/// text. `order` as in `channelsTo`. A channel whose text cannot be made is left out; when none can be, the first one's reason is the error.
Result<QList<Notification>> messageChoices(const Notification &base, const Client &client, const QMap<QString, QString> &variables,
                                           const Templates &templates, const EngineSettings &settings, const QString &order = {});

/// Where a message goes on that has this history: behind a channel that refused it for good, or that could not take it
/// for `patience` (never more than half of the time until it is useless); else where it was. Pure.
qsizetype channelInTurn(const QList<Channel> &order, const QList<DeliveryStep> &history, Millis patience,
                        std::optional<Instant> expiresAt, Instant now);

} // namespace trato
