#include "engine/tasks/site_message.h"

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView hiding = u"*•·xX#";

bool hides(QChar c) { return hiding.contains(c); }

QString digitsOf(QStringView text)
{
    QString out;
    for (const QChar c : text)
        if (c >= u'0' && c <= u'9')
            out += c;
    return out;
}

} // namespace

QMap<QString, QString> messageVariables(const QJsonObject &data)
{
    QMap<QString, QString> out;
    for (const QString &member : {u"data"_s, u"variables"_s}) {
        const QJsonObject values = data.value(member).toObject();
        for (auto it = values.begin(); it != values.end(); ++it)
            out.insert(it.key(), it.value().isString() ? it.value().toString() : it.value().toVariant().toString());
    }
    return out;
}

bool isPlainNotification(const QJsonObject &data)
{
    return data.contains(u"recipient"_s) && data.contains(u"message"_s) && !data.contains(u"phoneNumber"_s) && !data.contains(u"email"_s)
        && !data.contains(u"template"_s);
}

QJsonObject siteMessage(const QJsonObject &data)
{
    QJsonObject out = data;
    if (!isPlainNotification(data))
        return out;
    const QJsonObject more = data.value(u"metadata"_s).toObject();
    for (const QString &name : {u"template"_s, u"variables"_s, u"appointmentId"_s, u"clientId"_s, u"unidadeId"_s, u"dedupeKey"_s, u"purpose"_s, u"subject"_s})
        if (more.contains(name) && !out.contains(name))
            out.insert(name, more.value(name));
    return out;
}

QByteArray notificationResult(const QByteArray &result, const QJsonObject &data)
{
    const auto object = taskjson::object(result);
    if (!object)
        return result;
    QJsonObject out = *object;
    out.insert(u"type"_s, data.value(u"type"_s));
    out.insert(u"recipient"_s, data.value(u"recipient"_s));
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

bool isMaskedAddress(const QString &text)
{
    const bool isNumber = !text.contains(u'@') && !digitsOf(text).isEmpty();
    const auto hidden = std::ranges::count_if(text, [](QChar c) { return hides(c); });
    // In an address an x is a letter like any other.
    return isNumber ? hidden >= 2 : text.contains(u"**") || text.contains(u"••") || text.contains(u"··");
}

bool fitsMask(const QString &masked, const QString &whole)
{
    if (masked.contains(u'@'))
        return whole.section(u'@', 1).compare(masked.section(u'@', 1), Qt::CaseInsensitive) == 0 && !masked.isEmpty()
            && (hides(masked[0]) || (!whole.isEmpty() && whole[0].toLower() == masked[0].toLower()));
    qsizetype end = masked.size();
    while (end > 0 && !hides(masked[end - 1]))
        --end;
    const QString shown = digitsOf(QStringView(masked).sliced(end));
    return digitsOf(whole).endsWith(shown);
}

} // namespace trato
