#pragma once

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <optional>

namespace trato::words {

/// A key of the engine's and what it means in English.
struct Entry {
    const char *key;
    const char *text;
};

/// The words of a key in the program's language. The context is the one of the window's texts: what is translated there
/// reads the same everywhere.
template <size_t N>
std::optional<QString> find(const Entry (&table)[N], const QString &key)
{
    const auto found = std::ranges::find_if(table, [&](const Entry &entry) { return key == QLatin1String(entry.key); });
    if (found == std::end(table))
        return std::nullopt;
    return QCoreApplication::translate("trato::format", found->text);
}

} // namespace trato::words
