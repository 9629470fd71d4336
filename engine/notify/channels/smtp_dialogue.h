#pragma once

#include "engine/notify/channels/message_channel.h"
#include "engine/secrets/secret_store.h"

namespace trato::smtp {

/// One whole reply of a server (RFC 5321 4.2, RFC 2034).
struct ServerReply {
    int code = 0;
    QByteArray enhanced{};        ///< "5.1.1", empty when there is none
    QList<QByteArray> lines{};    ///< the words, without codes
    QString words() const;        ///< of a refusal, for people: short, without addresses
};

/// Cuts a byte stream into replies. Refuses what is no reply, a line beyond 2,048 and a reply beyond 64 kB. Pure.
class ReplyReader
{
public:
    void feed(const QByteArray &bytes) { m_rest += bytes; }
    /// The next whole reply, if there is one.
    std::optional<ServerReply> next();
    bool isBroken() const { return m_isBroken; }
    /// Bytes that came after what was read.
    bool hasMore() const { return !m_rest.isEmpty(); }

private:
    bool take(const QByteArray &line);

    QByteArray m_rest{};
    ServerReply m_open{};
    qsizetype m_size = 0;
    bool m_isDone = false;
    bool m_isBroken = false;
};

enum class Stage { Greeting, Hello, StartTls, SignIn, SignInUser, SignInPassword, Sender, Recipient, Data, Content, Ended };

/// What a refusal means at its stage (providers 1.3): the sign-in and the sender concern every message, the recipient only
/// this one; a refusal after the final dot says that nothing was taken. Pure.
SendOutcome judgeReply(Stage stage, const ServerReply &reply);

/// What is to be said to a server, reply by reply. Nothing but a greeting is said before the connection is encrypted:
/// without STARTTLS it ends there, and what was offered before is forgotten. Pure: no socket, no clock.
class Dialogue
{
public:
    struct Order {
        QByteArray from{};
        QByteArray to{};          ///< empty: only tries whether the server takes the credential
        qint64 size = 0;          ///< bytes of the mail
        QString messageId{};
    };
    struct Step {
        enum class Do { Send, Encrypt, Content, End };
        Do what = Do::End;
        QByteArray line{};        ///< to send, without CRLF
    };
    Dialogue(Order order, bool isEncrypted, QByteArray user, Secret password);

    Step onReply(const ServerReply &reply);
    /// The connection is encrypted now.
    Step onEncrypted();
    /// The final dot is about to leave: from here a lost answer is uncertain.
    void dotLeaves() { m_hasDotLeft = true; }
    /// The connection ended before the dialogue did.
    SendOutcome onLost(const QString &why) const;
    /// Once `Step::End` was said.
    const SendOutcome &outcome() const { return m_outcome; }
    Stage stage() const { return m_stage; }

private:
    Step say(Stage stage, QByteArray line);
    Step end(SendOutcome outcome);
    Step refused(const ServerReply &reply) { return end(judgeReply(m_stage, reply)); }
    Step hello();
    Step signIn();
    Step sender();

    Order m_order;
    bool m_isEncrypted;
    QByteArray m_user;
    Secret m_password;
    Stage m_stage = Stage::Greeting;
    QList<QByteArray> m_offers{};   ///< of the last EHLO, in capitals
    bool m_hasDotLeft = false;
    SendOutcome m_outcome{};
};

} // namespace trato::smtp
