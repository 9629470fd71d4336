#pragma once

#include "tests/interop/invariants.h"
#include "tests/interop/matrix.h"
#include "tests/interop/node_desk.h"
#include "tests/interop/our_side.h"
#include "tests/support/redis_server.h"

namespace trato {

/// What the rows of the interop matrix share: a server, one line of npm BullMQ after the other, the invariants of a queue
/// at rest after each test, and the matrix at the end. The queue is "mail"; a test with others names them in `m_atRest`.
class InteropTest : public QObject
{
    Q_OBJECT
protected:
    /// Runs JavaScript at the desk; an error there fails the test.
    QJsonValue js(const QString &body);
    std::unique_ptr<OurSide> ours(const QString &engine = QStringLiteral("balcao")) const;
    static std::shared_ptr<Handler> answering(std::function<JobOutcome(const ClaimedJob &)> answer)
    {
        return std::make_shared<PlainHandler>(std::move(answer));
    }
    static NewJob job(QByteArray data, JobOptions options = {}, const QString &queue = QStringLiteral("mail"));
    /// What this `redis-cli` command answers, as text.
    QString cli(const QString &words) const;
    /// Names of a job's events in their order, as they stand in the stream.
    QStringList eventsOf(const QString &id, const QString &queue = QStringLiteral("mail"));
    bool isLine(QStringView name) const { return m_line == name; }

    RedisServer m_redis;
    NodeDesk m_desk;
    QString m_line;
    Matrix m_matrix;
    QStringList m_atRest{QStringLiteral("mail")}; ///< queues whose invariants are looked at after each test

protected slots:
    void initTestCase_data();
    void init();
    void cleanup();
    void cleanupTestCase();
};

} // namespace trato
