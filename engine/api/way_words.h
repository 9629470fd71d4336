#pragma once

#include <QString>

/// Words about the HTTP interface and the ways in: settings, secrets, names of ways, what is unseen, what is wrong. Pure; any thread.
namespace trato::words {

/// For a key of them; the key itself when it is none.
QString wayWords(const QString &key);

} // namespace trato::words
