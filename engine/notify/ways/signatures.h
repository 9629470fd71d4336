#pragma once

#include <QByteArray>
#include <QString>

/// Whether what came in was signed by the provider (providers 1.1, 1.2, 1.4). Comparisons take as long whatever differs.
/// Nothing is read of a body before. Pure.
namespace trato::signatures {

/// Equal, in a time that tells only the length.
bool sameBytes(QByteArrayView a, QByteArrayView b);
/// `X-Hub-Signature-256: sha256=` and the hex HMAC-SHA256 of the body as it came.
bool isFromMeta(QByteArrayView body, QByteArrayView header, QByteArrayView appSecret);
/// `X-Twilio-Email-Event-Webhook-Signature`: ECDSA (P-256, SHA-256, DER in base64) over timestamp and body. `publicKey`
/// as the console of SendGrid shows it: SPKI in base64.
bool isFromSendGrid(QByteArrayView body, QByteArrayView signature, QByteArrayView timestamp, QByteArrayView publicKey);
/// `X-Twilio-Signature`: base64 HMAC-SHA1 over the address as it was configured and, of a form, its fields sorted by name;
/// of any other body, whose hash the address carries as `bodySHA256`. The address is tried with and without its port.
bool isFromTwilio(const QString &url, QByteArrayView contentType, QByteArrayView body, QByteArrayView signature, QByteArrayView authToken);

} // namespace trato::signatures
