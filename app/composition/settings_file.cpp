#include "app/composition/settings_file.h"

#include <QSettings>
#include <QTimeZone>

namespace trato {
namespace {

QString fromEnvironment(const SettingInfo &info)
{
    return *info.environment ? qEnvironmentVariable(info.environment) : QString();
}

/// A shop stands where its computer does, when that is in Brazil.
QString zoneOfComputer()
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    return zone.territory() == QLocale::Brazil ? QString::fromLatin1(zone.id()) : EngineSettings().zone;
}

} // namespace

SettingsFile::SettingsFile(QString path) : m_path(std::move(path)) {}

EngineSettings SettingsFile::read()
{
    EngineSettings settings;
    settings.zone = zoneOfComputer();
    m_ignored.clear();
    const QSettings file(m_path, QSettings::IniFormat);
    for (const SettingInfo &info : settingTable) {
        const QString key = QString::fromLatin1(info.key);
        const QString environment = fromEnvironment(info);
        if (environment.isEmpty() && !file.contains(key))
            continue;
        const QString text = environment.isEmpty() ? file.value(key).toString() : environment;
        if (!applyText({{key, text}}, settings))
            m_ignored.append(key);
    }
    if (const Result<Done> sane = checkTogether(settings); !sane) { // of these the default is safe
        const QString key = sane.error().detail;
        m_ignored.append(key);
        const EngineSettings defaults;
        if (key == u"engine/leaseSeconds")
            settings.leaseSeconds = qMax(defaults.leaseSeconds, leastLease(settings));
        else if (key == u"cleanup/deliveriesDays")
            settings.keepDeliveriesDays = qMax(defaults.keepDeliveriesDays, settings.keepJobsDays + 1);
        else
            static_cast<void>(applyText({{key, toText(defaults).value(key)}}, settings));
    }
    return settings;
}

Result<Done> SettingsFile::write(const QMap<QString, QString> &values)
{
    for (const SettingInfo &info : settingTable)
        if (values.contains(QString::fromLatin1(info.key)) && !fromEnvironment(info).isEmpty())
            return Error{Error::Code::Refused, QStringLiteral("%1 is set by the environment (%2)")
                                                   .arg(QString::fromLatin1(info.key), QString::fromLatin1(info.environment))};
    QSettings file(m_path, QSettings::IniFormat);
    for (auto it = values.begin(); it != values.end(); ++it)
        file.setValue(it.key(), it.value());
    file.sync();
    if (file.status() != QSettings::NoError)
        return Error{Error::Code::ReadOnly, QStringLiteral("trato.ini cannot be written")};
    return Done{};
}

} // namespace trato
