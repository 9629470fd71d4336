#include "app/http/http_face.h"

namespace trato {

using namespace Qt::StringLiterals;

/// The server's end of it.
class HttpFace::Host final : public QObject
{
public:
    Host(HttpApi::Asker ask, std::shared_ptr<const Clock> clock) : m_ask(std::move(ask)), m_clock(std::move(clock)) {}
    ~Host() override
    {
        m_server.reset();
        m_box->close();
    }

    /// Answers address and trouble.
    std::pair<QString, QString> configure(const HttpFaceOptions &options)
    {
        m_server.reset();
        m_api.reset();
        if (options.listen.isEmpty())
            return {};
        const Result<ListenAddress> address = listenAddressOf(options.listen);
        if (!address)
            return {{}, u"http.port"_s};
        if (!address.value().isOwn && options.certificateFile.isEmpty())
            return {{}, u"http.certificate"_s};
        m_api.emplace(options.api, m_ask, m_box, *m_clock);
        HttpServerOptions server{.address = address.value(), .certificateFile = options.certificateFile, .keyFile = options.keyFile,
                                 .corsOrigin = options.corsOrigin.toLatin1()};
        m_server.emplace(std::move(server), *m_clock,
                         [this](const HttpCall &call, HttpApi::Answered answered) { m_api->handle(call, std::move(answered)); },
                         [](const HttpCall &head) { return HttpApi::bodyLimit(head); });
        if (const Result<Done> started = m_server->start(); !started) {
            m_server.reset();
            return {{}, started.error().detail};
        }
        return {m_server->address(), {}};
    }

private:
    const HttpApi::Asker m_ask;
    const std::shared_ptr<const Clock> m_clock;
    const std::shared_ptr<AnswerBox> m_box = std::make_shared<AnswerBox>(this);
    std::optional<HttpApi> m_api;
    std::optional<HttpServer> m_server;
};

HttpFace::HttpFace(HttpApi::Asker ask, std::shared_ptr<const Clock> clock) : m_host(new Host(std::move(ask), std::move(clock)))
{
    m_host->moveToThread(&m_thread);
    m_thread.setObjectName(u"http"_s);
    connect(&m_thread, &QThread::finished, m_host, &QObject::deleteLater);
}

HttpFace::~HttpFace()
{
    if (!m_thread.isRunning()) {
        delete m_host; // nobody else knows it
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void HttpFace::configure(HttpFaceOptions options)
{
    if (options == m_options)
        return;
    m_options = std::move(options);
    if (!m_thread.isRunning()) // who never listens needs no thread
        m_thread.start();
    QMetaObject::invokeMethod(m_host, [this, host = m_host, options = m_options, order = ++m_order] {
        const auto [address, trouble] = host->configure(options);
        QMetaObject::invokeMethod(this, [this, order, address = address, trouble = trouble] { heard(order, address, trouble); });
    });
}

void HttpFace::heard(quint64 order, const QString &address, const QString &trouble)
{
    if (order != m_order)
        return;
    m_address = address;
    m_trouble = trouble;
    emit changed();
}

} // namespace trato
