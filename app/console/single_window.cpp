#include "app/console/single_window.h"

#include "engine/runtime/profile_lock.h"

#include <QLocalSocket>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int connectPatience = 500;   ///< ms
constexpr int answerPatience = 1000;   ///< ms: a stopped program accepts but never answers
const QByteArray raiseWord = "raise\n";
const QByteArray lookWord = "look\n";
const QByteArray yes = "yes\n";

} // namespace

SingleWindow::SingleWindow(const QString &profileFolder, QObject *parent)
    : QObject(parent), m_name(localSocketName(profileFolder) + u"-w"_s), m_lock(profileFolder + u"/window.lock"_s)
{
    m_lock.setStaleLockTime(0);   // stale when its program is gone, not when it is old
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
                const QByteArray word = socket->readLine(64);
                if (word != raiseWord && word != lookWord)
                    return socket->abort();
                socket->write(yes);
                socket->flush();
                if (word == raiseWord)
                    emit raiseAsked();
            });
        }
    });
}

Result<SingleWindow::Found> SingleWindow::claim(bool quiet)
{
    if (m_lock.tryLock(0)) {
        QLocalServer::removeServer(m_name);   // what a killed window left behind
        if (!m_server.listen(m_name))
            return Error{Error::Code::Unavailable, u"the window's socket cannot be opened: "_s + m_server.errorString()};
        return Found::First;
    }
    if (m_lock.error() != QLockFile::LockFailedError)
        return Error{Error::Code::ReadOnly, u"the profile folder may not be written"_s};
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(connectPatience))
        return Found::Silent;
    socket.write(quiet ? lookWord : raiseWord);
    while (!socket.canReadLine())
        if (!socket.waitForReadyRead(answerPatience))
            return Found::Silent;
    return socket.readLine() == yes ? Found::Raised : Found::Silent;
}

} // namespace trato
