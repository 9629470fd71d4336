#pragma once

#include <QSslConfiguration>
#include <QTcpServer>

#include <memory>

class QSslSocket;
class QTemporaryFile;

namespace trato {

/// A mail server on 127.0.0.1 that behaves as a test says (providers part 3, M1 to M10) and keeps every command and mail.
/// Its certificate is `testtls::certificate`. Refuses what a real one refuses: mail without sign-in, a sign-in in clear
/// text, commands out of order, bare line feeds in a mail. Runs on its maker's event loop.
class FakeSmtp : public QTcpServer
{
public:
    struct Options {
        QString address = QStringLiteral("127.0.0.1");
        bool tlsFromStart = false;
        bool offersStartTls = true;
        QByteArray signIns{"PLAIN LOGIN"};
        QByteArray user{"barbearia"};
        QByteArray password{"s3nha"};
        QByteArray greeting{"220 fake ESMTP"};
        QByteArray afterStartTls{};         ///< sent with the answer to STARTTLS, before the encryption
        QByteArray signInAnswer{};          ///< not empty: instead of judging
        QByteArray senderAnswer{"250 2.1.0 Ok"};
        QList<QByteArray> recipientAnswers{};   ///< one a mail, then 250
        QByteArray endAnswer{"250 2.0.0 Ok: queued"};
        QByteArray size{};                  ///< of SIZE; empty: not offered
        bool dropsBeforeTheEnd = false;     ///< closes in the middle of the content
        bool dropsAfterTheEnd = false;      ///< takes the mail and closes without an answer
        bool manyLines = false;             ///< long answers of several lines
    };
    struct Mail {
        QByteArray from{};
        QByteArray to{};
        QByteArray content{};   ///< with CRLF, dots unstuffed
        bool encrypted = false;
    };

    FakeSmtp();
    explicit FakeSmtp(Options options);
    ~FakeSmtp() override;

    Options options{};
    QString caFile() const;
    const QList<QByteArray> &commands() const { return m_commands; }
    const QList<Mail> &mails() const { return m_mails; }
    int connections() const { return m_connections; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Peer;
    void read(const std::shared_ptr<Peer> &peer);
    void command(const std::shared_ptr<Peer> &peer, const QByteArray &line);
    void hello(const std::shared_ptr<Peer> &peer);
    void signIn(const std::shared_ptr<Peer> &peer, const QByteArray &user, const QByteArray &password);
    void endOfMail(const std::shared_ptr<Peer> &peer);

    std::unique_ptr<QTemporaryFile> m_caFile;
    QSslConfiguration m_ssl;
    QList<QByteArray> m_commands;
    QList<Mail> m_mails;
    int m_connections = 0;
};

} // namespace trato
