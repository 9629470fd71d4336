#include "engine/api/contact_rules.h"

#include <QRegularExpression>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int minutesOfDay = 24 * 60;

/// "a; Centro=b": what counts for all under an empty name.
QMap<QString, QString> parts(const QString &text)
{
    QMap<QString, QString> out;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        out.insert(equals < 0 ? QString() : part.left(equals).simplified().toLower(), part.mid(equals + 1).trimmed());
    }
    return out;
}

QString forUnit(const QMap<QString, QString> &parts, const Unit &unit, const QString &otherwise)
{
    for (const QString &name : {unit.id.value, unit.name})
        if (const auto found = parts.constFind(name.simplified().toLower()); !name.isEmpty() && found != parts.cend())
            return *found;
    return parts.value({}, otherwise);
}

std::optional<DaySpan> spanFor(const QString &text, const Unit &unit)
{
    const auto span = daySpanOf(forUnit(parts(text), unit, {}));
    return span ? span.value() : std::nullopt;
}

} // namespace

Result<std::optional<DaySpan>> daySpanOf(const QString &text)
{
    if (text.trimmed().isEmpty())
        return std::optional<DaySpan>();
    static const QRegularExpression clock(QStringLiteral("^([01]?\\d|2[0-4])(?:[:h]([0-5]\\d)?)?\\s*[-–]\\s*([01]?\\d|2[0-4])(?:[:h]([0-5]\\d)?)?$"));
    const auto match = clock.match(text.trimmed());
    if (!match.hasMatch())
        return Error{Error::Code::Invalid, u"hours.format"_s};
    const DaySpan span{match.captured(1).toInt() * 60 + match.captured(2).toInt(), match.captured(3).toInt() * 60 + match.captured(4).toInt()};
    if (span.from > minutesOfDay || span.to > minutesOfDay || span.from == span.to)
        return Error{Error::Code::Invalid, u"hours.order"_s};
    return std::optional(DaySpan{span.from % minutesOfDay, span.to});
}

ContactRules contactRules(const EngineSettings &settings, const Unit &unit)
{
    return {spanFor(settings.quietHours, unit), spanFor(settings.advertisingHours, unit), settings.contactsPerDay, settings.adsPerWeek,
            settings.joinVisits};
}

QString channelOrderFor(const EngineSettings &settings, const Unit &unit, const QString &kind)
{
    if (settings.orderFor.isEmpty())
        return settings.channelOrder;
    const QMap<QString, QString> all = parts(settings.orderFor);
    const auto found = [&](const QString &where) { return all.value((where + u'/' + kind).simplified().toLower()); };
    for (const QString &order : {found(unit.id.value), found(unit.name), all.value(kind)})
        if (!order.isEmpty())
            return order;
    return settings.channelOrder;
}

Result<Done> checkContactRules(const EngineSettings &settings)
{
    const std::pair<const char *, QString> spans[] = {{"contact/quiet", settings.quietHours}, {"contact/advertising", settings.advertisingHours}};
    for (const auto &[key, text] : spans)
        for (const QString &span : parts(text))
            if (!daySpanOf(span))
                return Error{Error::Code::Invalid, QString::fromLatin1(key)};
    const QMap<QString, QString> orders = parts(settings.orderFor);
    for (auto it = orders.begin(); it != orders.end(); ++it)
        if (!channelOrderOf(it.value()) || !enumFromName<MessageKind>(it.key().section(u'/', -1)))
            return Error{Error::Code::Invalid, u"contact/orderFor"_s};
    return Done{};
}

} // namespace trato
