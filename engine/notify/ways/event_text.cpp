#include "engine/notify/ways/event_text.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace trato {

using namespace Qt::StringLiterals;

namespace event_text {

QString line(const QString &text, qsizetype most)
{
    QString out = text.left(most * 2).simplified();
    out.removeIf([](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
    return out.left(most);
}

Instant fromSeconds(qint64 seconds)
{
    constexpr qint64 latest = 4'102'444'800; // 2100
    return seconds > 0 && seconds < latest ? fromMs(seconds * 1000) : Instant{};
}

} // namespace event_text

namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>; // Clang deduces it by itself from its version 17 on

QJsonObject objectOf(const ProviderEvent &event)
{
    return std::visit(Overloaded{[](const StatusEvent &e) {
                                     return QJsonObject{{u"kind"_s, u"status"_s}, {u"channel"_s, nameOf(e.channel)}, {u"id"_s, e.providerId},
                                                        {u"opaque"_s, e.opaque}, {u"state"_s, nameOf(e.state)}, {u"code"_s, e.code},
                                                        {u"reason"_s, e.reason}, {u"category"_s, e.category}, {u"at"_s, qint64(toMs(e.at))}};
                                 },
                                 [](const ReplyEvent &e) {
                                     return QJsonObject{{u"kind"_s, u"reply"_s}, {u"channel"_s, nameOf(e.channel)}, {u"id"_s, e.eventId},
                                                        {u"from"_s, e.from}, {u"text"_s, e.text}, {u"choice"_s, e.choice},
                                                        {u"answersTo"_s, e.answersTo}, {u"at"_s, qint64(toMs(e.at))}};
                                 },
                                 [](const AddressEvent &e) {
                                     return QJsonObject{{u"kind"_s, u"address"_s}, {u"channel"_s, nameOf(e.channel)}, {u"id"_s, e.providerId},
                                                        {u"address"_s, e.address}, {u"what"_s, int(e.what)}, {u"reason"_s, e.reason},
                                                        {u"at"_s, qint64(toMs(e.at))}};
                                 }},
                      event);
}

} // namespace

QString eventKey(const ProviderEvent &event)
{
    // The words and the time may differ from one telling to the next, and so may SendGrid's own id of the event (providers 1.2).
    const QString what = std::visit(Overloaded{[](const StatusEvent &e) {
                                                   return QStringList{e.providerId, e.opaque, nameOf(e.state), e.code};
                                               },
                                               [](const ReplyEvent &e) { return QStringList{e.eventId}; },
                                               [](const AddressEvent &e) {
                                                   const bool isTimed = e.channel != Channel::Sms; // Twilio tells no time
                                                   return QStringList{e.providerId, e.address, QString::number(int(e.what)),
                                                                      isTimed ? QString::number(toMs(e.at)) : QString()};
                                               }},
                                    event).join(u'\x1f');
    const Channel channel = std::visit([](const auto &e) { return e.channel; }, event);
    const QByteArray whole = (eventKind(event) + u'\x1f' + nameOf(channel) + u'\x1f' + what).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(whole, QCryptographicHash::Sha256).toHex().left(32));
}

QByteArray eventJson(const ProviderEvent &event)
{
    return QJsonDocument(objectOf(event)).toJson(QJsonDocument::Compact);
}

std::optional<ProviderEvent> eventFromJson(const QByteArray &json)
{
    const QJsonObject o = QJsonDocument::fromJson(json).object();
    const QString kind = o[u"kind"].toString();
    const auto channel = enumFromName<Channel>(o[u"channel"].toString());
    const Instant at = fromMs(o[u"at"].toInteger());
    if (!channel)
        return std::nullopt;
    if (kind == u"status") {
        const auto state = enumFromName<DeliveryState>(o[u"state"].toString());
        return state ? std::optional<ProviderEvent>(StatusEvent{*channel, o[u"id"].toString(), o[u"opaque"].toString(), *state, o[u"code"].toString(),
                                                                o[u"reason"].toString(), o[u"category"].toString(), at})
                     : std::nullopt;
    }
    if (kind == u"reply")
        return ReplyEvent{*channel, o[u"id"].toString(), o[u"from"].toString(), o[u"text"].toString(), o[u"choice"].toString(), o[u"answersTo"].toString(), at};
    const int what = o[u"what"].toInt(-1);
    if (kind != u"address" || what < 0 || what > int(AddressEvent::What::Complained))
        return std::nullopt;
    return AddressEvent{*channel, o[u"address"].toString(), AddressEvent::What(what), o[u"id"].toString(), o[u"reason"].toString(), at};
}

QString eventKind(const ProviderEvent &event)
{
    return std::visit(Overloaded{[](const StatusEvent &) { return u"status"_s; }, [](const ReplyEvent &) { return u"reply"_s; },
                                 [](const AddressEvent &) { return u"address"_s; }},
                      event);
}

} // namespace trato
