#pragma once

#include "engine/api/time.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

#include <functional>

namespace trato {

/// Posts what providers post to an engine's HTTP interface, signed as they sign it. `told` gets the status of the answer; 0: none
/// came. Runs on its maker's event loop; owned by the test.
class WebhookCaller : public QObject
{
public:
    using Told = std::function<void(int status)>;

    static QByteArray appSecret() { return QByteArrayLiteral("test-app-secret"); }      ///< of WhatsApp
    static QByteArray authToken() { return QByteArrayLiteral("test-token"); }           ///< of Twilio

    /// `states` and `replies` as `state` and `reply` make them. `base`: "http://127.0.0.1:8088".
    void whatsapp(const QString &base, const QString &numberId, const QList<QJsonObject> &states, const QList<QJsonObject> &replies, Told told);
    static QJsonObject state(const QString &wamid, const QString &status, Instant at, const QString &opaque = {});
    /// A client's own message.
    static QJsonObject reply(const QString &id, const QString &fromDigits, const QString &text, Instant at, const QString &answersTo = {});

    /// `callback`: the StatusCallback that the engine gave with the message.
    void twilio(const QString &base, const QString &callback, const QMap<QByteArray, QByteArray> &form, Told told);

private:
    void post(const QNetworkRequest &request, const QByteArray &body, Told told);

    QNetworkAccessManager m_network;
};

} // namespace trato
