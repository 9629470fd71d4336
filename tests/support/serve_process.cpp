#include "tests/support/serve_process.h"

#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/runtime/local_client.h"

#include <QDir>
#include <QSettings>
#include <QTest>

namespace trato {

using namespace Qt::StringLiterals;

ServeProcess::ServeProcess(QString profile, QString providerUrl)
    : m_profile(std::move(profile)), m_providerUrl(std::move(providerUrl))
{
}

ServeProcess::~ServeProcess()
{
    kill();
}

bool ServeProcess::prepare(ChannelWay way, const QMap<QString, QString> &more)
{
    if (!QDir().mkpath(m_profile))
        return false;
    QSettings file(m_profile + u"/trato.ini"_s, QSettings::IniFormat);
    file.setValue(u"whatsapp/way"_s, nameOf(way));
    file.setValue(u"whatsapp/url"_s, m_providerUrl);
    file.setValue(u"whatsapp/numberId"_s, u"1029384756"_s);
    file.setValue(u"engine/keepCompleted"_s, 10'000'000);
    file.setValue(u"engine/leaseSeconds"_s, 10);
    file.setValue(u"whatsapp/timeoutSeconds"_s, 5);
    file.setValue(u"contact/quiet"_s, u""_s); // tests run at any hour
    for (auto it = more.begin(); it != more.end(); ++it)
        file.setValue(it.key(), it.value());
    file.sync();
    return file.status() == QSettings::NoError;
}

QProcessEnvironment ServeProcess::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"WHATSAPP_ACCESS_TOKEN"_s, u"test-token"_s);
    for (auto it = m_variables.begin(); it != m_variables.end(); ++it)
        environment.insert(it.key(), it.value());
    return environment;
}

void ServeProcess::setVariable(const QString &name, const QString &value)
{
    m_variables.remove(name);
    if (!value.isEmpty())
        m_variables.insert(name, value);
}

bool ServeProcess::start(const QStringList &arguments)
{
    m_process.setProcessEnvironment(environment());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"" TRATO_CLI ""_s, QStringList{u"--profile"_s, m_profile, u"serve"_s,
                                                   u"--queue"_s, u"load:20=echo"_s,
                                                   u"--queue"_s, u"whatsapp-notifications:5=send-message"_s,
                                                   u"--queue"_s, u"appointment-reminders:3=appointment-reminder"_s}
                                            + arguments);
    return m_process.waitForStarted(10'000);
}

void ServeProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

std::optional<int> ServeProcess::exitCode(std::chrono::milliseconds limit)
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(int(limit.count())))
        return std::nullopt;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

bool ServeProcess::stopInOrder(EngineApi &engine)
{
    const auto told = ask(engine, ask::StopEngine{});
    if (!told) {
        qWarning("the engine did not take the order: %s", qUtf8Printable(told.error().detail));
        return false;
    }
    return m_process.waitForFinished(10'000) && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

std::unique_ptr<EngineApi> ServeProcess::connectClient() const
{
    auto client = std::make_unique<RemoteEngine>(m_profile);
    const bool reached = QTest::qWaitFor([&] { return client->isReachable() || m_process.state() == QProcess::NotRunning; }, 20'000);
    if (!reached || !client->isReachable())
        return nullptr;
    return client;
}

bool ServeProcess::waitUntilIdle(EngineApi &engine, std::chrono::seconds limit) const
{
    return QTest::qWaitFor(
        [&] {
            const auto queues = ask(engine, ask::ListQueues{});
            if (!queues)
                return false;
            qint64 left = 0;
            for (const QueueView &queue : queues.value())
                if (!queue.name.value.startsWith(u"system-")) // what is scheduled for 02:00 has no worker here
                    left += queue.counts.waiting + queue.counts.prioritized + queue.counts.delayed + queue.counts.active;
            return left == 0;
        },
        int(std::chrono::milliseconds(limit).count()));
}

bool ServeProcess::nothingIsDue(EngineApi &engine, Instant now)
{
    // First what may still become ready, then what is: a job is promoted between the two, never taken back.
    const auto queues = ask(engine, ask::ListQueues{});
    if (!queues)
        return false;
    for (const QueueView &queue : queues.value()) {
        const auto next = ask(engine, ask::ListJobs{{.queue = queue.name, .state = JobState::Delayed, .limit = 1}});
        if (!next || (!next.value().rows.isEmpty() && next.value().rows.first().dueAt <= now))
            return false;
    }
    const auto after = ask(engine, ask::ListQueues{});
    return after && std::ranges::all_of(after.value(), [](const QueueView &queue) {
        return queue.counts.waiting + queue.counts.prioritized + queue.counts.active == 0;
    });
}

QString ServeProcess::output() const
{
    return QString::fromUtf8(const_cast<QProcess &>(m_process).readAll());
}

QByteArray ServeProcess::run(const QStringList &arguments, int *exitCode, QByteArray *errors) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(u"" TRATO_CLI ""_s, QStringList{u"--profile"_s, m_profile} + arguments);
    process.waitForFinished(60'000);
    if (exitCode)
        *exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    if (errors)
        *errors = process.readAllStandardError();
    return process.readAllStandardOutput();
}

} // namespace trato
