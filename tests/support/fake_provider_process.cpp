#include "tests/support/fake_provider_process.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace trato {

using namespace Qt::StringLiterals;

FakeProviderProcess::FakeProviderProcess(QString recordFile) : m_recordFile(std::move(recordFile)) {}

FakeProviderProcess::~FakeProviderProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool FakeProviderProcess::start(QStringList more)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"" TRATO_FAKE_WHATSAPP ""_s, QStringList{u"--record"_s, m_recordFile} + more);
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
        if (!m_process.waitForReadyRead(10'000))
            return false;
    const QString port = QString::fromLatin1(m_process.readLine()).trimmed();
    m_url = (more.contains(u"--tls") ? u"https"_s : u"http"_s) + u"://127.0.0.1:"_s + port;
    return !port.isEmpty();
}

QHash<QString, int> FakeProviderProcess::countByRecipient() const
{
    QHash<QString, int> count;
    QFile file(m_recordFile);
    if (file.open(QIODevice::ReadOnly))
        while (!file.atEnd()) // Meta's form has no '+'
            ++count[u'+' + QJsonDocument::fromJson(file.readLine()).object().value(u"to").toString().remove(u'+')];
    return count;
}

} // namespace trato
