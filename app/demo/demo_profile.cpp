#include "app/demo/demo_profile.h"

#include "app/composition/settings_file.h"
#include "app/demo/demo_history.h"
#include "engine/secrets/secret_stores.h"

#include <QDir>

namespace trato {

using namespace Qt::StringLiterals;

DemoProfile::DemoProfile(const Clock &clock)
    : m_clock(clock), m_folder(QDir::tempPath() + u"/trato-demo-XXXXXX"_s), m_provider(seed)
{
}

Result<Done> DemoProfile::prepare()
{
    if (!m_folder.isValid() || !QDir().mkpath(profile().folder))
        return Error{Error::Code::ReadOnly, u"the demo's folder cannot be made: "_s + m_folder.errorString()};
    if (const Result<Done> listening = m_provider.listen(); !listening)
        return listening;
    for (const SettingInfo &info : settingTable)
        if (*info.environment)
            qunsetenv(info.environment);
    const QStringList spellings = secretSpellings(u"WHATSAPP_ACCESS_TOKEN"_s);
    for (const QString &spelling : spellings)
        qunsetenv(spelling.toLatin1().constData());
    qputenv(spellings.first().toLatin1().constData(), DemoProvider::token().toUtf8());
    const Result<Done> written = SettingsFile(profile().settingsFile())
                                     .write({{u"whatsapp/way"_s, nameOf(ChannelWay::Live)},
                                             {u"whatsapp/url"_s, m_provider.url()},
                                             {u"whatsapp/numberId"_s, DemoProvider::numberId()},
                                             {u"whatsapp/timeoutSeconds"_s, u"5"_s},
                                             {u"contact/quiet"_s, QString()}, // who looks around at night sees traffic, too
                                             {u"contact/perDay"_s, u"0"_s}});
    if (!written)
        return written;
    const Instant now = m_clock.now();
    return writeDemoHistory(profile(), makeDemoShop(now, seed), now, seed);
}

} // namespace trato
