#pragma once

#include "engine/api/time.h"
#include "engine/stores/redis/redis_address.h"
#include "engine/stores/redis/redis_command.h"
#include "engine/stores/redis/redis_greeting.h"
#include "engine/stores/redis/redis_reader.h"
#include "engine/stores/redis/redis_value.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>

namespace trato {

class RedisSocket;

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
    /// What was not sent when a connection is lost waits likewise; what was sent never goes out twice.
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
    /// Tries again at once instead of after the rest of its wait: somebody else has reached the server. Does nothing
    /// unless it waits, or where only a person can help.
    void retryNow();

    void call(RedisCommand command, Reply<RedisValue> reply);
    /// The commands between MULTI and EXEC: they are sent together or not at all, never with a lost connection in between. Its
    /// user must be allowed MULTI (RedisCheck asks for it): after a refusal of MULTI the server takes each command alone.
    /// The answer is that of EXEC, or the first refusal.
    void transaction(const QList<RedisCommand> &commands, Reply<RedisValue> reply);
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

    /// Writes what was called in this turn so far, so that the server begins with it.
    void flushNow() { flush(); }

    State state() const { return m_state; }
    bool isUp() const { return m_state == State::Up && m_leaving == RedisFault::None; }
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
    enum class Purpose : quint8 { Call, Script, LoadScript, Greeting };
    struct Call {
        Purpose purpose = Purpose::Call;
        quint8 repeats = 0;
        int epoch = 0;             ///< of the server's known scripts when it was sent
        qint64 endsAt = 0;         ///< its last byte, counted from the start of this connection
        std::chrono::nanoseconds giveUpAt{0}; ///< while it waits for a connection
        RedisCommand command{};
        QByteArray sha1{};         ///< of Script and LoadScript
        Reply<RedisValue> reply{};
        QList<RedisCommand> before{};        ///< of a transaction: what is sent ahead of `command`
        qsizetype toSkip = 0;                ///< answers to them that have not come
        std::optional<RedisValue> refusal{}; ///< the first one among them
        qint64 size() const;
    };
    using Calls = std::deque<Call>;

    // redis_connection.cpp: the connection's life
    void connectNow();
    void greet();
    void greeted();
    void lose(RedisFault fault, const QString &detail);
    void dropSocket();
    void noteTaken();
    void onTick();
    void armFor(std::chrono::nanoseconds when);
    std::chrono::nanoseconds headDeadline() const;
    bool headIsTaken() const { return m_sent.front().endsAt <= m_taken; }

    // redis_calls.cpp: calls and answers
    void take(Call call);
    void send(Call call);
    void flush();
    void readAnswers();
    void handle(RedisValue value);
    void handleScript(Call call, RedisValue value);
    void startLeaving(RedisFault fault);
    void answerLater(Reply<RedisValue> reply, Error why);
    void giveUpWaiting();

    const RedisConnectionOptions m_options;
    const Clock &m_clock;
    State m_state = State::Closed;
    Error m_lastError{};
    RedisFault m_lastFault = RedisFault::None;
    RedisServerInfo m_server;
    int m_generation = 0;
    int m_failures = 0;                            ///< attempts and short-lived connections since the last good one

    // Of the present connection.
    RedisSocket *m_socket = nullptr;               ///< child
    RedisReader m_reader;
    QByteArray m_in;                               ///< what one read brings
    QByteArray m_out;                              ///< made in this turn of the event loop
    bool m_flushIsDue = false;
    Calls m_sent;                                  ///< in the order of their answers
    qint64 m_written = 0;                          ///< bytes made, `m_out` with them
    qint64 m_taken = 0;                            ///< of these, bytes that the system took
    QList<RedisGreetingStep> m_steps;
    QList<RedisValue> m_greetingAnswers;
    QSet<QByteArray> m_loaded;                     ///< scripts that the server was given
    QHash<QByteArray, RedisValue> m_loadRefusals;  ///< scripts that it did not take
    int m_epoch = 0;
    RedisFault m_leaving = RedisFault::None;       ///< the last answers are waited for, then it is lost
    std::chrono::nanoseconds m_upSince{0};
    std::chrono::nanoseconds m_headSince{0};       ///< since when the first of `m_sent` may be answered
    std::chrono::nanoseconds m_takenSince{0};      ///< last time that the system took something
    std::chrono::nanoseconds m_connectBy{0};

    // Of all connections.
    QHash<QByteArray, QByteArray> m_sources;       ///< of the scripts that were used, by SHA-1
    Calls m_waiting;                               ///< for a connection
    qint64 m_waitingBytes = 0;
    QTimer m_retry;
    QTimer m_tick;                                 ///< the next of all time limits
    std::chrono::nanoseconds m_tickAt{0};
};

/// The call may have been run by the server although its answer never came.
bool outcomeUnknown(const Error &error);

/// The wait before attempt number `failures` + 1 (0 = the first after a loss); `chance` in [0, 1). Pure.
Millis redisRetryDelay(const RedisConnectionOptions &options, int failures, double chance);

} // namespace trato
