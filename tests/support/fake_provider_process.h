#pragma once

#include <QHash>
#include <QProcess>

namespace trato {

/// The WhatsApp fake as a program of its own, so that it survives what is done to the engine.
class FakeProviderProcess
{
public:
    explicit FakeProviderProcess(QString recordFile);
    ~FakeProviderProcess();
    bool start(QStringList more = {});
    QString url() const { return m_url; }
    /// Messages that the provider took, by recipient in E.164.
    QHash<QString, int> countByRecipient() const;

private:
    const QString m_recordFile;
    QString m_url;
    QProcess m_process;
};

} // namespace trato
