#include "tests/support/redis_server.h"

#include <QFile>
#include <QTcpServer>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // ms; a loaded machine is slow to start a program

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

bool signalProcess(const QString &name, qint64 pid)
{
    return QProcess::execute(u"kill"_s, {u'-' + name, QString::number(pid)}) == 0;
}

} // namespace

RedisServer::RedisServer() = default;

RedisServer::~RedisServer()
{
    kill();
}

QString RedisServer::socketPath() const
{
    return m_folder.filePath(u"redis.sock"_s);
}

QString RedisServer::url(int database) const
{
    return u"redis://127.0.0.1:%1/%2"_s.arg(m_port).arg(database);
}

bool RedisServer::start(const QStringList &lines)
{
    m_lines = lines;
    // Another program may take the port between the look and the start.
    for (int attempt = 0; attempt < 5; ++attempt) {
        m_port = freePort();
        if (m_tls)
            m_tlsPort = freePort();
        if (launch())
            return true;
        if (!m_problem.contains(u"Address already in use"))
            return false;
    }
    return false;
}

bool RedisServer::startTls(const QStringList &lines)
{
    m_tls = true;
    return makeCertificates() && start(lines);
}

void RedisServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(patience);
}

bool RedisServer::restart()
{
    kill();
    return launch();
}

bool RedisServer::freeze()
{
    return signalProcess(u"STOP"_s, pid());
}

bool RedisServer::resume()
{
    return signalProcess(u"CONT"_s, pid());
}

QByteArray RedisServer::cli(const QStringList &arguments) const
{
    QProcess cli;
    cli.start(u"redis-cli"_s, QStringList{u"-s"_s, socketPath(), u"--no-auth-warning"_s} + arguments);
    if (!cli.waitForFinished(patience))
        return "redis-cli did not end";
    return cli.readAllStandardOutput().trimmed();
}

bool RedisServer::launch()
{
    QStringList lines{
        u"bind 127.0.0.1"_s,
        u"port %1"_s.arg(m_port),
        u"unixsocket %1"_s.arg(socketPath()),
        u"unixsocketperm 700"_s,
        u"dir %1"_s.arg(m_folder.path()),
        u"daemonize no"_s,
        u"logfile \"\""_s,
        u"save \"\""_s,
        u"appendonly no"_s,
        u"enable-debug-command local"_s,
    };
    if (m_tls)
        lines += {u"tls-port %1"_s.arg(m_tlsPort), u"tls-cert-file %1"_s.arg(m_folder.filePath(u"server.crt"_s)),
                  u"tls-key-file %1"_s.arg(m_folder.filePath(u"server.key"_s)), u"tls-ca-cert-file %1"_s.arg(caFile()),
                  u"tls-auth-clients optional"_s};
    QFile conf(m_folder.filePath(u"redis.conf"_s));
    if (!conf.open(QIODevice::WriteOnly) || conf.write((lines + m_lines).join(u'\n').toUtf8() + '\n') < 0) {
        m_problem = conf.errorString();
        return false;
    }
    conf.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"redis-server"_s, {conf.fileName()});
    if (!m_process.waitForStarted(patience)) {
        m_problem = u"redis-server cannot be started: "_s + m_process.errorString();
        return false;
    }
    QByteArray log;
    while (!log.contains("ready to accept connections at")) { // the local socket's line, the last one
        if (!m_process.waitForReadyRead(patience)) {
            m_problem = QString::fromLocal8Bit(log.right(2'000));
            kill();
            return false;
        }
        log += m_process.readAll();
    }
    return true;
}

bool RedisServer::makeCertificates()
{
    const auto openssl = [this](const QString &arguments) {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"openssl"_s, arguments.split(u' '));
        if (process.waitForFinished(patience) && process.exitCode() == 0)
            return true;
        m_problem = u"openssl: "_s + QString::fromLocal8Bit(process.readAll()) + process.errorString();
        return false;
    };
    const QString key = u"-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -batch"_s;
    const QString authority = u"req -x509 %1 -keyout ca.key -out ca.crt -subj /CN=Test-authority"_s.arg(key);
    const QString server = u"req -x509 %1 -keyout server.key -out server.crt -subj /CN=redis.test -CA ca.crt -CAkey ca.key "
                           "-addext subjectAltName=DNS:localhost,DNS:redis.test,IP:127.0.0.1"_s.arg(key);
    const QString client = u"req -x509 %1 -keyout client.key -out client.crt -subj /CN=client -CA ca.crt -CAkey ca.key"_s.arg(key);
    return openssl(authority) && openssl(server) && openssl(client);
}

} // namespace trato
