#pragma once

#include "engine/notify/channels/smtp_dialogue.h"

#include <QSslCertificate>
#include <QSslSocket>
#include <QTimer>

namespace trato::smtp {

/// One connection to a mail server that carries one mail, or tries the credential; deletes itself when it has answered.
/// The certificate is checked against the host's name. Lives on its parent's thread; owned by the parent: when that goes,
/// the asker gets Cancelled.
class Session final : public QObject
{
public:
    struct Server {
        QString host{};
        quint16 port = 587;
        bool isEncrypted = false;             ///< TLS from the first byte; false: STARTTLS
        QList<QSslCertificate> authorities{}; ///< trusted besides the system's
    };
    Session(QObject *parent, Server server, Dialogue dialogue, QByteArray content, Millis timeout, Reply<SendOutcome> reply);
    void start();

private:
    void read();
    void take(const Dialogue::Step &step);
    void sendDotWhenGone();
    void lost(const QString &why);
    void finish(const SendOutcome &outcome);

    const Server m_server;
    Dialogue m_dialogue;
    QByteArray m_content;         ///< dot-stuffed, ends in CRLF
    const Millis m_timeout;
    const Reply<SendOutcome> m_reply;
    QSslSocket m_socket;
    QTimer m_deadline;
    ReplyReader m_reader;
    bool m_isSendingContent = false;
    bool m_isDone = false;
};

} // namespace trato::smtp
