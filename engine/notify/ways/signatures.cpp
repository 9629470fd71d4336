#include "engine/notify/ways/signatures.h"

#include "engine/notify/ways/form_fields.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace trato::signatures {

using namespace Qt::StringLiterals;

namespace {

/// As Twilio joins them: names in order, and for each its values once, in order.
QByteArray joined(QByteArrayView form)
{
    QMap<QByteArray, QByteArrayList> fields;
    for (const auto &[name, value] : formFields(form))
        fields[name].append(value);
    QByteArray out;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        QByteArrayList &values = it.value();
        std::ranges::sort(values);
        values.erase(std::unique(values.begin(), values.end()), values.end());
        for (const QByteArray &value : std::as_const(values))
            out += it.key() + value;
    }
    return out;
}

/// The address without a fragment; as it is, without its port, and with the scheme's own.
QList<QByteArray> spellings(const QString &url)
{
    static const QRegularExpression shape(u"^(https?)://([^/?#:\\[\\]]+|\\[[0-9A-Fa-f:.]+\\])(:\\d+)?([/?][^#]*)?(?:#.*)?$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = shape.match(url);
    if (!match.hasMatch())
        return {};
    const QString start = match.captured(1) + u"://"_s + match.captured(2);
    const QString rest = match.captured(4);
    const QString own = match.captured(1).compare(u"https", Qt::CaseInsensitive) == 0 ? u":443"_s : u":80"_s;
    QList<QByteArray> out{(start + match.captured(3) + rest).toUtf8()};
    out << (match.captured(3).isEmpty() ? start + own + rest : start + rest).toUtf8();
    return out;
}

} // namespace

bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    volatile unsigned char differs = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        differs = differs | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return differs == 0;
}

bool isFromMeta(QByteArrayView body, QByteArrayView header, QByteArrayView appSecret)
{
    constexpr QByteArrayView start = "sha256=";
    if (appSecret.isEmpty() || !header.startsWith(start))
        return false;
    const QByteArray made = QMessageAuthenticationCode::hash(body.toByteArray(), appSecret.toByteArray(), QCryptographicHash::Sha256).toHex();
    return sameBytes(made, header.sliced(start.size()));
}

bool isFromSendGrid(QByteArrayView body, QByteArrayView signature, QByteArrayView timestamp, QByteArrayView publicKey)
{
    const auto der = QByteArray::fromBase64Encoding(signature.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    const auto spki = QByteArray::fromBase64Encoding(publicKey.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    if (!der || !spki || der.decoded.isEmpty() || spki.decoded.isEmpty())
        return false;
    const auto *at = reinterpret_cast<const unsigned char *>(spki.decoded.constData());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(d2i_PUBKEY(nullptr, &at, long(spki.decoded.size())), EVP_PKEY_free);
    if (!key || EVP_PKEY_base_id(key.get()) != EVP_PKEY_EC)
        return false;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> check(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return check && EVP_DigestVerifyInit(check.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1
        && EVP_DigestVerifyUpdate(check.get(), timestamp.data(), size_t(timestamp.size())) == 1
        && EVP_DigestVerifyUpdate(check.get(), body.data(), size_t(body.size())) == 1
        && EVP_DigestVerifyFinal(check.get(), reinterpret_cast<const unsigned char *>(der.decoded.constData()), size_t(der.decoded.size())) == 1;
}

bool isFromTwilio(const QString &url, QByteArrayView contentType, QByteArrayView body, QByteArrayView signature, QByteArrayView authToken)
{
    if (authToken.isEmpty() || signature.isEmpty())
        return false;
    const bool isForm = contentType.trimmed().toByteArray().toLower().startsWith("application/x-www-form-urlencoded");
    QByteArray tail;
    if (isForm) {
        tail = joined(body);
    } else if (!body.isEmpty()) {
        const QString said = QUrlQuery(QUrl(url).query(QUrl::FullyEncoded)).queryItemValue(u"bodySHA256"_s);
        if (!sameBytes(QCryptographicHash::hash(body.toByteArray(), QCryptographicHash::Sha256).toHex(), said.toLatin1().toLower()))
            return false;
    }
    bool good = false;
    for (const QByteArray &spelling : spellings(url))
        good |= sameBytes(QMessageAuthenticationCode::hash(spelling + tail, authToken.toByteArray(), QCryptographicHash::Sha1).toBase64(), signature);
    return good;
}

} // namespace trato::signatures
