#include "tests/support/webhook_caller.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QNetworkReply>
#include <QUrl>

namespace trato {

using namespace Qt::StringLiterals;

void WebhookCaller::post(const QNetworkRequest &request, const QByteArray &body, Told told)
{
    QNetworkReply *answer = m_network.post(request, body);
    connect(answer, &QNetworkReply::finished, this, [answer, told = std::move(told)] {
        answer->deleteLater();
        told(answer->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
    });
}

void WebhookCaller::whatsapp(const QString &base, const QString &numberId, const QList<QJsonObject> &states, const QList<QJsonObject> &replies, Told told)
{
    QJsonObject value{{u"metadata"_s, QJsonObject{{u"phone_number_id"_s, numberId}}}};
    const auto add = [&value](const QString &name, const QList<QJsonObject> &list) {
        QJsonArray all;
        for (const QJsonObject &one : list)
            all.append(one);
        if (!all.isEmpty())
            value.insert(name, all);
    };
    add(u"statuses"_s, states);
    add(u"messages"_s, replies);
    const QByteArray body = QJsonDocument(QJsonObject{{u"object"_s, u"whatsapp_business_account"_s},
                                                      {u"entry"_s, QJsonArray{QJsonObject{{u"changes"_s, QJsonArray{QJsonObject{{u"value"_s, value}}}}}}}})
                                .toJson(QJsonDocument::Compact);
    QNetworkRequest request(QUrl(base + u"/api/webhooks/whatsapp"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("X-Hub-Signature-256", "sha256=" + QMessageAuthenticationCode::hash(body, appSecret(), QCryptographicHash::Sha256).toHex());
    post(request, body, std::move(told));
}

QJsonObject WebhookCaller::state(const QString &wamid, const QString &status, Instant at, const QString &opaque)
{
    return {{u"id"_s, wamid}, {u"status"_s, status}, {u"timestamp"_s, QString::number(toMs(at) / 1000)}, {u"biz_opaque_callback_data"_s, opaque}};
}

QJsonObject WebhookCaller::reply(const QString &id, const QString &fromDigits, const QString &text, Instant at, const QString &answersTo)
{
    QJsonObject out{{u"id"_s, id}, {u"from"_s, fromDigits}, {u"type"_s, u"text"_s}, {u"timestamp"_s, QString::number(toMs(at) / 1000)},
                    {u"text"_s, QJsonObject{{u"body"_s, text}}}};
    if (!answersTo.isEmpty())
        out.insert(u"context"_s, QJsonObject{{u"id"_s, answersTo}});
    return out;
}

void WebhookCaller::twilio(const QString &base, const QString &callback, const QMap<QByteArray, QByteArray> &form, Told told)
{
    QByteArray body;
    QByteArray toSign = callback.toUtf8();
    for (auto it = form.begin(); it != form.end(); ++it) { // by name, as Twilio sorts them
        body += (body.isEmpty() ? "" : "&") + it.key() + '=' + it.value().toPercentEncoding();
        toSign += it.key() + it.value();
    }
    const QUrl seen(callback);
    QNetworkRequest request(QUrl(base + seen.path() + (seen.hasQuery() ? u'?' + seen.query(QUrl::FullyEncoded) : QString())));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    request.setRawHeader("X-Twilio-Signature", QMessageAuthenticationCode::hash(toSign, authToken(), QCryptographicHash::Sha1).toBase64());
    post(request, body, std::move(told));
}

} // namespace trato
