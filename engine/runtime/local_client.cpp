#include "engine/runtime/local_client.h"

#include "engine/runtime/profile_lock.h"

namespace trato {

using namespace Qt::StringLiterals;

RemoteEngine::RemoteEngine(const QString &profileFolder, QObject *parent)
    : EngineApi(parent), m_name(localSocketName(profileFolder)), m_trouble(u"the engine of this profile does not answer"_s)
{
    connect(&m_socket, &QLocalSocket::connected, this, &RemoteEngine::onConnected);
    connect(&m_socket, &QLocalSocket::readyRead, this, &RemoteEngine::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] { lose({}); });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] { lose({}); });
    connect(&m_retry, &QTimer::timeout, this, &RemoteEngine::connectNow);
    connect(&m_patience, &QTimer::timeout, this, [this] { lose({}); });
    connect(&m_start, &QTimer::timeout, this, &RemoteEngine::giveUpWaiting);
    for (QTimer *timer : {&m_retry, &m_patience, &m_start})
        timer->setSingleShot(true);
    m_start.start(startPatience);
    m_retry.start(0); // from the event loop: the owner connects to our signals first
}

RemoteEngine::~RemoteEngine()
{
    m_socket.disconnect(this);
    const auto asked = std::exchange(m_asked, {});
    const auto waiting = std::exchange(m_waiting, {});
    for (const Asked &one : asked)
        one.reply(Error{Error::Code::Cancelled, u"the asker stopped first"_s});
    for (const Waiting &one : waiting)
        one.reply(Error{Error::Code::Cancelled, u"the asker stopped first"_s});
}

void RemoteEngine::connectNow()
{
    m_reader = {};
    m_greeted = false;
    m_patience.start(helloPatience);
    m_socket.connectToServer(m_name);
}

void RemoteEngine::onConnected()
{
    m_socket.write(wire::pack(wire::hello()));
}

void RemoteEngine::read()
{
    while (m_socket.bytesAvailable() > 0) {
        m_reader.add(m_socket.readAll());
        if (m_greeted)
            m_asked.isEmpty() ? m_patience.stop() : m_patience.start(answerPatience);
        for (;;) {
            const auto message = m_reader.next();
            if (!message)
                return lose(message.error().detail);
            if (!message.value())
                break;
            if (!handle(*message.value()))
                return;
        }
    }
}

/// False when the connection is over.
bool RemoteEngine::handle(const QCborMap &message)
{
    if (!m_greeted)
        return greet(message);
    if (message.contains(u"frame"_s)) {
        Frame frame;
        if (codec::decode(message.value(u"frame"_s), frame))
            emit frameReady(frame);
    } else {
        settle(message);
    }
    return m_greeted;
}

bool RemoteEngine::greet(const QCborMap &message)
{
    const QCborMap hello = message.value(u"hello"_s).toMap();
    if (hello.value(u"protocol"_s).toInteger(-1) != wire::protocol) {
        lose(u"the engine that runs is of another version (%1); end it and start this one"_s.arg(hello.value(u"version"_s).toString()));
        return false;
    }
    m_greeted = true;
    m_starting = false;
    m_start.stop();
    m_patience.stop();
    if (!m_watched.isEmpty())
        m_socket.write(wire::pack(wire::watch(m_watched)));
    for (Waiting &one : std::exchange(m_waiting, {}))
        send(std::move(one.question), std::move(one.reply));
    setReachable(true);
    return m_greeted;
}

void RemoteEngine::settle(const QCborMap &message)
{
    const auto found = m_asked.constFind(message.value(u"id"_s).toInteger());
    if (found == m_asked.constEnd())
        return;
    const Asked asked = *found;
    m_asked.erase(found);
    if (m_asked.isEmpty())
        m_patience.stop();
    const Result<QCborValue> outcome = wire::outcome(message);
    asked.reply(outcome ? asked.codec->decodeAnswer(outcome.value()) : Result<std::any>(outcome.error()));
}

void RemoteEngine::watch(QList<QueueName> queues)
{
    m_watched = std::move(queues);
    if (m_greeted)
        m_socket.write(wire::pack(wire::watch(m_watched)));
}

void RemoteEngine::post(Question question, Reply<std::any> reply)
{
    if (m_greeted)
        send(std::move(question), std::move(reply));
    else if (m_starting)
        m_waiting.append({std::move(question), std::move(reply)});
    else
        reply(Error{Error::Code::Unavailable, m_trouble});
}

void RemoteEngine::send(Question question, Reply<std::any> reply)
{
    const QByteArray bytes = wire::pack(wire::question(m_nextId, question));
    if (bytes.isEmpty())
        return reply(Error{Error::Code::Invalid, u"the question is too long"_s});
    if (m_asked.isEmpty())
        m_patience.start(answerPatience);
    m_asked.insert(m_nextId++, {&wire::codecOf(question), std::move(reply)});
    m_socket.write(bytes);
}

void RemoteEngine::lose(const QString &why)
{
    if (m_retry.isActive())
        return; // told already
    m_retry.start(retryInterval);
    m_patience.stop();
    m_greeted = false;
    if (!why.isEmpty())
        m_trouble = why;
    m_socket.abort();
    for (const Asked &one : std::exchange(m_asked, {}))
        one.reply(Error{Error::Code::Cancelled, u"the connection to the engine was lost; what became of the question is unknown"_s});
    setReachable(false);
}

void RemoteEngine::giveUpWaiting()
{
    m_starting = false;
    for (const Waiting &one : std::exchange(m_waiting, {}))
        one.reply(Error{Error::Code::Unavailable, m_trouble});
    emit reachableChanged(false);
}

void RemoteEngine::setReachable(bool reachable)
{
    if (std::exchange(m_reachable, reachable) != reachable)
        emit reachableChanged(reachable);
}

} // namespace trato
