#pragma once

#include "engine/api/shop.h"

namespace trato {

/// What a message to this client would say, by the names of the templates' variables: the client's name, and the next visit
/// when there is one. What is not known is left out. Pure. The words are Portuguese like the templates.
QMap<QString, QString> messageVariables(const ClientFile &file, const Unit &unit, Instant now);

/// A variable's name for people; the name itself when it has none.
QString variableName(const QString &variable);

} // namespace trato
