#include "engine/notify/channels/http_transport.h"

#include <QFile>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// A request body that can be read once only, so that Qt cannot send it a second time (providers 2.3). Knows
/// whether anything of it was taken: until then nothing of the message has left.
class OnceDevice final : public QIODevice
{
public:
    explicit OnceDevice(QByteArray body) : m_body(std::move(body)) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_body.size() - m_read + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return m_read >= m_body.size(); }
    bool seek(qint64) override { return false; } // Qt asks when it wants to send again
    bool touched() const { return m_read > 0; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 n = qMin<qint64>(most, m_body.size() - m_read);
        if (n <= 0)
            return -1;
        std::copy_n(m_body.constData() + m_read, n, data);
        m_read += n;
        return n;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace

/// One request on a connection of its own; deletes itself when it has answered.
class HttpTransport::Exchange final : public QObject
{
public:
    Exchange(QObject *parent, const Clock &clock, HttpRequest request, Reply<HttpResult> reply)
        : QObject(parent), m_clock(clock), m_request(std::move(request)), m_answer(std::move(reply)), m_body(m_request.body)
    {
    }

    void start(const QList<QSslCertificate> &authorities)
    {
        m_started = m_clock.steady();
        QNetworkRequest request(m_request.url);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        request.setRawHeader("Accept-Encoding", "identity");
        request.setRawHeader("Connection", "close");
        request.setRawHeader("User-Agent", "trato-console/" TRATO_VERSION);
        for (const auto &[name, value] : std::as_const(m_request.headers))
            request.setRawHeader(name, value);
        if (!authorities.isEmpty()) {
            QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
            ssl.addCaCertificates(authorities);
            request.setSslConfiguration(ssl);
        }
        if (m_request.method == "GET") {
            m_reply = m_network.get(request);
        } else {
            request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
            m_reply = m_network.sendCustomRequest(request, m_request.method, &m_body);
        }
        // Nothing of the answer may pile up: read with a limit, not with the reply's own unbounded buffer.
        m_reply->setReadBufferSize(64 * 1024);
        connect(m_reply, &QNetworkReply::readyRead, this, [this] { read(); });
        connect(m_reply, &QNetworkReply::finished, this, [this] { finish(); });
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            m_late = true;
            m_reply->abort();
        });
        m_deadline.setSingleShot(true);
        m_deadline.start(m_request.timeout);
    }

private:
    void read()
    {
        m_received += m_reply->read(m_request.bodyLimit + 1 - m_received.size());
        if (m_received.size() > m_request.bodyLimit && !m_tooLarge) {
            m_tooLarge = true;
            m_received.truncate(m_request.bodyLimit);
            m_reply->abort();
        }
    }

    void finish()
    {
        m_deadline.stop();
        if (!m_tooLarge && m_reply->isOpen())
            read();
        HttpResult out;
        out.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        out.qtError = m_reply->error();
        out.took = std::chrono::duration_cast<Millis>(m_clock.steady() - m_started);
        for (const auto &[name, value] : m_reply->rawHeaderPairs())
            out.headers.insert(name.toLower(), value);
        out.body = m_received;
        if (out.status > 0) {
            out.fate = HttpResult::Fate::Answered;
            const bool cut = out.qtError > 0 && out.qtError < 100; // the network's errors, not the server's words
            out.bodyComplete = !cut && !m_tooLarge;
            out.bodyTooLarge = m_tooLarge;
        } else {
            out.fate = fateOf(m_reply->error());
        }
        if (m_late)
            out.detail = u"no complete answer within %1 ms"_s.arg(m_request.timeout.count());
        else if (m_tooLarge)
            out.detail = u"answer larger than %1 bytes"_s.arg(m_request.bodyLimit);
        else if (out.qtError != 0)
            out.detail = u"network error %1"_s.arg(out.qtError);
        deleteLater();
        m_answer(std::move(out));
    }

    HttpResult::Fate fateOf(QNetworkReply::NetworkError error) const
    {
        switch (error) {
        case QNetworkReply::ConnectionRefusedError:
        case QNetworkReply::HostNotFoundError:
        case QNetworkReply::SslHandshakeFailedError:
        case QNetworkReply::ProxyConnectionRefusedError:
        case QNetworkReply::ProxyNotFoundError:
        case QNetworkReply::ProxyAuthenticationRequiredError:
        case QNetworkReply::ProtocolUnknownError:
            return HttpResult::Fate::NotSent;
        default: // 205, 2, 5, 399 and the rest: only a body that nobody touched is certain to be here still
            return m_body.touched() ? HttpResult::Fate::Unknown : HttpResult::Fate::NotSent;
        }
    }

    const Clock &m_clock;
    const HttpRequest m_request;
    const Reply<HttpResult> m_answer;
    OnceDevice m_body;
    QNetworkAccessManager m_network;   ///< of this exchange only: no connection is ever reused
    QNetworkReply *m_reply = nullptr;  ///< child of m_network
    QTimer m_deadline;
    QByteArray m_received;
    std::chrono::nanoseconds m_started{0};
    bool m_late = false;
    bool m_tooLarge = false;
};

HttpTransport::~HttpTransport() = default; // exchanges are children: their askers get Cancelled

void HttpTransport::send(const HttpRequest &request, Reply<HttpResult> reply)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty() || (scheme != u"http" && scheme != u"https")
        || !request.url.userInfo().isEmpty())
        return reply(Error{Error::Code::Invalid, u"not a usable http address"_s});
    QList<QSslCertificate> authorities;
    if (!request.caFile.isEmpty()) {
        QFile file(request.caFile);
        if (file.open(QIODevice::ReadOnly))
            authorities = QSslCertificate::fromDevice(&file, QSsl::Pem);
        if (authorities.isEmpty())
            return reply(Error{Error::Code::Invalid, u"no certificate in the authority file"_s});
    }
    (new Exchange(this, m_clock, request, std::move(reply)))->start(authorities);
}

std::optional<Millis> retryAfterOf(const HttpResult &result, Instant now)
{
    const QByteArray value = result.headers.value("retry-after").trimmed();
    if (value.isEmpty())
        return std::nullopt;
    bool ok = false;
    const double seconds = value.toDouble(&ok);
    if (ok)
        return seconds >= 0 && seconds < 86'400.0 * 7 ? std::optional(Millis(qint64(seconds * 1000))) : std::nullopt;
    const QDateTime at = QLocale::c().toDateTime(QString::fromLatin1(value), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!at.isValid())
        return std::nullopt;
    return std::max<Millis>(fromMs(QDateTime(at.date(), at.time(), Qt::UTC).toMSecsSinceEpoch()) - now, Millis(0));
}

} // namespace trato
