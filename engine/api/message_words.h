#pragma once

#include <QString>

#include <optional>

/// Words for keys about messages: costs, templates, the sender's domain. Pure; any thread.
namespace trato::words {

/// For a reason, problem, setting or category: "budget.spent", "template.adjacent", "prices/sms", "utility". Not set: it is none.
std::optional<QString> messageWord(const QString &key);

} // namespace trato::words
