#pragma once

#include "engine/notify/provider_event.h"

/// How texts and times of providers are taken: cut to a length, without control characters. Pure.
namespace trato::event_text {

inline constexpr qsizetype longestText = 4096;
inline constexpr qsizetype mostEvents = 10'000;   ///< of one post

/// One line of at most `most` characters.
QString line(const QString &text, qsizetype most);
/// Unix seconds; the epoch for what makes no sense.
Instant fromSeconds(qint64 seconds);

} // namespace trato::event_text

namespace trato {

/// What makes it this event and no other, however often and whichever way it is told; 32 hex digits. Pure.
QString eventKey(const ProviderEvent &event);
/// The event as JSON text, for the time between taking and using it. Pure.
QByteArray eventJson(const ProviderEvent &event);
/// Not set: not what `eventJson` wrote.
std::optional<ProviderEvent> eventFromJson(const QByteArray &json);
/// "status", "reply", "address". Pure.
QString eventKind(const ProviderEvent &event);

} // namespace trato
