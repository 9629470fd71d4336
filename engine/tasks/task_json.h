#pragma once

#include "engine/api/time.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

/// JSON that several tasks read and write (domain 1.3). Pure.
namespace trato::taskjson {

inline std::optional<QJsonObject> object(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

inline QString iso(Instant at)
{
    return toUtc(at).toString(Qt::ISODateWithMs);
}

inline std::optional<Instant> instant(const QJsonObject &data, const QString &name)
{
    const QDateTime at = QDateTime::fromString(data.value(name).toString(), Qt::ISODateWithMs);
    // An instant without a zone is nobody's time.
    if (!at.isValid() || at.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return fromMs(at.toMSecsSinceEpoch());
}

/// Family A's result: success, message, data, timestamp, and how long it took (ms).
inline QByteArray result(const QString &message, const QJsonObject &data, Instant now, Instant begun)
{
    const auto took = std::chrono::duration_cast<Millis>(now - begun);
    return QJsonDocument(QJsonObject{{QStringLiteral("success"), true},
                                     {QStringLiteral("message"), message},
                                     {QStringLiteral("data"), data},
                                     {QStringLiteral("timestamp"), iso(now)},
                                     {QStringLiteral("duration"), qint64(std::max(Millis(0), took).count())}})
        .toJson(QJsonDocument::Compact);
}

} // namespace trato::taskjson
