#pragma once

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>

class QTcpSocket;

class QTemporaryFile;

namespace trato {

/// An HTTP server on 127.0.0.1 that does to each request what a test says, and keeps every one as it came, however
/// often a client repeats it. Clear text or TLS (with `testtls::certificate`). Runs on its maker's event loop.
class RawHttpFake : public QObject
{
public:
    struct Request {
        int connection = 0;                       ///< counted from 1
        QByteArray method{};
        QByteArray path{};
        QMap<QByteArray, QByteArray> headers{};   ///< names in lower case
        QByteArray body{};
        QByteArray raw{};
        qint64 atMs = 0;                          ///< since the server started
    };
    struct Answer {
        enum class Way {
            Answer,
            CloseSilently,   ///< the request was read and maybe processed; no answer comes
            CutBody,         ///< status line and headers, then half of the body
            Stall,           ///< the connection stays open and silent
        };
        int status = 200;
        QByteArray body{"{}"};
        QList<std::pair<QByteArray, QByteArray>> headers{};
        Way way = Way::Answer;
    };
    using Handle = std::function<Answer(const Request &)>;

    RawHttpFake(bool tls, Handle handle, quint16 port = 0);
    ~RawHttpFake() override;

    quint16 port() const { return m_server->serverPort(); }
    QString url() const;
    /// Path of a PEM file with the certificate, for clients that must trust it; lives as long as this does.
    QString caFile() const;
    const QList<Request> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    /// Closes each new connection before anything is read.
    void closeAtOnce(bool yes) { m_closeAtOnce = yes; }

private:
    struct Peer;
    void accept();
    void read(const std::shared_ptr<Peer> &peer);
    void answer(QTcpSocket &socket, const Answer &answer);

    const bool m_tls;
    const Handle m_handle;
    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<QTemporaryFile> m_caFile;
    QElapsedTimer m_clock;
    QList<Request> m_requests;
    int m_connections = 0;
    bool m_closeAtOnce = false;
};

} // namespace trato
