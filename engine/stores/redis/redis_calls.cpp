#include "engine/stores/redis/redis_connection.h"
#include "engine/stores/redis/redis_socket.h"

#include <QPointer>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;
using Fault = RedisFault;

void RedisConnection::call(RedisCommand command, Reply<RedisValue> reply)
{
    if (command.count() == 0)
        return answerLater(std::move(reply), {Error::Code::Invalid, u"an empty command"_s});
    take({.command = std::move(command), .reply = std::move(reply)});
}

void RedisConnection::transaction(const QList<RedisCommand> &commands, Reply<RedisValue> reply)
{
    Call call{.command = RedisCommand{"EXEC"}, .reply = std::move(reply)};
    call.before = QList<RedisCommand>{RedisCommand{"MULTI"}} + commands;
    take(std::move(call));
}

qint64 RedisConnection::Call::size() const
{
    qint64 size = command.wireSize();
    for (const RedisCommand &other : before)
        size += other.wireSize();
    return size;
}

void RedisConnection::eval(const RedisScript &script, const QList<QByteArray> &keys, const QList<QByteArray> &arguments,
                           Reply<RedisValue> reply)
{
    eval(script, int(keys.size()), RedisCommand().addAll(keys).addAll(arguments), std::move(reply));
}

void RedisConnection::eval(const RedisScript &script, int keys, const RedisCommand &arguments, Reply<RedisValue> reply)
{
    if ((script.keys >= 0 && keys != script.keys) || keys > arguments.count())
        return answerLater(std::move(reply), {Error::Code::Invalid, u"script %1 takes %2 keys, not %3"_s.arg(
                                                  QString::fromLatin1(script.name)).arg(script.keys).arg(keys)});
    m_sources.insert(script.sha1, script.source);
    RedisCommand command;
    command.reserve(arguments.wireSize() + 80).add("EVALSHA").add(script.sha1).add(qint64(keys)).addAll(arguments);
    command.answerWithin(arguments.limit());
    take({.purpose = Purpose::Script, .command = std::move(command), .sha1 = script.sha1, .reply = std::move(reply)});
}

void RedisConnection::popMarker(const QByteArray &key, Millis wait, Reply<RedisValue> reply)
{
    // Before 7.0.8 a shorter wait can become one without end.
    wait = std::max(wait, m_server.atLeast(7, 0, 8) ? Millis(1) : Millis(2));
    RedisCommand command{"BZPOPMIN", key, QByteArray::number(double(wait.count()) / 1000.0, 'f', 3)};
    command.answerWithin(wait + Millis(1'000));
    take({.command = std::move(command), .reply = std::move(reply)});
}

void RedisConnection::take(Call call)
{
    const qint64 size = call.size();
    const qint64 unsent = m_waitingBytes + (m_state == State::Up ? m_written - m_taken : 0);
    if (size > m_options.mostUnsent)
        return answerLater(std::move(call.reply), {Error::Code::Invalid, u"a command of %1 bytes"_s.arg(size)});
    if (unsent + size > m_options.mostUnsent)
        return answerLater(std::move(call.reply), {Error::Code::Unavailable, u"the server is too slow: too much waits to be sent"_s});
    if (isUp())
        return send(std::move(call));
    const Fault fault = m_leaving != Fault::None ? m_leaving : m_lastFault;
    const bool mayWait = m_state != State::Closed && !needsPerson(fault) && m_options.waitWhileDown > Millis(0)
                         && m_waiting.size() < size_t(m_options.mostWaiting);
    if (!mayWait) {
        const Error why = m_state == State::Closed ? Error{Error::Code::Unavailable, u"the connection to Redis is closed"_s}
                          : fault == Fault::None   ? Error{Error::Code::Unavailable, u"not yet connected to Redis"_s}
                                                   : redisError(fault);
        return answerLater(std::move(call.reply), why);
    }
    call.giveUpAt = m_clock.steady() + m_options.waitWhileDown;
    armFor(call.giveUpAt);
    m_waitingBytes += size;
    m_waiting.push_back(std::move(call));
}

void RedisConnection::send(Call call)
{
    if (call.purpose == Purpose::Script) {
        if (!m_loaded.contains(call.sha1)) {
            m_loaded.insert(call.sha1);
            send({.purpose = Purpose::LoadScript, .command = {"SCRIPT", "LOAD", m_sources.value(call.sha1)}, .sha1 = call.sha1});
        }
        call.epoch = m_epoch;
    }
    for (const RedisCommand &other : std::as_const(call.before))
        other.appendTo(m_out);
    call.toSkip = call.before.size();
    call.refusal.reset();
    call.command.appendTo(m_out);
    m_written += call.size();
    call.endsAt = m_written;
    m_sent.push_back(std::move(call));
    if (m_flushIsDue)
        return;
    m_flushIsDue = true;
    QMetaObject::invokeMethod(this, [this] { flush(); }, Qt::QueuedConnection);
}

void RedisConnection::flush()
{
    m_flushIsDue = false;
    if (!m_socket || m_out.isEmpty())
        return;
    const QByteArray out = std::exchange(m_out, {});
    if (m_taken + out.size() == m_written) // the system had taken all before: its time begins now
        m_takenSince = m_clock.steady();
    const QPointer<RedisConnection> self(this);
    const RedisSocket *socket = m_socket;
    m_socket->write(out);
    if (!self || m_socket != socket)
        return; // the write found it lost
    noteTaken();
    if (m_state == State::Up && !m_sent.empty())
        armFor(headDeadline());
}

void RedisConnection::readAnswers()
{
    const QPointer<RedisConnection> self(this);
    const RedisSocket *socket = m_socket;
    while (m_socket == socket) {
        const qint64 size = m_socket->read(m_in.data(), m_in.size());
        if (size <= 0)
            return;
        const bool alert = m_state == State::Connecting && m_in.startsWith('\x15') && !m_options.address.tls.on;
        m_reader.feed(QByteArrayView(m_in).first(size));
        for (;;) {
            auto next = m_reader.next();
            if (!next)
                return lose(alert ? Fault::PlainOnTlsPort : Fault::NotRedis, next.error().detail);
            if (!next.value())
                break;
            handle(std::move(*std::move(next).value()));
            if (!self || m_socket != socket)
                return;
        }
    }
}

void RedisConnection::handle(RedisValue value)
{
    // Nothing was asked, or what was asked has not left yet.
    if (m_sent.empty() || m_sent.front().endsAt > m_written - m_out.size())
        return lose(redisFaultOf(value) == Fault::None ? Fault::NotRedis : redisFaultOf(value), u"an answer without a question"_s);
    if (Call &front = m_sent.front(); front.toSkip > 0) {
        --front.toSkip;
        m_headSince = m_clock.steady();
        if (value.isError() && !front.refusal)
            front.refusal = std::move(value);
        return;
    }
    Call call = std::move(m_sent.front());
    m_sent.pop_front();
    if (call.refusal && value.isError()) // EXEC only says that something was refused
        value = std::move(*call.refusal);
    if (!m_sent.empty()) {
        m_headSince = m_clock.steady();
        if (m_state == State::Up)
            armFor(headDeadline());
    }

    const QPointer<RedisConnection> self(this);
    const RedisSocket *socket = m_socket;
    const Fault fault = redisFaultOf(value);
    switch (call.purpose) {
    case Purpose::Greeting:
        m_greetingAnswers.append(std::move(value));
        if (m_greetingAnswers.size() == m_steps.size())
            greeted();
        return;
    case Purpose::LoadScript:
        if (value.isError())
            m_loadRefusals.insert(call.sha1, std::move(value));
        break;
    case Purpose::Call:
    case Purpose::Script:
        if (fault != Fault::None) {
            if (m_leaving == Fault::None)
                startLeaving(fault);
            call.reply(redisError(fault));
        } else if (call.purpose == Purpose::Script && value.errorCode() == "NOSCRIPT") {
            handleScript(std::move(call), std::move(value));
        } else {
            call.reply(std::move(value));
        }
        break;
    }
    if (self && m_socket == socket && m_leaving != Fault::None && m_sent.empty())
        lose(m_leaving, {});
}

void RedisConnection::handleScript(Call call, RedisValue value)
{
    if (const auto refusal = m_loadRefusals.constFind(call.sha1); refusal != m_loadRefusals.cend())
        return call.reply(*refusal);
    constexpr quint8 mostRepeats = 3; // somebody flushes scripts all the time
    if (call.repeats == mostRepeats)
        return call.reply(std::move(value));
    if (call.epoch == m_epoch) { // the first to notice: the server has forgotten all of them
        ++m_epoch;
        m_loaded.clear();
    }
    ++call.repeats;
    take(std::move(call));
}

void RedisConnection::startLeaving(Fault fault)
{
    m_leaving = fault;
    // What is still here stays here: it would meet the same refusal.
    Calls unsent;
    const qint64 handedOver = m_written - m_out.size();
    while (!m_sent.empty() && m_sent.back().endsAt > handedOver) {
        unsent.push_front(std::move(m_sent.back()));
        m_sent.pop_back();
    }
    m_out.resize(0);
    m_written = handedOver;
    for (Call &call : unsent)
        if (call.purpose != Purpose::LoadScript)
            take(std::move(call));
}

void RedisConnection::answerLater(Reply<RedisValue> reply, Error why)
{
    // Never inside the call: who calls again at once would not come back.
    QMetaObject::invokeMethod(this, [reply = std::move(reply), why = std::move(why)] { reply(why); }, Qt::QueuedConnection);
}

void RedisConnection::giveUpWaiting()
{
    if (m_waiting.empty())
        return;
    const auto now = m_clock.steady();
    Calls late;
    Calls still;
    for (Call &call : std::exchange(m_waiting, {}))
        (call.giveUpAt <= now ? late : still).push_back(std::move(call));
    m_waiting = std::move(still);
    for (const Call &call : m_waiting)
        armFor(call.giveUpAt);
    for (const Call &call : late)
        m_waitingBytes -= call.size();
    const Error why{Error::Code::Unavailable, u"no connection in time: "_s + m_lastError.detail};
    for (const Call &call : late)
        call.reply(why);
}

} // namespace trato
