#pragma once

#include <QLocale>

class QCoreApplication;

namespace trato {

/// Sets the default locale and installs our texts and Qt's own for it. Portuguese for every "pt", else English.
/// Call once, before the first widget.
void installTranslations(QCoreApplication &app, const QLocale &locale);

} // namespace trato
