#pragma once

#include "engine/api/result.h"
#include "engine/api/time.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QObject>
#include <QUrl>

namespace trato {

struct HttpRequest {
    QByteArray method{"POST"};
    QUrl url{};
    QList<std::pair<QByteArray, QByteArray>> headers{};
    QByteArray body{};
    Millis timeout{15'000};        ///< for the whole exchange, connecting and a slow answer included
    qint64 bodyLimit = 1024 * 1024;   ///< bytes of the answer; more is cut and not complete
    QString caFile{};              ///< extra certificate authority (PEM), empty = the system's only
};

/// How one exchange ended (providers 2.1 and 2.3).
struct HttpResult {
    enum class Fate {
        NotSent,   ///< certainly nothing of the body left: refused, host not found, TLS handshake, never connected
        Unknown,   ///< the body, or a part of it, left and no status line came back
        Answered,  ///< a status line was seen; `bodyComplete` tells whether the rest was
    };
    Fate fate = Fate::NotSent;
    int status = 0;
    QMap<QByteArray, QByteArray> headers{};   ///< names in lower case
    QByteArray body{};                        ///< at most the request's `bodyLimit`
    bool bodyComplete = false;
    bool bodyTooLarge = false;                ///< it is not complete because it went beyond `bodyLimit`
    int qtError = 0;                          ///< QNetworkReply::NetworkError
    QString detail{};                         ///< technical words, no secret, no query
    Millis took{0};
};

/// Sends one HTTP request an attempt: exactly one on the wire. Qt repeats a POST by itself when the server closes
/// without an answer (providers 2.3); a body device that cannot be rewound, a given length, HTTP/1.1 and a fresh
/// connection keep it from doing so. Follows no redirect, keeps no cookie, holds no credential.
/// Lives on the engine thread (or any one thread with an event loop); replies come on that thread.
class HttpTransport final : public QObject
{
public:
    explicit HttpTransport(const Clock &clock) : m_clock(clock) {}
    ~HttpTransport() override;
    /// Completes with an Error only when the request cannot be made at all (Invalid: address, certificate file).
    void send(const HttpRequest &request, Reply<HttpResult> reply);

private:
    class Exchange;
    const Clock &m_clock;
};

/// Retry-After as seconds, with decimals, or as an HTTP date (RFC 9110 10.2.3). Pure.
std::optional<Millis> retryAfterOf(const HttpResult &result, Instant now);

} // namespace trato
