#pragma once

#include <QString>

#include <optional>

namespace trato {

/// "R$ 1.234,56", "1234,5", "1.234", "-R$ 100,00", "1,234.56" → centavos; not set when it is no amount of money.
/// A lone dot or comma with one or two digits behind it is a decimal sign, dots before groups of three digits
/// are thousands (domain 6.5). Pure.
std::optional<qint64> parseReais(const QString &text);

} // namespace trato
