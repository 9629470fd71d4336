#include "tests/interop/interop_test.h"

namespace trato {

using namespace Qt::StringLiterals;

QJsonValue InteropTest::js(const QString &body)
{
    const QJsonValue value = m_desk.run(body);
    if (!m_desk.error().isEmpty())
        QTest::qFail(qPrintable(u"Node: %1 in %2"_s.arg(m_desk.error(), body)), __FILE__, __LINE__);
    return value;
}

std::unique_ptr<OurSide> InteropTest::ours(const QString &engine) const
{
    static const SystemClock clock;
    return std::make_unique<OurSide>(m_redis.url(), clock, engine);
}

NewJob InteropTest::job(QByteArray data, JobOptions options, const QString &queue)
{
    return {{queue}, u"ours"_s, {std::move(data)}, std::move(options)};
}

QString InteropTest::cli(const QString &words) const
{
    return QString::fromUtf8(m_redis.cli(words.split(u' ')));
}

QStringList InteropTest::eventsOf(const QString &id, const QString &queue)
{
    const QJsonArray events = js(u"return (await b.redis.xrange('bull:%1:events', '-', '+')).map(([, f]) => f)"
                                 ".filter(f => f[f.indexOf('jobId') + 1] === '%2').map(f => f[1])"_s.arg(queue, id)).toArray();
    QStringList names;
    for (const QJsonValue &name : events)
        names.append(name.toString());
    return names;
}

void InteropTest::initTestCase_data()
{
    QTest::addColumn<QString>("line");
    for (const auto &line : {u"bullmq-floor"_s, u"bullmq5"_s, u"bullmq6"_s})
        QTest::newRow(qPrintable(line)) << line;
}

void InteropTest::init()
{
    QFETCH_GLOBAL(QString, line);
    m_line = line;
    if (!m_redis.isRunning())
        QVERIFY2(m_redis.start(), qPrintable(m_redis.problem()));
    m_redis.cli({u"FLUSHALL"_s});
    QVERIFY(m_desk.open(line, m_redis.url()));
}

void InteropTest::cleanup()
{
    m_desk.run(u"await b.reset()"_s);
    for (const QString &queue : std::as_const(m_atRest))
        if (const QString broken = brokenInvariants(m_redis, queue); !broken.isEmpty())
            QTest::qFail(qPrintable(queue + u": "_s + broken), __FILE__, __LINE__);
    m_matrix.note(m_line);
}

void InteropTest::cleanupTestCase()
{
    m_matrix.print();
}

} // namespace trato
