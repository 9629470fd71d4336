#include "engine/stores/redis/redis_work.h"

#include <QTimer>

#include <algorithm>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t timesKept = 64;
constexpr qsizetype mostBegins = 1000;

RedisConnectionOptions connectionOptions(const RedisStoreOptions &options)
{
    RedisConnectionOptions made;
    made.address = options.address;
    made.waitWhileDown = options.waitWhileDown;
    made.limits = options.limits;
    return made;
}

QString problemOf(Error::Code code)
{
    switch (code) {
    case Error::Code::Full: return u"store.full"_s;
    case Error::Code::ReadOnly: return u"store.readonly"_s;
    case Error::Code::Refused: return u"store.refused"_s;
    case Error::Code::Unavailable:
    case Error::Code::Timeout: return u"store.unavailable"_s;
    default: return {};
    }
}

/// A refusal of the server is an error of the call.
Result<RedisValue> withRefusals(Result<RedisValue> result)
{
    if (result && result.value().isError())
        return redisError(result.value());
    return result;
}

/// Behind changes that waited for a connection, a read has waited as long as they did: it does not wait once more.
bool waitedEnough(const RedisConnection &reader, std::chrono::nanoseconds waited, Millis most)
{
    return !reader.isUp() && waited >= most;
}

Error noConnectionInTime(const RedisConnection &reader)
{
    const QString why = reader.lastError().detail; // empty while the first attempt still waits for an answer
    return {Error::Code::Unavailable, why.isEmpty() ? u"no connection in time"_s : u"no connection in time: "_s + why};
}

} // namespace

RedisWork::RedisWork(const RedisStoreOptions &given, const Clock &theClock)
    : options(given), keys(given.prefix), clock(theClock), feed(given.feedCapacity),
      m_main(connectionOptions(given), theClock), m_reader(connectionOptions(given), theClock)
{
    m_health.name = given.address.display();
}

RedisWork::~RedisWork()
{
    close();
}

void RedisWork::close()
{
    sendHeld(); // its callers hear that it was cancelled
    m_reads.clear();
    m_reader.close();
    m_main.close();
}

void RedisWork::open()
{
    QObject::connect(&m_main, &RedisConnection::up, &m_reader, &RedisConnection::retryNow);
    QObject::connect(&m_reader, &RedisConnection::up, &m_main, &RedisConnection::retryNow);
    m_main.open();
    m_reader.open();
}

void RedisWork::whenReached(QObject *context, std::function<void()> then)
{
    QObject::connect(&m_main, &RedisConnection::up, context, std::move(then));
}

void RedisWork::reached()
{
    m_main.retryNow();
}

RedisCommand RedisWork::argumentsFor(const QueueScript &script, const QueueName &queue) const
{
    return argumentsFor(script, queue, clock.now());
}

RedisCommand RedisWork::argumentsFor(const QueueScript &script, const QueueName &queue, Instant now) const
{
    if (m_begins.size() > mostBegins)
        m_begins.clear();
    RedisCommand &known = m_begins[{&script, queue}];
    if (known.count() == 0) {
        const QByteArray begin = keys.queue(queue);
        for (const QByteArray &key : script.keys)
            known.add(begin + BullmqKeys::suffix(key));
        known.add(begin);
    }
    RedisCommand arguments;
    arguments.reserve(2 * known.wireSize()).addAll(known).add(qint64(toMs(now)));
    arguments.add(options.pausedLayout);
    return arguments;
}

void RedisWork::write(const QueueScript &script, const RedisCommand &arguments, Reply<RedisValue> reply)
{
    sendHeld();
    m_main.eval(script.script, int(script.keys.size()), arguments, counted(std::move(reply)));
}

void RedisWork::write(RedisCommand command, Reply<RedisValue> reply)
{
    sendHeld();
    m_main.call(std::move(command), counted(std::move(reply)));
}

void RedisWork::transaction(const QList<RedisCommand> &commands, Reply<RedisValue> reply)
{
    sendHeld();
    m_main.transaction(commands, counted(std::move(reply)));
}

void RedisWork::read(const QueueScript &script, const RedisCommand &arguments, Reply<RedisValue> reply)
{
    readKeys(script, int(script.keys.size()), arguments, std::move(reply));
}

void RedisWork::readKeys(const QueueScript &script, int given, const RedisCommand &arguments, Reply<RedisValue> reply)
{
    afterWrites([this, &script, given, arguments, reply = std::move(reply), asked = clock.steady()] {
        if (waitedEnough(m_reader, clock.steady() - asked, options.waitWhileDown))
            return reply(noConnectionInTime(m_reader));
        m_reader.eval(script.script, given, arguments, [reply](Result<RedisValue> got) { reply(withRefusals(std::move(got))); });
    });
}

void RedisWork::read(RedisCommand command, Reply<RedisValue> reply)
{
    afterWrites([this, command = std::move(command), reply = std::move(reply), asked = clock.steady()] {
        if (waitedEnough(m_reader, clock.steady() - asked, options.waitWhileDown))
            return reply(noConnectionInTime(m_reader));
        m_reader.call(command, [reply](Result<RedisValue> got) { reply(withRefusals(std::move(got))); });
    });
}

/// The connection answers in the order of the calls, so counting answers tells which calls are done.
Reply<RedisValue> RedisWork::counted(Reply<RedisValue> reply)
{
    ++m_written;
    {
        const std::lock_guard lock(m_mutex);
        ++m_health.waiting;
    }
    return [this, reply = std::move(reply), asked = clock.steady()](Result<RedisValue> got) {
        got = withRefusals(std::move(got));
        ++m_answered;
        answered(got, asked);
        while (!m_reads.empty() && m_reads.front().first <= m_answered) {
            const auto send = std::move(m_reads.front().second);
            m_reads.pop_front();
            send();
        }
        reply(std::move(got));
        if (m_quiet && isIdle())
            std::exchange(m_quiet, nullptr)();
    };
}

void RedisWork::hold(std::function<void()> send)
{
    sendHeld();
    m_held = std::move(send);
    QMetaObject::invokeMethod(&m_main, [this] { sendHeld(); }, Qt::QueuedConnection);
}

void RedisWork::sendHeldWhenIdle()
{
    if (!isIdle())
        return;
    sendHeld();
    sendNow();
}

void RedisWork::sendHeld()
{
    if (m_held)
        std::exchange(m_held, nullptr)();
}

void RedisWork::afterWrites(std::function<void()> send)
{
    sendHeld();
    if (isIdle())
        send();
    else
        m_reads.emplace_back(m_written, std::move(send));
}

void RedisWork::whenQuiet(Millis limit, std::function<void()> then)
{
    sendHeld();
    if (isIdle())
        return then();
    m_quiet = std::move(then);
    QTimer::singleShot(limit, &m_main, [this] {
        if (m_quiet)
            std::exchange(m_quiet, nullptr)();
    });
}

void RedisWork::answered(const Result<RedisValue> &result, std::chrono::nanoseconds asked)
{
    const double ms = std::chrono::duration<double, std::milli>(clock.steady() - asked).count();
    const QString problem = result ? QString() : problemOf(result.error().code);
    const std::lock_guard lock(m_mutex);
    --m_health.waiting;
    ++m_health.handled;
    m_health.busyMs += ms;
    m_health.problemCode = problem;
    m_health.detail = problem.isEmpty() ? QString() : result.error().detail;
    m_times.push_back(ms);
    if (m_times.size() > timesKept)
        m_times.pop_front();
}

StoreHealth RedisWork::health() const
{
    const std::lock_guard lock(m_mutex);
    StoreHealth now = m_health;
    std::vector<double> times(m_times.begin(), m_times.end());
    if (!times.empty()) {
        std::ranges::nth_element(times, times.begin() + qsizetype(times.size() / 2));
        now.commitMs = times[times.size() / 2];
    }
    return now;
}

} // namespace trato
