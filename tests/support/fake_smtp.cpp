#include "tests/support/fake_smtp.h"

#include "tests/support/test_certificate.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryFile>

namespace trato {

struct FakeSmtp::Peer {
    QSslSocket *socket = nullptr;
    QByteArray received{};
    QByteArray user{};
    enum class Waits { Command, User, Password, Content } waits = Waits::Command;
    bool signedIn = false;
    Mail mail{};

    void say(const QByteArray &line) { socket->write(line + "\r\n"); }
};

FakeSmtp::FakeSmtp() : FakeSmtp(Options()) {}

FakeSmtp::FakeSmtp(Options given) : options(std::move(given)), m_caFile(std::make_unique<QTemporaryFile>())
{
    m_ssl = QSslConfiguration::defaultConfiguration();
    m_ssl.setLocalCertificate(QSslCertificate(QByteArray(testtls::certificate).trimmed()));
    m_ssl.setPrivateKey(QSslKey(QByteArray(testtls::key).trimmed(), QSsl::Ec));
    m_ssl.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_caFile->open();
    m_caFile->write(QByteArray(testtls::certificate).trimmed());
    m_caFile->flush();
    listen(QHostAddress(options.address));
}

FakeSmtp::~FakeSmtp() = default;

QString FakeSmtp::caFile() const { return m_caFile->fileName(); }

void FakeSmtp::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    const auto peer = std::make_shared<Peer>();
    peer->socket = new QSslSocket(this);
    peer->socket->setSslConfiguration(m_ssl);
    if (!peer->socket->setSocketDescriptor(descriptor))
        return;
    connect(peer->socket, &QSslSocket::disconnected, peer->socket, &QObject::deleteLater);
    connect(peer->socket, &QSslSocket::readyRead, this, [this, peer] { read(peer); });
    if (!options.tlsFromStart)
        return peer->say(options.greeting);
    connect(peer->socket, &QSslSocket::encrypted, this, [this, peer] { peer->say(options.greeting); });
    peer->socket->startServerEncryption();
}

void FakeSmtp::read(const std::shared_ptr<Peer> &peer)
{
    peer->received += peer->socket->readAll();
    for (;;) {
        if (peer->waits == Peer::Waits::Content) {
            if (options.dropsBeforeTheEnd && peer->received.size() > 20)
                return peer->socket->abort();
            const qsizetype end = peer->received.startsWith(".\r\n") ? 0 : peer->received.indexOf("\r\n.\r\n");
            if (end < 0)
                return;
            const qsizetype size = end == 0 ? 0 : end + 2;
            peer->mail.content = peer->received.left(size);
            peer->received.remove(0, size + 3);
            peer->waits = Peer::Waits::Command;
            endOfMail(peer);
            continue;
        }
        const qsizetype end = peer->received.indexOf("\r\n");
        if (end < 0)
            return;
        const QByteArray line = peer->received.left(end);
        peer->received.remove(0, end + 2);
        m_commands << line;
        command(peer, line);
    }
}

void FakeSmtp::hello(const std::shared_ptr<Peer> &peer)
{
    const bool encrypted = peer->socket->isEncrypted();
    QList<QByteArray> lines{"fake greets you"};
    if (options.manyLines)
        for (int i = 0; i < 40; ++i)
            lines << "X-LONG-" + QByteArray::number(i);
    if (!encrypted && options.offersStartTls)
        lines << "STARTTLS";
    if (!encrypted)
        lines << "AUTH CRAM-NOTHING"; // what is offered before the encryption must be forgotten
    if (encrypted && !options.signIns.isEmpty())
        lines << "AUTH " + options.signIns;
    if (encrypted && !options.size.isEmpty())
        lines << "SIZE " + options.size;
    for (qsizetype i = 0; i < lines.size(); ++i)
        peer->say((i + 1 < lines.size() ? "250-" : "250 ") + lines[i]);
}

void FakeSmtp::signIn(const std::shared_ptr<Peer> &peer, const QByteArray &user, const QByteArray &password)
{
    if (!options.signInAnswer.isEmpty())
        return peer->say(options.signInAnswer);
    peer->signedIn = user == options.user && password == options.password;
    peer->say(peer->signedIn ? "235 2.7.0 Authentication successful" : "535 5.7.8 Error: authentication failed");
}

void FakeSmtp::command(const std::shared_ptr<Peer> &peer, const QByteArray &line)
{
    const QByteArray verb = line.left(4).toUpper();
    if (peer->waits == Peer::Waits::User) {
        peer->user = QByteArray::fromBase64(line);
        peer->waits = Peer::Waits::Password;
        return peer->say("334 UGFzc3dvcmQ6");
    }
    if (peer->waits == Peer::Waits::Password) {
        peer->waits = Peer::Waits::Command;
        return signIn(peer, peer->user, QByteArray::fromBase64(line));
    }
    if (verb == "EHLO")
        return hello(peer);
    if (verb == "STAR") {
        peer->socket->write("220 2.0.0 Ready to start TLS\r\n" + options.afterStartTls);
        peer->socket->flush();
        return peer->socket->startServerEncryption();
    }
    if (verb == "QUIT") {
        peer->say("221 2.0.0 Bye");
        return peer->socket->disconnectFromHost();
    }
    if (verb == "AUTH") {
        if (!peer->socket->isEncrypted())
            return peer->say("538 5.7.11 Encryption required");
        const QList<QByteArray> words = line.split(' ');
        if (words.value(1) == "PLAIN") {
            const QList<QByteArray> parts = QByteArray::fromBase64(words.value(2)).split('\0');
            return signIn(peer, parts.value(1), parts.value(2));
        }
        peer->waits = Peer::Waits::User;
        return peer->say("334 VXNlcm5hbWU6");
    }
    if (!peer->signedIn && !options.signIns.isEmpty())
        return peer->say("530 5.7.0 Authentication required");
    if (verb == "MAIL") {
        peer->mail = {line.mid(11).split('>').first(), {}, {}, peer->socket->isEncrypted()};
        return peer->say(options.senderAnswer);
    }
    if (verb == "RCPT" && !peer->mail.from.isEmpty()) {
        peer->mail.to = line.mid(9).split('>').first();
        return peer->say(options.recipientAnswers.isEmpty() ? QByteArray("250 2.1.5 Ok") : options.recipientAnswers.takeFirst());
    }
    if (verb == "DATA" && !peer->mail.to.isEmpty()) {
        peer->waits = Peer::Waits::Content;
        return peer->say("354 End data with <CR><LF>.<CR><LF>");
    }
    peer->say("503 5.5.1 Bad sequence of commands");
}

void FakeSmtp::endOfMail(const std::shared_ptr<Peer> &peer)
{
    QByteArray content = peer->mail.content;
    for (qsizetype i = content.indexOf('\n'); i >= 0; i = content.indexOf('\n', i + 1))
        if (i == 0 || content[i - 1] != '\r')
            return peer->say("550 5.6.0 Bare line feed");
    if (content.startsWith('.'))
        content.remove(0, 1);
    content.replace("\r\n..", "\r\n.");
    peer->mail.content = content;
    if (options.dropsAfterTheEnd) {
        m_mails << peer->mail;
        return peer->socket->abort();
    }
    if (options.endAnswer.startsWith('2'))
        m_mails << peer->mail;
    peer->say(options.endAnswer);
}

} // namespace trato
