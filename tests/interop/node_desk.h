#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>

#include <map>

namespace trato {

/// `desk.mjs` as a process that stays: npm BullMQ of one line, asked in JavaScript. The test's event loop runs while it
/// answers, because our side may live in it.
///     desk.run("return await b.queue('mail').getJobCounts()")
class NodeDesk
{
public:
    ~NodeDesk();

    /// What is run goes to this line from now on. False when Node cannot be started. The Node of another line stays, as it
    /// takes long to start; the same line and server again change nothing.
    bool open(const QString &line, const QString &redisUrl);
    /// What the function with this body returned. After an error undefined, and `error` says why.
    QJsonValue run(const QString &js);
    /// The same without waiting; `answer` does.
    void send(const QString &js);
    QJsonValue answer();
    QString error() const { return m_error; }
    /// Without warning (SIGKILL).
    void kill();

private:
    std::map<QString, QProcess> m_lines;
    QProcess *m_process = nullptr;
    QString m_error;
};

} // namespace trato
