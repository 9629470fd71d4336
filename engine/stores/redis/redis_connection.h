#pragma once

#include "engine/api/time.h"
#include "engine/stores/redis/redis_address.h"
#include "engine/stores/redis/redis_command.h"
#include "engine/stores/redis/redis_fault.h"
#include "engine/stores/redis/redis_reader.h"
#include "engine/stores/redis/redis_value.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <memory>

namespace trato {

class RedisSocket;

/// What the server says about itself on every connection; empty where its ACL does not let us ask.
struct RedisServerInfo {
    QByteArray version{};   ///< "7.0.15"
    QByteArray mode{};      ///< "standalone"
    QByteArray runId{};     ///< another one = the server was restarted or replaced
    qint64 clientId = 0;    ///< of this connection, for CLIENT UNBLOCK; 0 = not known
    /// `version` is at least this; false when it is not known.
    bool atLeast(int major, int minor, int patch = 0) const;
};

struct RedisConnectionOptions {
    RedisAddress address{};
    QByteArray clientName{};          ///< CLIENT SETNAME on every connection; characters that Redis refuses become '_'
    Millis connectWithin{5'000};      ///< name look-up, TCP, TLS, AUTH and SELECT together
    Millis answerWithin{10'000};      ///< for one answer to come whole once it is its turn
    Millis writeWithin{10'000};       ///< for the server to take at least something of what was written
    Millis firstRetry{100};           ///< wait before the first attempt after the loss of a working connection
    Millis retryFrom{1'000};          ///< then this, doubled each time,
    Millis retryMost{20'000};         ///< up to this; ±20 % by chance, so that many engines do not come at once
    /// A call made while the connection is down waits this long for it; 0 = it fails at once. A connection that a
    /// person must mend (password, certificate, Cluster) never makes calls wait.
    Millis waitWhileDown{0};
    int mostWaiting = 10'000;         ///< calls that wait for a connection; more fail at once
    qint64 mostUnsent = 256 << 20;    ///< bytes made but not taken by the server; more calls fail at once
    RedisLimits limits{};
};

/// One connection to a Redis server: asynchronous, pipelined, repaired by itself.
///
/// Lives on the thread that made it (which needs an event loop); everything is called and answered there; no locks.
/// Nothing is connected before `open()`.
///
/// - Answers come in the order of the calls. One exception: a script that the server forgot (SCRIPT FLUSH) while the
///   call was on its way is loaded and run again, after what was called in between.
/// - What is called in one turn of the event loop goes out in one write.
/// - A refusal of the server is an answer: a RedisValue of kind Error. The Result's Error is about the way there:
///     Unavailable  the command certainly was not run: repeat it freely
///     Timeout      it was sent and no answer came: **the outcome is unknown**
///     Refused      not run, and it will not work before a person changes something (password, certificate, Cluster)
///     Invalid      not run: not a command, or larger than the limits
///     Cancelled    closed or destroyed; whether it was run is unknown if it had been sent
///   `outcomeUnknown(error)` tells them apart.
/// - LOADING, READONLY, MASTERDOWN, CLUSTERDOWN, MOVED and UNBLOCKED count as a lost connection (bullmq-format 4.4):
///   they arrive as Unavailable, the answers still on their way are waited for, then it connects anew.
///   OOM, BUSY, NOPERM, WRONGTYPE and all others are plain answers.
/// - An answer that breaks the protocol or a limit ends the connection; what was on its way is unknown.
class RedisConnection final : public QObject
{
    Q_OBJECT
public:
    enum class State { Closed, Connecting, Up, Waiting };

    RedisConnection(RedisConnectionOptions options, const Clock &clock, QObject *parent = nullptr);
    ~RedisConnection() override;

    /// Connects, and keeps connecting until `close()`.
    void open();
    /// Ends the connection and answers everything Cancelled.
    void close();
    /// Drops the connection and makes a new one at once: for an answer that is no longer wanted.
    void reconnect();

    void call(RedisCommand command, Reply<RedisValue> reply);
    /// EVALSHA; the source is sent before the first use on each connection, and again when the server lost it.
    /// Invalid: another number of keys than the script takes.
    void eval(const RedisScript &script, const QList<QByteArray> &keys, const QList<QByteArray> &arguments,
              Reply<RedisValue> reply);
    /// The same with keys and arguments already in wire form: `arguments` holds the keys, then the ARGV values.
    void eval(const RedisScript &script, int keys, const RedisCommand &arguments, Reply<RedisValue> reply);
    /// BZPOPMIN on one key for at most `wait` (not below what the server's version can: 1 ms since 7.0.8, else 2 ms);
    /// an answer overdue by 1 s drops the connection (bullmq-format 4.4). Nil: nothing came. Use a connection of its
    /// own: what is called behind it waits as long.
    void popMarker(const QByteArray &key, Millis wait, Reply<RedisValue> reply);

    State state() const { return m_state; }
    bool isUp() const { return m_state == State::Up; }
    /// Why it is not up; of the last attempt. No secret.
    const Error &lastError() const { return m_lastError; }
    RedisFault lastFault() const { return m_lastFault; }
    const RedisServerInfo &server() const { return m_server; }
    /// How often it came up; tells one connection from the next.
    int generation() const { return m_generation; }
    qsizetype callsOnTheirWay() const { return qsizetype(m_sent.size()); }

signals:
    /// The connection works: authenticated, database selected, named. Markers and changes may have been missed.
    void up();
    /// It was lost or could not be made; it tries again unless closed. Emitted once per attempt.
    void down(const trato::Error &why);

private:
    enum class Purpose : quint8 { Call, Script, LoadScript, Handshake };
    struct Call {
        RedisCommand command{};
        Reply<RedisValue> reply{};
        Purpose purpose = Purpose::Call;
        int repeats = 0;
        int scriptsEpoch = 0;      ///< NOSCRIPT of an older epoch is already being dealt with
        qint64 endsAt = 0;         ///< offset of its last byte in what was written on this connection
        std::chrono::nanoseconds giveUpAt{0}; ///< while waiting for a connection
        std::shared_ptr<const RedisScript> script{};
    };

    void connectNow();
    void greet();
    void greeted();
    void lose(Error why);
    void retryLater(bool wasUp);
    void take(Call call);
    void write(Call call);
    void flush();
    void readReplies();
    void handle(RedisValue value);
    void handleScript(Call call, RedisValue value);
    void watch();
    void onTick();
    void failWaiting(const Error &why);

    const RedisConnectionOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<RedisSocket> m_socket;
    RedisReader m_reader;
    State m_state = State::Closed;
    Error m_lastError{};
    RedisFault m_lastFault = RedisFault::None;
    RedisServerInfo m_server;
    int m_generation = 0;
};

/// The call may have been run by the server although its answer never came.
bool outcomeUnknown(const Error &error);

/// The wait before attempt number `failures` + 1 (0 = the first after a loss); `chance` in [0, 1). Pure.
Millis redisRetryDelay(const RedisConnectionOptions &options, int failures, double chance);

/// A client name that Redis accepts: printable ASCII without spaces. Pure.
QByteArray redisClientName(const QByteArray &wished);

} // namespace trato
