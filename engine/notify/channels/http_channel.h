#pragma once

#include "engine/notify/channels/http_transport.h"
#include "engine/notify/channels/provider_channel.h"

namespace trato {

/// A provider that takes a message as one HTTP request: a pure builder, the transport, a pure classifier.
class HttpChannel : public ProviderChannel
{
protected:
    HttpChannel(Parts parts, HttpTransport &transport) : ProviderChannel(std::move(parts)), m_transport(transport) {}

    virtual Result<HttpRequest> build(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret) const = 0;
    virtual Result<HttpRequest> buildProbe(const Secret &secret) const = 0;
    virtual SendOutcome judge(const HttpResult &result) const = 0;
    virtual SendOutcome judgeProbe(const HttpResult &result) const { return judge(result); }

private:
    void transmit(const Notification &message, const QString &opaque, Millis timeout, const Secret &secret, Reply<Call> reply) final;
    void tryCredential(const Secret &secret, Reply<Call> reply) final;

    HttpTransport &m_transport;
};

/// The parts that the classifiers and builders of HTTP providers share. Pure.
namespace http {

/// An answer that never came: not sent, or uncertain. Not set when there was a status line.
std::optional<SendOutcome> unanswered(const QString &provider, const HttpResult &result);
/// What a status means when the provider's own words say nothing (providers 2.1). The reason names the status.
SendOutcome byStatus(const QString &provider, const HttpResult &result, Instant now);
/// `base` and `path` as one address. Invalid, with the setting's key, when `base` holds more than scheme, host and path.
Result<QUrl> address(const QString &base, const QString &path, const QString &settingKey);
/// A number with '+' and country code.
bool isE164(const QString &number);

} // namespace http

} // namespace trato
