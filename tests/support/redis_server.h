#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace trato {

/// A real `redis-server` of a test's own on a free port of 127.0.0.1 and on a local socket, without persistence
/// unless its lines say so. A missing program is a failed `start()`, never a skipped test. Ends with its owner.
///     RedisServer redis;
///     QVERIFY2(redis.start(), qPrintable(redis.problem()));
///     QVERIFY2(redis.start({u"appendonly yes"_s}), …)
class RedisServer
{
public:
    RedisServer();
    ~RedisServer();

    /// `lines` as in redis.conf, after the defaults. True once it takes commands.
    bool start(const QStringList &lines = {});
    /// The same with TLS on `tlsPort()` besides: certificates for localhost and 127.0.0.1, made with openssl.
    bool startTls(const QStringList &lines = {});
    /// Ends it without warning, as a crash does (SIGKILL), and waits for that.
    void kill();
    /// Starts it again after `kill()` or its end: same port, socket, folder and lines.
    bool restart();
    /// No command is taken and no connection answered until `resume()` (SIGSTOP): a server that hangs.
    bool freeze();
    bool resume();

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 pid() const { return m_process.processId(); }
    quint16 port() const { return m_port; }
    quint16 tlsPort() const { return m_tlsPort; }
    QString socketPath() const;
    /// "redis://127.0.0.1:PORT/0".
    QString url(int database = 0) const;
    QString folder() const { return m_folder.path(); }
    /// PEM files that `startTls` made.
    QString caFile() const { return m_folder.filePath(QStringLiteral("ca.crt")); }
    QString clientCertificate() const { return m_folder.filePath(QStringLiteral("client.crt")); }
    QString clientKey() const { return m_folder.filePath(QStringLiteral("client.key")); }
    /// Why `start()` failed, with the last lines of its log.
    QString problem() const { return m_problem; }

    /// What `redis-cli` answers to these arguments, over the local socket; blocks.
    QByteArray cli(const QStringList &arguments) const;

private:
    bool launch();
    bool makeCertificates();

    QTemporaryDir m_folder;
    QStringList m_lines;
    bool m_tls = false;
    quint16 m_port = 0;
    quint16 m_tlsPort = 0;
    QProcess m_process;
    QString m_problem;
};

} // namespace trato
