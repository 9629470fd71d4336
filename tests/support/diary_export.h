#pragma once

#include "engine/api/time.h"

#include <QByteArray>
#include <QString>

namespace trato {

/// A diary file as a booking system exports it, with obviously fictional clients: half-hour slots of four barbers,
/// 09:00 to 19:00 local time, from the local day of `now` on. The same settings give the same bytes.
struct DiaryExport {
    Instant now{};
    quint32 seed = 1;
    int rows = 300;
    QChar separator = u';';
    bool windows1252 = false;
    QString zone = QStringLiteral("America/Sao_Paulo");
};

QByteArray makeDiaryExport(const DiaryExport &wish);

} // namespace trato
