#pragma once

#include <QString>

namespace trato {

/// The words of an HTML text, for the plain part of an e-mail: headings, paragraphs and breaks become lines; an
/// address that is not its own text follows it in brackets; style, script, head and comments are left out. Pure; for
/// templates, not for what comes from outside.
QString plainTextOf(const QString &html);

} // namespace trato
