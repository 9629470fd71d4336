#include "engine/tasks/message_key.h"

#include "engine/tasks/site_message.h"
#include "engine/tasks/visit_check.h"

#include <QCryptographicHash>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// So many digits of a digest tell two messages apart, and too few to find a number by trying all of them.
constexpr int recipientDigits = 6;
constexpr int contentDigits = 8;

QString digest(const QStringList &parts, int digits)
{
    QByteArray text;
    for (const QString &part : parts)
        text += QByteArray::number(part.size()) + ':' + part.toUtf8(); // no two lists make one text
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(digits));
}

/// However a number was written down, it is one person's.
QString addressWords(Channel channel, const QString &given)
{
    const Result<QString> address = messageAddress(channel, given);
    return address && !isMaskedAddress(given) ? address.value() : given.simplified();
}

} // namespace

QString givenAddress(Channel channel, const QJsonObject &siteMessage)
{
    return siteMessage.value(channel == Channel::Email ? u"email"_s : u"phoneNumber"_s).toString(siteMessage.value(u"recipient"_s).toString());
}

MessageKeys messageKeys(const QueueName &queue, const JobId &id, Instant createdAt, const QJsonObject &data)
{
    const QString type = data.value(u"type"_s).toString(u"whatsapp"_s);
    const Channel channel = enumFromName<Channel>(type).value_or(Channel::WhatsApp);
    const QString address = givenAddress(channel, data);
    MessageKeys keys;
    if (!address.isEmpty()) {
        QStringList words{type, data.value(u"template"_s).toString(), data.value(u"message"_s).toString(), data.value(u"subject"_s).toString()};
        const QMap<QString, QString> variables = messageVariables(data);
        for (auto it = variables.begin(); it != variables.end(); ++it)
            words << it.key() << it.value();
        keys.contentMark = digest(words, contentDigits);
    }
    keys.key = data.value(u"dedupeKey"_s).toString();
    if (!keys.key.isEmpty())
        return keys;
    QStringList who{type, addressWords(channel, address)};
    if (address.isEmpty() || isMaskedAddress(address))
        who << data.value(u"clientId"_s).toString() << data.value(u"appointmentId"_s).toString();
    keys.earlier = u"job_"_s + queue.value + u'_' + id.value;
    keys.key = keys.earlier + u'_' + QString::number(toMs(createdAt)) + u'_' + digest(who, recipientDigits);
    return keys;
}

MessageKeys messageKeys(const QueueName &queue, const JobId &id, Instant createdAt, const QByteArray &data)
{
    return messageKeys(queue, id, createdAt, siteMessage(taskjson::object(data).value_or(QJsonObject())));
}

} // namespace trato
