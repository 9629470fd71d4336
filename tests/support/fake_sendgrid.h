#pragma once

#include "tests/support/raw_http_fake.h"

namespace trato {

/// SendGrid's v3 as far as our engine uses it (providers 1.2, part 3, S1 to S4, S7). Refuses what the real one refuses:
/// a wrong key (401), a sender that is not verified (403), a body beyond 30 MB (413), and with all errors at once (400) a
/// wrong content type, a missing recipient, subject or content, an empty part, HTML before text, and sandbox mode as a
/// string. Answers 202 with X-Message-Id and an empty body otherwise, 200 in sandbox mode.
class FakeSendGrid
{
public:
    struct Accepted {
        QString id{};
        QString to{};
        QString toName{};
        QString from{};
        QString subject{};
        QString text{};
        QString html{};
        QMap<QString, QString> customArgs{};
    };
    using Answer = RawHttpFake::Answer;

    explicit FakeSendGrid(bool tls = false);

    QString url() const { return m_http->url(); }
    QString caFile() const { return m_http->caFile(); }
    void setKey(const QByteArray &key) { m_key = key; }
    void setSender(const QString &address) { m_sender = address; }
    void setScopes(const QStringList &scopes) { m_scopes = scopes; }
    /// The next mail gets this answer; `accepts`: it was taken all the same.
    void queue(Answer answer, bool accepts = false) { m_queue.append({std::move(answer), accepts}); }
    /// An error answer with these messages.
    static Answer errors(int status, const QStringList &messages);

    const QList<Accepted> &accepted() const { return m_accepted; }
    const QList<RawHttpFake::Request> &requests() const { return m_http->requests(); }
    int posts() const;

private:
    Answer handle(const RawHttpFake::Request &request);
    Answer judge(const RawHttpFake::Request &request);

    QByteArray m_key = "SG.test-key";
    QString m_sender = QStringLiteral("contato@barbearia.example");
    QStringList m_scopes{QStringLiteral("mail.send"), QStringLiteral("sender_verification_eligible")};
    QList<std::pair<Answer, bool>> m_queue;
    QList<Accepted> m_accepted;
    std::unique_ptr<RawHttpFake> m_http;
};

} // namespace trato
