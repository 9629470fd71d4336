#pragma once

#include "engine/notify/mail_domain.h"

#include <QObject>

namespace trato {

/// Asks the computer's name server for TXT records, five seconds at most for each. Lives on the engine thread; what is open
/// when it goes is answered Cancelled.
class TxtResolver final : public QObject
{
public:
    void lookUp(const QString &name, Reply<QStringList> reply);
};

} // namespace trato
