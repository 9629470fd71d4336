#pragma once

#include <QByteArray>
#include <QString>

namespace trato {

/// What a job is about, for lists: template (or kind of reminder) and masked recipient, taken from the members
/// of domain 1.3. Empty when the payload says neither. Pure; looks at the first 64 KiB only.
QString jobSubject(const QByteArray &data);

} // namespace trato
