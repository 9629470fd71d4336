#include "engine/stores/redis/bullmq_keys.h"
#include "engine/stores/redis/redis_check.h"
#include "engine/stores/redis/redis_clients.h"
#include "engine/stores/redis/redis_connection.h"
#include "engine/stores/redis/redis_needs.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>
#include <memory>

namespace trato {

using namespace Qt::StringLiterals;
using Fault = RedisFault;

namespace {

/// One connection test; deletes itself when it has answered.
class Probe final : public QObject
{
public:
    Probe(RedisCheckOptions options, const Clock &clock, Reply<RedisFacts> reply)
        : m_options(std::move(options)), m_clock(clock), m_reply(std::move(reply))
    {
        m_facts.address = m_options.address;
        m_facts.prefix = m_options.prefix;
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            if (m_asked && !m_tried) // what it said before is worth nothing
                fail(Fault::TimedOut, u"no answer to the test's questions"_s);
            finish();
        });
    }

    void start()
    {
        m_deadline.start(m_options.within);
        m_facts.fault = Fault::TimedOut; // until something better is known
        m_connection = connectionTo(m_options.address, m_options.within / 2);
        connect(m_connection.get(), &RedisConnection::down, this, [this](const Error &why) { lost(why); });
        connect(m_connection.get(), &RedisConnection::up, this, [this] { ask(); });
        m_connection->open();
    }

private:
    std::unique_ptr<RedisConnection> connectionTo(const RedisAddress &address, Millis within) const
    {
        RedisConnectionOptions options;
        options.address = address;
        options.connectWithin = within;
        options.answerWithin = m_options.within / 2;
        options.limits.replyBytes = 16 << 20;
        return std::make_unique<RedisConnection>(options, m_clock);
    }

    void lost(const Error &why)
    {
        if (m_done)
            return;
        const bool copy = m_facts.role == "slave" && m_connection->lastFault() == Fault::ReadOnly; // its role says it better
        if (!copy)
            fail(m_connection->lastFault(), why.detail);
        m_connection->close();
        if (m_asked)
            return finish();
        const bool vague = m_facts.fault == Fault::Closed || m_facts.fault == Fault::TimedOut
                           || m_facts.fault == Fault::NotRedis || m_facts.fault == Fault::TlsOther;
        if (!vague || !m_options.address.localSocket.isEmpty())
            return finish();
        lookOtherWay();
    }

    /// TLS to a port without it, and the other way round, end in silence or a closed connection: only an attempt the
    /// other way tells. Without user and password, which must not go out in clear text or to somebody unchecked.
    void lookOtherWay()
    {
        RedisAddress other = m_options.address;
        other.user.clear();
        other.password.clear();
        other.tls.on = !other.tls.on;
        other.tls.check = false;
        m_other = connectionTo(other, std::min(m_options.within / 4, Millis(3'000)));
        const auto answers = [](Fault fault) {
            return fault == Fault::None || fault == Fault::NeedsPassword || fault == Fault::ProtectedMode || fault == Fault::Cluster
                   || fault == Fault::Sentinel || fault == Fault::Loading || fault == Fault::Busy || fault == Fault::TlsNoCertificate;
        };
        const auto told = [this, answers, tls = other.tls.on] {
            if (m_done)
                return;
            if (answers(m_other->lastFault()))
                m_facts.fault = tls ? Fault::PlainOnTlsPort : Fault::TlsOnPlainPort;
            finish();
        };
        connect(m_other.get(), &RedisConnection::up, this, told);
        connect(m_other.get(), &RedisConnection::down, this, told);
        m_other->open();
    }

    void call(RedisCommand command, std::function<void(const RedisValue &)> take)
    {
        ++m_open;
        m_connection->call(std::move(command), [this, take = std::move(take)](Result<RedisValue> answer) {
            if (m_done || !answer) // a call without an answer is followed by the loss of the connection
                return;
            if (answer.value().errorCode() == "BUSY") { // the rest would meet the same
                fail(Fault::Busy, {});
                return finish();
            }
            take(answer.value());
            if (--m_open == 0)
                finish();
        });
    }

    void fail(Fault fault, const QString &detail)
    {
        m_facts.fault = fault;
        m_facts.faultDetail = detail;
    }

    void ask()
    {
        m_asked = true;
        m_facts.fault = Fault::None;
        m_facts.version = m_connection->server().version;
        m_facts.mode = m_connection->server().mode;
        const auto askedAt = m_clock.steady();
        const Instant askedNow = m_clock.now();
        call(RedisCommand{"TIME"}, [this, askedAt, askedNow](const RedisValue &value) {
            const auto took = std::chrono::duration_cast<Millis>(m_clock.steady() - askedAt);
            m_facts.roundTrip = took;
            if (const auto seconds = value.at(0).integer())
                m_facts.clockOffset = fromMs(*seconds * 1000 + value.at(1).integerOr(0) / 1000) - (askedNow + took / 2);
        });
        call(RedisCommand{"INFO"}, [this](const RedisValue &value) {
            m_facts.infoRefused = value.isError();
            if (!value.isError())
                takeInfo(redisInfoOf(value.bytes()));
        });
        // Allowed where INFO is not.
        call(RedisCommand{"HELLO", "2"}, [this](const RedisValue &value) {
            const auto said = value.pairs();
            if (m_facts.version.isEmpty())
                m_facts.version = said.value("version");
            if (m_facts.mode.isEmpty())
                m_facts.mode = said.value("mode");
            if (m_facts.role.isEmpty())
                m_facts.role = said.value("role") == "replica" ? "slave" : said.value("role");
        });
        // One name a call: servers before 7.0 take no more.
        call(RedisCommand{"CONFIG", "GET", "maxmemory-policy"}, [this](const RedisValue &value) {
            if (m_facts.evictionPolicy.isEmpty())
                m_facts.evictionPolicy = value.pairs().value("maxmemory-policy");
        });
        call(RedisCommand{"CONFIG", "GET", "appendonly"}, [this](const RedisValue &value) {
            if (const auto found = value.pairs(); !m_facts.appendOnly && found.contains("appendonly"))
                m_facts.appendOnly = found.value("appendonly") == "yes";
        });
        call(RedisCommand{"CONFIG", "GET", "appendfsync"}, [this](const RedisValue &value) {
            m_facts.appendFsync = value.pairs().value("appendfsync");
        });
        call(RedisCommand{"CONFIG", "GET", "save"}, [this](const RedisValue &value) {
            if (const auto found = value.pairs(); found.contains("save"))
                m_facts.snapshots = !found.value("save").isEmpty();
        });
        call(RedisCommand{"CLIENT", "LIST"}, [this](const RedisValue &value) {
            m_facts.clientsRefused = value.isError();
            if (!value.isError())
                for (const RedisClient &client : redisClientsOf(value.bytes()))
                    m_facts.clients.append(client.name);
        });
        call(RedisCommand{"HKEYS", BullmqKeys(m_options.prefix).own("engines")}, [this](const RedisValue &value) {
            if (!value.isError())
                for (const RedisValue &name : value.items())
                    m_facts.engines.append(name.bytes());
        });
        // Inside MULTI commands are checked and kept, never run; DISCARD drops them. Without MULTI they would be run.
        call(RedisCommand{"MULTI"}, [this](const RedisValue &value) {
            if (value.isOk())
                tryCommands();
            else
                tryWrite();
        });
    }

    void takeInfo(const QHash<QByteArray, QByteArray> &info)
    {
        const auto number = [&info](const char *name) -> std::optional<qint64> {
            bool ok = false;
            const qint64 found = info.value(name).toLongLong(&ok);
            return ok ? std::optional(found) : std::nullopt;
        };
        const auto flag = [&number](const char *name) -> std::optional<bool> {
            const auto found = number(name);
            return found ? std::optional(*found != 0) : std::nullopt;
        };
        m_facts.role = info.value("role");
        m_facts.replicaReadOnly = flag("slave_read_only");
        if (info.contains("master_host"))
            m_facts.primary = info.value("master_host") + ':' + info.value("master_port");
        m_facts.clusterOn = flag("cluster_enabled");
        m_facts.evictionPolicy = info.value("maxmemory_policy");
        m_facts.maxMemory = number("maxmemory");
        m_facts.usedMemory = number("used_memory");
        m_facts.appendOnly = flag("aof_enabled");
    }

    void tryCommands()
    {
        m_facts.refusedCommands = QStringList();
        for (const RedisNeed &need : redisNeeds(m_options.prefix)) {
            const QList<QByteArray> words = need.example.arguments();
            QString name = QString::fromLatin1(words[0]).toLower();
            if (name == u"client" || name == u"script" || name == u"config")
                name += u'|' + QString::fromLatin1(words[1]).toLower();
            call(need.example, [this, name, needed = need.needed, hasKeys = need.hasKeys](const RedisValue &value) {
                if (value.errorCode() != "NOPERM")
                    return;
                // 6.2: "no permissions to access one of the keys …", 7.0: "No permissions to access a key"
                if (hasKeys && value.bytes().contains(" to access "))
                    m_keysRefused = true;
                else
                    (needed ? *m_facts.refusedCommands : m_facts.refusedExtras).append(name);
            });
        }
        call(RedisCommand{"DISCARD"}, [this](const RedisValue &) {
            if (m_keysRefused)
                m_facts.refusedKeys.append(QString::fromUtf8(m_options.prefix) + u":*"_s);
            tryWrite();
        });
    }

    /// A server may say that all is well and take no writes: its disk is full, its copies are gone, it is no Redis at all.
    void tryWrite()
    {
        if (m_facts.role == "slave" && m_facts.replicaReadOnly.value_or(true)) {
            m_tried = true;
            return scan("0", 0);
        }
        const QByteArray key = BullmqKeys(m_options.prefix).own("check:" + QByteArray::number(QRandomGenerator::global()->generate64(), 36));
        const QByteArray mark = key.right(8);
        call(RedisCommand{"SET", key, mark, "PX", "2000"}, [this](const RedisValue &value) {
            if (value.isError())
                refusedWrite(value, "set");
            m_taken = value.isOk();
        });
        call(RedisCommand{"GET", key}, [this, mark](const RedisValue &value) {
            if (m_taken && !value.isError() && !value.isNil() && value.bytes() != mark)
                m_strange = true;
        });
        call(RedisCommand{"DEL", key}, [this](const RedisValue &value) {
            m_tried = true;
            if (m_taken && value.isError())
                refusedWrite(value, "del");
            if (m_strange || (m_taken && !value.isError() && !value.integer())) {
                fail(Fault::NotRedis, u"it does not keep what is written"_s);
                return finish();
            }
            scan("0", 0);
        });
    }

    void refusedWrite(const RedisValue &refusal, const char *command)
    {
        if (refusal.errorCode() != "NOPERM") {
            m_facts.writeRefused = refusal.bytes();
        } else if (refusal.bytes().contains(" to access ")) {
            if (m_facts.refusedKeys.isEmpty())
                m_facts.refusedKeys.append(QString::fromUtf8(m_options.prefix) + u":*"_s);
        } else if (!m_facts.refusedCommands) {
            m_facts.refusedCommands = QStringList{QString::fromLatin1(command)};
        }
    }

    void scan(const QByteArray &cursor, int looked)
    {
        constexpr int step = 1'000;
        QByteArray pattern;
        for (const char c : m_options.anyPrefix ? QByteArray() : m_options.prefix) {
            if (QByteArrayView("*?[]\\^").contains(c))
                pattern += '\\';
            pattern += c;
        }
        pattern += m_options.anyPrefix ? "*:*:meta" : ":*:meta";
        call(RedisCommand{"SCAN", cursor, "MATCH", pattern, "COUNT", QByteArray::number(step), "TYPE", "hash"},
             [this, looked](const RedisValue &value) {
                 for (const RedisValue &key : value.at(1).items())
                     m_metaKeys.insert(key.bytes());
                 const QByteArray next = value.at(0).bytes();
                 const bool more = !next.isEmpty() && next != "0";
                 m_facts.queuesCut = more;
                 if (more && looked + step < m_options.mostKeys && m_metaKeys.size() < m_options.mostQueues)
                     return scan(next, looked + step);
                 readQueues();
             });
    }

    void readQueues()
    {
        QList<QByteArray> keys = m_metaKeys.values();
        std::ranges::sort(keys);
        for (const QByteArray &key : std::as_const(keys)) {
            // A queue's name has no colon, a prefix may have some.
            const QByteArray whole = key.chopped(5); // ":meta"
            const qsizetype colon = whole.lastIndexOf(':');
            if (colon <= 0 || colon + 1 == whole.size() || whole.contains("::"))
                continue; // `<prefix>::…` are private keys (bullmq-format 2.9)
            if (m_facts.queues.size() == m_options.mostQueues) {
                m_facts.queuesCut = true;
                break;
            }
            const qsizetype index = m_facts.queues.size();
            m_facts.queues.append({whole.left(colon), whole.mid(colon + 1)});
            call(RedisCommand{"HMGET", key, "version", "paused"}, [this, index](const RedisValue &value) {
                m_facts.queues[index].version = value.at(0).bytes();
                m_facts.queues[index].paused = !value.at(1).isNil();
            });
        }
    }

    void finish()
    {
        if (std::exchange(m_done, true))
            return;
        if (m_open > 0 && m_asked && m_facts.fault == Fault::None)
            m_facts.queuesCut = true;
        if (m_connection)
            m_connection->close();
        if (m_other)
            m_other->close();
        deleteLater();
        m_reply(std::move(m_facts));
    }

    const RedisCheckOptions m_options;
    const Clock &m_clock;
    const Reply<RedisFacts> m_reply;
    RedisFacts m_facts;
    bool m_done = false;                      ///< before the connections: they answer when they go
    QTimer m_deadline;
    std::unique_ptr<RedisConnection> m_connection;
    std::unique_ptr<RedisConnection> m_other; ///< the other way: with TLS instead of without, or without
    QSet<QByteArray> m_metaKeys;
    int m_open = 0;                           ///< calls without an answer
    bool m_asked = false;
    bool m_keysRefused = false;
    bool m_taken = false;                     ///< the trial key
    bool m_strange = false;                   ///< something else was read back
    bool m_tried = false;                     ///< it is known whether the server takes writes
};

} // namespace

void checkRedis(const RedisCheckOptions &options, const Clock &clock, Reply<RedisFacts> reply)
{
    (new Probe(options, clock, std::move(reply)))->start();
}

} // namespace trato
