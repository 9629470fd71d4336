#pragma once

#include "engine/notify/channels/provider_channel.h"

#include <QTest>

/// What a channel says in the end of one message, or of its credential. Turns the event loop meanwhile.
namespace trato {

inline SendOutcome outcomeOf(const std::function<void(Reply<SendOutcome>)> &ask)
{
    std::optional<Result<SendOutcome>> got;
    ask([&got](Result<SendOutcome> outcome) { got = std::move(outcome); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 15'000); }();
    return got && *got ? got->value() : SendOutcome{.reason = QStringLiteral("no outcome")};
}

inline SendOutcome sendThrough(ProviderChannel &channel, const Notification &message, Millis timeout)
{
    return outcomeOf([&](Reply<SendOutcome> reply) { channel.send(message, QStringLiteral("opaque1"), timeout, std::move(reply)); });
}

inline SendOutcome testCredential(ProviderChannel &channel)
{
    return outcomeOf([&](Reply<SendOutcome> reply) { channel.test(std::move(reply)); });
}

} // namespace trato
