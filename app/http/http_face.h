#pragma once

#include "app/http/http_api.h"
#include "app/http/http_server.h"

#include <QThread>

namespace trato {

struct HttpFaceOptions {
    QString listen{};              ///< "[ADDRESS:]PORT"; empty: off
    QString certificateFile{};
    QString keyFile{};
    QString corsOrigin{};
    HttpApiOptions api{};
    friend bool operator==(const HttpFaceOptions &a, const HttpFaceOptions &b)
    {
        return a.listen == b.listen && a.certificateFile == b.certificateFile && a.keyFile == b.keyFile && a.corsOrigin == b.corsOrigin
            && a.api.rateLimit == b.api.rateLimit && a.api.perMinute == b.api.perMinute;
    }
};

/// The HTTP interface of an engine: a thread of its own with a server on it. Lives on the thread of who asks for it, whose event
/// loop brings the news; its destructor ends the thread.
class HttpFace final : public QObject
{
    Q_OBJECT
public:
    /// `ask` is called on the server's thread.
    HttpFace(HttpApi::Asker ask, std::shared_ptr<const Clock> clock);
    ~HttpFace() override;

    /// Listens anew when something changed.
    void configure(HttpFaceOptions options);
    /// "http://127.0.0.1:8088"; empty: it does not listen.
    const QString &address() const { return m_address; }
    /// "http.port", "http.certificate": why it does not, although it should.
    const QString &trouble() const { return m_trouble; }

signals:
    void changed();

private:
    class Host;
    void heard(quint64 order, const QString &address, const QString &trouble);

    HttpFaceOptions m_options;
    QThread m_thread;
    Host *m_host;               ///< lives on m_thread, deleted by its end
    QString m_address;
    QString m_trouble;
    quint64 m_order = 0;        ///< of the newest configuration: what older ones came to is no news
};

} // namespace trato
