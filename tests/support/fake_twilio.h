#pragma once

#include "tests/support/raw_http_fake.h"

#include <QDateTime>
#include <QJsonObject>

namespace trato {

/// Twilio's messages as far as our engine uses them (providers 1.4, part 3, T1, T2, T5, T6). Takes forms only (JSON: 400),
/// with Basic authentication; refuses what is no number (21211), a Brazilian landline (21614), who has opted out (21610),
/// a foreign sender (21606), a text beyond 1,600 characters (21617), a validity that is none. Answers 201 with numbers as
/// strings. Lists what it took, with To and DateSent filters and pages.
class FakeTwilio
{
public:
    struct Message {
        QString sid{};
        QString to{};
        QString from{};
        QString body{};
        QString callback{};
        int validity = 0;
        int segments = 0;
        QDateTime at{};
    };
    using Answer = RawHttpFake::Answer;

    explicit FakeTwilio(bool tls = false);

    QString url() const { return m_http->url(); }
    QString caFile() const { return m_http->caFile(); }
    static QString accountSid() { return QStringLiteral("AC0123456789abcdef0123456789abcdef"); }
    static QString number() { return QStringLiteral("+5511940000000"); }
    void setToken(const QByteArray &token) { m_token = token; }
    void setAccountStatus(const QString &status) { m_status = status; }
    void optOut(const QString &number) { m_optedOut << number; }
    void setNow(const QDateTime &at) { m_now = at; }
    /// What became of a message, as Twilio answers who asks.
    void setStatus(const QString &sid, const QString &status, int errorCode = 0) { m_states.insert(sid, {status, errorCode}); }
    /// The next message gets this answer; `accepts`: it was taken all the same.
    void queue(Answer answer, bool accepts = false) { m_queue.append({std::move(answer), accepts}); }
    static Answer error(int code, int status, const QString &message = QStringLiteral("test"));

    const QList<Message> &accepted() const { return m_accepted; }
    const QList<RawHttpFake::Request> &requests() const { return m_http->requests(); }
    int posts() const;

private:
    Answer handle(const RawHttpFake::Request &request);
    Answer take(const RawHttpFake::Request &request);
    Answer list(const QByteArray &query) const;
    QJsonObject shown(const Message &message) const;

    QByteArray m_token = "test-token";
    QString m_status = QStringLiteral("active");
    QStringList m_optedOut;
    QMap<QString, std::pair<QString, int>> m_states;   ///< by SID
    QDateTime m_now = QDateTime::currentDateTimeUtc();
    QList<std::pair<Answer, bool>> m_queue;
    QList<Message> m_accepted;
    std::unique_ptr<RawHttpFake> m_http;
};

} // namespace trato
