#include "engine/api/settings.h"

namespace trato {
namespace {

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
                              if (text.size() > 1000)
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

} // namespace trato
