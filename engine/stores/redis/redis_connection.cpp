#include "engine/stores/redis/redis_connection.h"

#include "engine/stores/redis/redis_socket.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;
using Fault = RedisFault;
using std::chrono::nanoseconds;

bool outcomeUnknown(const Error &error)
{
    return error.code == Error::Code::Timeout || error.code == Error::Code::Cancelled;
}

Millis redisRetryDelay(const RedisConnectionOptions &options, int failures, double chance)
{
    Millis delay = options.firstRetry;
    if (failures > 0) {
        delay = options.retryFrom;
        for (int i = 1; i < failures && delay < options.retryMost; ++i)
            delay *= 2;
        delay = std::min(delay, options.retryMost);
    }
    return Millis(qint64(double(delay.count()) * (0.8 + 0.4 * chance)));
}

RedisConnection::RedisConnection(RedisConnectionOptions options, const Clock &clock, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_clock(clock), m_reader(m_options.limits), m_in(64 * 1024, '\0')
{
    m_retry.setSingleShot(true);
    m_tick.setSingleShot(true);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_retry, &QTimer::timeout, this, [this] { connectNow(); });
    connect(&m_tick, &QTimer::timeout, this, [this] { onTick(); });
}

RedisConnection::~RedisConnection()
{
    m_state = State::Closed;
    dropSocket();
    // Their owners hear of it while this still stands.
    const Calls sent = std::exchange(m_sent, {});
    const Calls waiting = std::exchange(m_waiting, {});
}

void RedisConnection::open()
{
    if (m_state == State::Closed)
        connectNow();
}

void RedisConnection::close()
{
    m_state = State::Closed;
    dropSocket();
    m_retry.stop();
    m_tick.stop();
    const Error why{Error::Code::Cancelled, u"the connection to Redis was closed"_s};
    const auto cancel = [&why](const Calls &calls) {
        for (const Call &call : calls)
            call.reply(why);
    };
    const Calls sent = std::exchange(m_sent, {});
    const Calls waiting = std::exchange(m_waiting, {});
    m_waitingBytes = 0;
    cancel(sent);
    cancel(waiting);
}

void RedisConnection::reconnect()
{
    if (m_state == State::Closed)
        return;
    const QPointer<RedisConnection> self(this);
    m_failures = 0;
    lose(Fault::Closed, u"a new connection was asked for"_s);
    if (self && m_state == State::Waiting)
        m_retry.start(Millis(0));
}

void RedisConnection::retryNow()
{
    if (m_state == State::Waiting && !needsPerson(m_lastFault))
        m_retry.start(Millis(0));
}

void RedisConnection::connectNow()
{
    m_retry.stop();
    m_state = State::Connecting;
    m_reader.reset();
    m_out.resize(0);
    m_written = m_taken = 0;
    m_steps.clear();
    m_greetingAnswers.clear();
    m_loaded.clear();
    m_loadRefusals.clear();
    m_leaving = Fault::None;
    m_server = {};
    m_connectBy = m_clock.steady() + m_options.connectWithin;
    m_socket = new RedisSocket(m_options.address, this);
    connect(m_socket, &RedisSocket::ready, this, [this] { greet(); });
    connect(m_socket, &RedisSocket::readable, this, [this] { readAnswers(); });
    connect(m_socket, &RedisSocket::taken, this, [this] { noteTaken(); });
    connect(m_socket, &RedisSocket::lost, this, [this](Fault fault, const QString &detail) {
        // A server that is full or protected says so in its first answer and closes.
        const RedisGreeted said = m_state == State::Connecting ? redisGreeted(m_steps, m_greetingAnswers) : RedisGreeted{};
        said.fault == Fault::None ? lose(fault, detail) : lose(said.fault, said.detail);
    });
    armFor(m_connectBy);
    m_socket->start();
}

void RedisConnection::greet()
{
    m_steps = redisGreeting(m_options.address, m_options.clientName);
    for (const RedisGreetingStep &step : std::as_const(m_steps))
        send({.purpose = Purpose::Greeting, .command = step.command});
    flush();
}

void RedisConnection::greeted()
{
    const RedisGreeted outcome = redisGreeted(m_steps, m_greetingAnswers);
    if (outcome.fault != Fault::None)
        return lose(outcome.fault, outcome.detail);
    m_server = outcome.server;
    m_state = State::Up;
    m_upSince = m_clock.steady();
    m_lastFault = Fault::None;
    m_lastError = {};
    ++m_generation;
    m_waitingBytes = 0;
    for (Call &call : std::exchange(m_waiting, {}))
        send(std::move(call));
    emit up();
}

void RedisConnection::dropSocket()
{
    if (!m_socket)
        return;
    // It may be the one that is calling us.
    m_socket->disconnect(this);
    m_socket->shut();
    m_socket->setParent(nullptr);
    m_socket->deleteLater();
    m_socket = nullptr;
}

void RedisConnection::lose(Fault fault, const QString &detail)
{
    const bool lasted = m_state == State::Up && m_leaving == Fault::None
                        && m_clock.steady() - m_upSince >= m_options.retryFrom;
    if (m_socket)
        noteTaken();
    dropSocket();
    m_state = State::Waiting;
    m_leaving = Fault::None;
    m_lastFault = fault;
    m_lastError = redisError(fault, detail);
    m_failures = lasted ? 0 : m_failures + 1;
    m_retry.start(redisRetryDelay(m_options, m_failures, QRandomGenerator::global()->generateDouble()));

    // What the system never took whole was certainly not run.
    Calls unknown;
    Calls unsent;
    for (Call &call : std::exchange(m_sent, {}))
        if (call.purpose == Purpose::Call || call.purpose == Purpose::Script)
            (call.endsAt <= m_taken ? unknown : unsent).push_back(std::move(call));
    if (needsPerson(fault)) {
        std::ranges::move(std::exchange(m_waiting, {}), std::back_inserter(unsent));
        m_waitingBytes = 0;
    } else if (m_options.waitWhileDown > Millis(0)) {
        const nanoseconds giveUpAt = m_clock.steady() + m_options.waitWhileDown;
        for (Call &call : unsent) {
            call.giveUpAt = giveUpAt;
            m_waitingBytes += call.size();
        }
        std::ranges::move(std::exchange(m_waiting, {}), std::back_inserter(unsent));
        m_waiting = std::exchange(unsent, {});
        if (!m_waiting.empty())
            armFor(giveUpAt);
    }

    // From here on the calls' owners act, and may close or destroy this.
    const QPointer<RedisConnection> self(this);
    const Error why = m_lastError;
    const Error lost{Error::Code::Timeout, u"sent, but the answer was lost: "_s + why.detail};
    for (const Call &call : unknown)
        call.reply(lost);
    for (const Call &call : unsent)
        call.reply(why);
    if (self)
        emit down(why);
}

void RedisConnection::noteTaken()
{
    // Told by what is left, not by the signal's number: Qt leaves signals out when they would nest, and a byte too few
    // here would call a command unsent that the server has run.
    const qint64 taken = m_written - m_out.size() - m_socket->untaken();
    if (taken == m_taken)
        return;
    const bool headWasTaken = m_sent.empty() || headIsTaken();
    m_taken = taken;
    m_takenSince = m_clock.steady();
    if (!headWasTaken && headIsTaken())
        m_headSince = m_takenSince;
    if (m_state == State::Up && !m_sent.empty())
        armFor(headDeadline());
}

nanoseconds RedisConnection::headDeadline() const
{
    if (!headIsTaken())
        return m_takenSince + m_options.writeWithin;
    const Millis limit = m_sent.front().command.limit();
    return m_headSince + (limit > Millis(0) ? limit : m_options.answerWithin);
}

void RedisConnection::armFor(nanoseconds when)
{
    if (m_tick.isActive() && m_tickAt <= when)
        return;
    m_tickAt = when;
    const auto left = std::chrono::ceil<Millis>(when - m_clock.steady());
    m_tick.start(std::max(left, Millis(0)));
}

void RedisConnection::onTick()
{
    const nanoseconds now = m_clock.steady();
    if (m_state == State::Connecting) {
        if (now >= m_connectBy)
            return lose(Fault::TimedOut, m_socket->isShakingHands() ? u"the TLS handshake did not end"_s
                                         : m_steps.isEmpty()        ? u"no connection in time"_s
                                                                    : u"no greeting in time"_s);
        armFor(m_connectBy);
    } else if (m_state == State::Up && !m_sent.empty()) {
        if (now >= headDeadline())
            return lose(Fault::TimedOut, headIsTaken()
                            ? u"no answer to "_s + QString::fromLatin1(m_sent.front().command.name())
                            : u"the server takes nothing more"_s);
        armFor(headDeadline());
    }
    giveUpWaiting();
}

} // namespace trato
