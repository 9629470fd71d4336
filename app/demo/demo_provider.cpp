#include "app/demo/demo_provider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestHead = 16 * 1024;
constexpr qsizetype longestBody = 64 * 1024;
constexpr int mostPeers = 32;

struct HttpAnswer {
    int status = 200;
    QByteArray body{};
};

HttpAnswer graphError(int status, int code, const QString &text)
{
    const QJsonObject error{{u"message"_s, text}, {u"type"_s, u"OAuthException"_s}, {u"code"_s, code}};
    return {status, QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson(QJsonDocument::Compact)};
}

QByteArray packed(const HttpAnswer &answer)
{
    return "HTTP/1.1 " + QByteArray::number(answer.status) + (answer.status == 200 ? " OK" : " Bad Request")
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n"
        + answer.body;
}

QByteArray header(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n'))
        if (const qsizetype colon = line.indexOf(':'); line.left(colon).trimmed().toLower() == name)
            return line.mid(colon + 1).trimmed();
    return {};
}

} // namespace

DemoAnswer demoAnswer(quint32 seed, int number)
{
    QRandomGenerator dice(seed ^ (quint32(number) * 2654435761u));
    const int roll = dice.bounded(1000);
    const Millis after(120 + dice.bounded(350) + (dice.bounded(20) == 0 ? 900 : 0));
    if (roll < 8)
        return {DemoAnswer::Way::Silence, after};
    return {roll < 30 ? DemoAnswer::Way::Refuse : DemoAnswer::Way::Accept, after};
}

/// The thread's end: one answer a request, connections are kept.
class DemoProvider::Server final : public QObject
{
public:
    explicit Server(quint32 seed) : m_seed(seed) {}

    quint16 listen()
    {
        m_tcp = new QTcpServer(this);
        connect(m_tcp, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_tcp->nextPendingConnection())
                welcome(socket);
        });
        return m_tcp->listen(QHostAddress::LocalHost) ? m_tcp->serverPort() : 0;
    }

private:
    void welcome(QTcpSocket *socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_tcp->findChildren<QTcpSocket *>().size() > mostPeers) {
            socket->abort();
            return;
        }
        const auto received = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, received] {
            received->append(socket->readAll());
            while (takeRequest(*socket, *received)) { }
        });
    }

    /// False when no whole request has come yet.
    bool takeRequest(QTcpSocket &socket, QByteArray &received)
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        if (end < 0 || end > longestHead) {
            if (received.size() > longestHead)
                socket.abort();
            return false;
        }
        const QByteArray head = received.left(end);
        const qsizetype length = header(head, "content-length").toLongLong();
        if (length < 0 || length > longestBody) {
            socket.abort();
            return false;
        }
        if (received.size() < end + 4 + length)
            return false;
        const QByteArray body = received.mid(end + 4, length);
        received.remove(0, end + 4 + length);
        answer(socket, head, body);
        return true;
    }

    void answer(QTcpSocket &socket, const QByteArray &head, const QByteArray &body)
    {
        if (header(head, "authorization") != "Bearer " + token().toUtf8()) {
            socket.write(packed(graphError(401, 190, u"Error validating access token"_s)));
            return;
        }
        if (head.startsWith("GET ")) {
            socket.write(packed({200, QJsonDocument(QJsonObject{{u"id"_s, numberId()}}).toJson(QJsonDocument::Compact)}));
            return;
        }
        const QJsonObject message = QJsonDocument::fromJson(body).object();
        if (message.value(u"messaging_product"_s) != u"whatsapp"_s || !message.value(u"to"_s).isString()) {
            socket.write(packed(graphError(400, 100, u"Invalid parameter"_s)));
            return;
        }
        const int number = ++m_messages;
        const DemoAnswer what = demoAnswer(m_seed, number);
        if (what.way == DemoAnswer::Way::Silence)
            return; // the connection stays open and silent until the engine gives up
        HttpAnswer said = graphError(400, 131026, u"Message undeliverable"_s);
        if (what.way == DemoAnswer::Way::Accept) {
            const QJsonObject accepted{{u"id"_s, u"wamid.demo%1"_s.arg(number, 6, 10, QLatin1Char('0'))}};
            said = {200, QJsonDocument(QJsonObject{{u"messaging_product"_s, u"whatsapp"_s},
                                                   {u"messages"_s, QJsonArray{accepted}}}).toJson(QJsonDocument::Compact)};
        }
        QTimer::singleShot(what.after, &socket, [&socket, said] { socket.write(packed(said)); });
    }

    const quint32 m_seed;
    QTcpServer *m_tcp = nullptr;
    int m_messages = 0;
};

DemoProvider::DemoProvider(quint32 seed) : m_server(new Server(seed))
{
    m_thread.setObjectName(u"demo-provider"_s);
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
}

DemoProvider::~DemoProvider()
{
    m_thread.quit();
    m_thread.wait();
}

Result<Done> DemoProvider::listen()
{
    QMetaObject::invokeMethod(m_server, [this] { m_port = m_server->listen(); }, Qt::BlockingQueuedConnection);
    if (m_port == 0)
        return Error{Error::Code::Unavailable, u"the demo's provider finds no free port"_s};
    return Done{};
}

QString DemoProvider::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

} // namespace trato
