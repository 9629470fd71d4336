#pragma once

#include <QLocale>

class QCoreApplication;

namespace trato {

/// Sets the default locale and installs our texts and Qt's own for it. Portuguese for every "pt", else English.
/// Replaces what an earlier call installed; widgets made before keep their words.
void installTranslations(QCoreApplication &app, const QLocale &locale);

} // namespace trato
