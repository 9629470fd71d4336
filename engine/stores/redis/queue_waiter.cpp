#include "engine/stores/redis/queue_waiter.h"

namespace trato {
namespace {

using namespace std::chrono_literals;

constexpr Millis longestWait = 5s;     // as BullMQ's drainDelay; E35: load balancers drop connections that are silent for long
constexpr Millis patience = 100ms;     // until a wake-up that nobody follows is given back
constexpr int mostSilent = 6;          ///< then it asks in any case: a marker of delayed jobs dies with a worker that took it (4.3)

RedisConnectionOptions optionsOf(const RedisWork &work, const QueueName &queue, const QString &worker)
{
    RedisConnectionOptions options;
    options.address = work.options.address;
    options.clientName = work.keys.workerName(queue, worker);
    return options;
}

} // namespace

QueueWaiter::QueueWaiter(RedisWork &work, QueueName queue, QString worker, std::function<void(QueueName)> onWork)
    : m_work(work), m_queue(std::move(queue)), m_marker(work.keys.of(m_queue, "marker")), m_onWork(std::move(onWork)),
      m_connection(optionsOf(work, m_queue, worker), work.clock)
{
    m_due.setSingleShot(true);
    m_due.setTimerType(Qt::PreciseTimer);
    m_owed.setSingleShot(true);
    m_owed.setInterval(patience);
    m_look.setSingleShot(true);
    m_look.setInterval(longestWait);
    connect(&m_look, &QTimer::timeout, this, &QueueWaiter::wake);
    connect(&m_due, &QTimer::timeout, this, &QueueWaiter::wake);
    connect(&m_owed, &QTimer::timeout, this, [this] {
        m_wanted = false; // the worker is busy or gone; it says when it has a place again
        markAgain("0", "0");
    });
    // A marker may have gone with the connection or come while there was none (4.4).
    connect(&m_connection, &RedisConnection::up, this, [this] {
        m_look.stop();
        m_work.reached();
        if (m_connection.generation() > 1)
            wake();
        else
            wait();
    });
    work.whenReached(&m_connection, [this] { m_connection.retryNow(); });
    m_connection.open();
}

QueueWaiter::~QueueWaiter()
{
    // First: as long as the server knows of our wait it may give us the marker that comes now. It reads two connections in an order
    // of its own, so a marker can still be lost; then others look by themselves within five seconds.
    m_connection.close();
    const QueueScript &script = RedisScripts::get("tell_due"); // others may not know of what was told to us
    m_work.write(script, m_work.argumentsFor(script, m_queue), {});
}

void QueueWaiter::asked()
{
    m_owed.stop();
    m_wanted = false; // until the answer says that there was not enough
}

void QueueWaiter::drained()
{
    m_wanted = true;
    wait();
}

void QueueWaiter::wait()
{
    if (!m_wanted || m_waiting || m_owed.isActive() || m_look.isActive())
        return;
    if (!m_connection.isUp())
        return m_look.start();
    m_waiting = true;
    m_connection.popMarker(m_marker, longestWait, [this](const Result<RedisValue> &got) { popped(got); });
}

void QueueWaiter::popped(const Result<RedisValue> &got)
{
    m_waiting = false;
    if (!got || got.value().isError()) { // lost, BUSY, NOPERM …
        if (m_wanted && !m_look.isActive())
            m_look.start();
        return;
    }
    const RedisValue &answer = got.value();
    if (answer.isNil())
        return ++m_silent < mostSilent ? lookWhetherReady() : wake();
    m_silent = 0;
    if (!m_wanted) // it came while all places were being filled: somebody else may follow it
        return markAgain(answer.at(2).bytes(), answer.at(1).bytes());
    const double score = answer.at(2).number().value_or(0);
    if (answer.at(1).bytes() != "1" || score <= double(toMs(m_work.clock.now())))
        return wake();
    const Instant due = fromMs(qint64(score));
    if (!m_due.isActive() || due < m_dueAt) {
        m_dueAt = due;
        m_due.start(std::min<Millis>(due - m_work.clock.now(), 24h));
    }
    wait();
}

/// Jobs may be ready without a marker: a resume of BullMQ 5 writes none for what BullMQ 6 paused (1.1).
void QueueWaiter::lookWhetherReady()
{
    if (!m_wanted)
        return;
    m_waiting = true; // this look belongs to the wait
    m_connection.call(RedisCommand{"EXISTS", m_work.keys.of(m_queue, "wait"), m_work.keys.of(m_queue, "prioritized")},
                      [this](const Result<RedisValue> &got) {
                          m_waiting = false;
                          got && got.value().integerOr(0) > 0 ? wake() : wait();
                      });
}

void QueueWaiter::wake()
{
    m_silent = 0;
    m_look.stop();
    if (!m_wanted || m_owed.isActive())
        return;
    m_owed.start();
    m_onWork(m_queue);
}

void QueueWaiter::markAgain(const QByteArray &score, const QByteArray &member)
{
    m_work.write(RedisCommand{"ZADD", m_marker, "NX", score, member}, {});
}

} // namespace trato
