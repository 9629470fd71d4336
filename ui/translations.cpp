#include "ui/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace trato {

using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &app, const QLocale &locale)
{
    const bool portuguese = locale.language() == QLocale::Portuguese;
    const QLocale chosen = portuguese ? QLocale(QLocale::Portuguese, QLocale::Brazil) : locale;
    QLocale::setDefault(chosen);
    for (QTranslator *former : app.findChildren<QTranslator *>(Qt::FindDirectChildrenOnly))
        delete former;   // takes itself out of the application
    // Qt's own words first: what is installed later is asked first.
    const std::pair<QString, QString> files[] = {
        {u"qtbase_"_s + chosen.name(), QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
        {portuguese ? u"trato_pt_BR"_s : u"trato_en"_s, u":/i18n"_s}};
    for (const auto &[name, folder] : files) {
        auto *translator = new QTranslator(&app);
        if (translator->load(name, folder))
            app.installTranslator(translator);
        else
            delete translator;
    }
}

} // namespace trato
