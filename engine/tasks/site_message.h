#pragma once

#include "engine/tasks/task_json.h"

namespace trato {

/// A producer's job as the sender reads it (domain 1.3). Of the site's other notification layer ("notification": type, recipient,
/// message, metadata) what `metadata` says of template, visit and client is lifted out; the rest stays as it is. Pure.
QJsonObject siteMessage(const QJsonObject &data);
/// The variables of such a message: those of `data`, and over them those of `variables` (domain 1.3.1). Pure.
QMap<QString, QString> messageVariables(const QJsonObject &data);
/// Whether the job is of that other layer, which wants `type` and `recipient` back. Pure.
bool isPlainNotification(const QJsonObject &data);
/// What that layer gets back: our result with `type` and `recipient`. Pure.
QByteArray notificationResult(const QByteArray &result, const QJsonObject &data);
/// A number or address with letters hidden ("+55 11 9****-4821"): the client must be looked up. Pure.
bool isMaskedAddress(const QString &text);
/// Whether the digits that a mask shows at its end are those of `whole`. Pure.
bool fitsMask(const QString &masked, const QString &whole);

} // namespace trato
