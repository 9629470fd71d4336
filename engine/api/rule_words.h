#pragma once

#include <QString>

#include <optional>

/// Words for keys about the rules of writing to clients: why a message does not go out, settings of the rules. Pure; any thread.
namespace trato::words {

/// For "no_consent", "replies/noCancels" and the like. Not set: it is none.
std::optional<QString> ruleWord(const QString &key);

} // namespace trato::words
