#pragma once

#include <QByteArray>
#include <QList>

namespace trato {

/// The fields of an `application/x-www-form-urlencoded` body in their order, decoded; at most 1,000. Pure.
QList<std::pair<QByteArray, QByteArray>> formFields(QByteArrayView form);

} // namespace trato
