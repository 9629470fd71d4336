#pragma once

#include "engine/api/studio.h"
#include "engine/notify/templates.h"

/// What a template's text may be like, and how it stands in its file and at Meta. Pure.
namespace trato {

/// The names in a text in the order of their first use; those of sections too.
QStringList namesIn(const QString &source);
/// A template's file with another text and, of an e-mail, another subject. All other lines of the head stay as they are; the
/// variables of a WhatsApp template follow the text's order, because Meta counts them.
QString rewriteTemplate(const QString &file, Channel channel, const QString &text, const QString &subject);
/// The text as Meta knows it: "Oi, {{1}}!", numbers in the order of `variables`.
QString numberedText(const QString &source, const QStringList &variables);
/// What is wrong with a text, the worst first. `sample` holds every variable that there is (R-30, R-35; providers 1.1 and 1.4).
QList<TemplateIssue> templateIssues(const MessageTemplate &what, const QMap<QString, QString> &sample, bool smsAccents);
/// How it reads with these values, limits aside; issues and figures with it.
TemplateSample sampleOf(const MessageTemplate &what, const QMap<QString, QString> &sample, bool smsAccents);

} // namespace trato
