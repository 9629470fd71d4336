#pragma once

#include <QString>

namespace trato {

/// Whether a text is one plain e-mail address that every provider takes: "name@host.tld", ASCII, at most 254
/// characters (RFC 5321 4.5.3.1, errata 1690), local part of at most 64. No comments, quotes or address literals. Pure.
bool isMailAddress(const QString &text);
/// A display name without what breaks a header or a list of recipients: control characters, quotes, ',' ';' '<' '>'. Pure.
QString mailName(const QString &name);

} // namespace trato
