#pragma once

#include <QString>

/// How personal data looks where it is not needed (domain 5.3). Pure.
namespace trato {

/// "+5511987654821" → "+55 11 9····-4821"; anything else keeps its last four digits only.
QString maskPhone(const QString &phone);
/// "ana.souza@exemplo.com" → "an···@exemplo.com".
QString maskEmail(const QString &email);
/// "Ana Maria Souza" → "Ana S."; a single word stays.
QString shortName(const QString &name);
/// Replaces every phone number and e-mail address in free text; for logs and error texts.
QString maskText(const QString &text);
/// JSON text with phones, e-mails, message texts and names masked; layout is kept.
QByteArray maskJson(const QByteArray &json);

} // namespace trato
