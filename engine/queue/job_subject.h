#pragma once

#include <QByteArray>
#include <QString>

namespace trato {

struct JobSubject {
    QString what{};        ///< template or kind of reminder
    QString recipient{};   ///< masked
};

/// What a job is about, for lists, taken from the members of domain 1.3. Empty where the payload says nothing, and for
/// payloads above 64 KiB. Pure.
JobSubject jobSubject(const QByteArray &data);

} // namespace trato
