#pragma once

#include "tests/support/raw_http_fake.h"

#include <QJsonObject>

namespace trato {

/// The WhatsApp Business Cloud API as far as our engine uses it (providers 1.1, part 3). Refuses what the real one
/// refuses: wrong path or content type, missing or wrong token (401/190), unknown template (404/132001), wrong
/// number of parameters (132000), filled text beyond 1,024 characters (132005), a parameter with a line break
/// (132012), a missing recipient, free text outside the window (131047) or beyond its limits (100, 131009). Adds the business number's country code to a `to` without '+' (W6). Answers 200
/// with a wamid otherwise, unless an answer was queued. Keeps every message it has accepted.
class FakeWhatsApp
{
public:
    struct Options {
        bool tls = false;
        QString token = QStringLiteral("test-token");
        QString numberId = QStringLiteral("1029384756");
        QMap<QString, int> templates{};   ///< name → number of body parameters; empty = the built-in reminders'
        quint16 port = 0;
    };
    struct Accepted {
        QString wamid{};
        QString to{};
        QString templateName{};
        QString language{};
        QStringList parameters{};
        QString text{};                   ///< of free text
        QStringList choices{};            ///< titles of quick replies or rows
        QString opaque{};
        qint64 atMs = 0;
    };
    using Answer = RawHttpFake::Answer;

    FakeWhatsApp() : FakeWhatsApp(Options{}) {}
    explicit FakeWhatsApp(Options options);

    QString url() const { return m_http->url(); }
    quint16 port() const { return m_http->port(); }
    QString caFile() const { return m_http->caFile(); }
    const QString &numberId() const { return m_options.numberId; }
    /// This client (digits alone) wrote just now: free text is taken until the window closes (W1, W2).
    void openWindow(const QString &digits) { m_windows << digits; }
    void closeWindows() { m_windows.clear(); }
    const QString &token() const { return m_options.token; }
    void setToken(const QString &token) { m_options.token = token; }

    /// The next POST gets this answer. A 2xx, and an answer that never arrives, still count as accepted when
    /// `accepts` says so: the provider took the message and its answer was lost.
    void queue(Answer answer, bool accepts = false) { m_queue.append({std::move(answer), accepts}); }
    /// A Graph error of this code.
    static Answer error(int code, int status, const QByteArray &details = "test");

    const QList<Accepted> &accepted() const { return m_accepted; }
    const QList<RawHttpFake::Request> &requests() const { return m_http->requests(); }
    /// POSTs to the messages address.
    int posts() const;
    void onAccepted(std::function<void(const Accepted &)> listener) { m_listener = std::move(listener); }

private:
    struct Scripted {
        Answer answer{};
        bool accepts = false;
    };
    Answer handle(const RawHttpFake::Request &request);
    Answer judge(const QJsonObject &body, qint64 atMs);
    Answer take(const QJsonObject &body, Accepted message, qint64 atMs);
    /// Not set: the content is as the real one takes it (W13).
    std::optional<Answer> judgeFreeText(const QJsonObject &body, Accepted &message) const;

    Options m_options;
    QStringList m_windows;
    QList<Scripted> m_queue;
    QList<Accepted> m_accepted;
    std::function<void(const Accepted &)> m_listener;
    std::unique_ptr<RawHttpFake> m_http;
};

} // namespace trato
