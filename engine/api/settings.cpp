#include "engine/api/settings.h"

#include <QTimeZone>
#include <QUrl>

namespace trato {
namespace {

constexpr int leaseMargin = 5;   ///< seconds by which a lease outlasts the provider's time-out

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

QString textOf(const EngineSettings &settings, const SettingInfo &info)
{
    return std::visit(Overloaded{
                          [&](int EngineSettings::*m) { return QString::number(settings.*m); },
                          [&](bool EngineSettings::*m) { return settings.*m ? QStringLiteral("true") : QStringLiteral("false"); },
                          [&](QString EngineSettings::*m) { return settings.*m; },
                          [&](ChannelWay EngineSettings::*m) { return nameOf(settings.*m); },
                      },
                      info.member);
}

bool setFromText(EngineSettings &settings, const SettingInfo &info, const QString &text)
{
    return std::visit(Overloaded{
                          [&](int EngineSettings::*m) {
                              bool ok = false;
                              const int value = text.toInt(&ok);
                              if (!ok || value < info.least || value > info.most)
                                  return false;
                              settings.*m = value;
                              return true;
                          },
                          [&](bool EngineSettings::*m) {
                              const bool yes = text == u"true" || text == u"1";
                              if (!yes && text != u"false" && text != u"0")
                                  return false;
                              settings.*m = yes;
                              return true;
                          },
                          [&](QString EngineSettings::*m) {
                              if (text.size() > (info.most > 0 ? info.most : 1000))
                                  return false;
                              settings.*m = text;
                              return true;
                          },
                          [&](ChannelWay EngineSettings::*m) {
                              const auto way = enumFromName<ChannelWay>(text);
                              if (!way)
                                  return false;
                              settings.*m = *way;
                              return true;
                          },
                      },
                      info.member);
}

} // namespace

QMap<QString, QString> toText(const EngineSettings &settings)
{
    QMap<QString, QString> out;
    for (const SettingInfo &info : settingTable)
        out.insert(QString::fromLatin1(info.key), textOf(settings, info));
    return out;
}

Result<Done> applyText(const QMap<QString, QString> &values, EngineSettings &settings)
{
    EngineSettings changed = settings;
    for (auto it = values.begin(); it != values.end(); ++it) {
        const auto *info = std::find_if(std::begin(settingTable), std::end(settingTable), [&](const SettingInfo &i) {
            return it.key() == QLatin1String(i.key);
        });
        if (info == std::end(settingTable) || !setFromText(changed, *info, it.value()))
            return Error{Error::Code::Invalid, it.key()};
    }
    settings = changed;
    return Done{};
}

QMap<QueueName, QueueDuty> dutiesOf(const QString &text)
{
    QMap<QueueName, QueueDuty> duties;
    for (const QString &one : text.split(u',', Qt::SkipEmptyParts)) {
        const QString word = one.section(u'=', -1).trimmed();
        const QueueName queue{one.section(u'=', 0, -2).trimmed()};
        if (const auto duty = enumFromName<QueueDuty>(word); duty && *duty != QueueDuty::Standby && !queue.isEmpty())
            duties.insert(queue, *duty);
    }
    return duties;
}

QString dutiesText(const QMap<QueueName, QueueDuty> &duties)
{
    QStringList words;
    for (auto it = duties.begin(); it != duties.end(); ++it)
        words.append(it.key().value + u'=' + nameOf(it.value()));
    return words.join(u',');
}

Result<Done> checkTogether(const EngineSettings &settings)
{
    const auto wrong = [](const char *key) { return Error{Error::Code::Invalid, QString::fromLatin1(key)}; };
    if (!QTimeZone(settings.zone.toLatin1()).isValid())
        return wrong("unit/zone");
    if (settings.unitName.trimmed().isEmpty())
        return wrong("unit/name");
    const QUrl url(settings.whatsappUrl, QUrl::StrictMode);
    if ((url.scheme() != u"https" && url.scheme() != u"http") || url.host().isEmpty())
        return wrong("whatsapp/url");
    if (settings.leaseSeconds < settings.whatsappTimeoutSeconds + leaseMargin)
        return wrong("engine/leaseSeconds");
    if (settings.keepDeliveriesDays <= settings.keepJobsDays) // a kept job that runs again must find its fence
        return wrong("cleanup/deliveriesDays");
    return Done{};
}

} // namespace trato
