#pragma once

#include "app/http/http_message.h"
#include "engine/api/listen_address.h"
#include "engine/api/time.h"

#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <memory>

namespace trato {

class HttpPeer;

/// How an HTTP server listens and what it lets others do.
struct HttpServerOptions {
    ListenAddress address{};
    QString certificateFile{};         ///< PEM, chain included; with it the server speaks TLS alone
    QString keyFile{};                 ///< PEM
    QByteArray corsOrigin{};           ///< the one site that browsers may call from; empty: none
    int mostPeers = 200;
    std::chrono::milliseconds headWithin{5'000};    ///< the TLS handshake included
    std::chrono::milliseconds bodyWithin{30'000};
    std::chrono::milliseconds idleFor{30'000};
    std::chrono::milliseconds answerWithin{60'000}; ///< by the handler
    std::chrono::milliseconds writeWithin{10'000};
    std::chrono::milliseconds leaveWithin{2'000};   ///< what a refused sender still sends is read and dropped
};

/// A small HTTP/1.1 server on Qt's sockets that lets nobody hold it up: one request of a connection in hand, nothing read while an
/// answer is unsent, a limit on head, body, time and connections. When all connections are taken, the one that has
/// been waited for longest makes room. Lives on one thread; owned by the HTTP face.
class HttpServer final : public QTcpServer
{
    Q_OBJECT
public:
    /// `reply` may be called once, on this thread, at once or later; the connection may be gone by then.
    using Handler = std::function<void(const HttpCall &, std::function<void(HttpAnswer)> reply)>;
    /// The longest body that a request may have; asked when its head is there.
    using BodyLimit = std::function<qint64(const HttpCall &head)>;

    HttpServer(HttpServerOptions options, const Clock &clock, Handler handle, BodyLimit limit, QObject *parent = nullptr);
    ~HttpServer() override;

    /// Invalid "http.certificate": the files are none. Unavailable "http.port": the address cannot be opened.
    Result<Done> start();
    /// "https://127.0.0.1:8443"
    QString address() const;
    int peers() const { return int(m_peers.size()); }

    // For its connections.
    const HttpServerOptions &options() const { return m_options; }
    const Handler &handler() const { return m_handle; }
    qint64 bodyLimit(const HttpCall &head) const { return m_limit(head); }
    std::chrono::nanoseconds now() const { return m_clock.steady(); }
    QByteArray date() const;
    bool isTls() const { return !m_options.certificateFile.isEmpty(); }
    /// The headers that every answer to this request carries.
    QList<std::pair<QByteArray, QByteArray>> standingHeaders(const HttpCall &call) const;

protected:
    void incomingConnection(qintptr handle) override;

private:
    bool makeRoom();
    void sweep();
    void drop(HttpPeer *peer);

    const HttpServerOptions m_options;
    const Clock &m_clock;
    const Handler m_handle;
    const BodyLimit m_limit;
    QSslConfiguration m_tls;
    QList<HttpPeer *> m_peers;   ///< children, in the order in which they came
    QTimer m_sweep;
};

} // namespace trato
