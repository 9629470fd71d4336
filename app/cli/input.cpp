#include "app/cli/input.h"

#include "engine/api/settings.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace trato::cli {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &detail)
{
    return {Error::Code::Invalid, detail};
}

} // namespace

Result<qint64> number(const QString &text, qint64 least, qint64 most)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < least || value > most)
        return invalid(u"\"%1\" is no whole number from %2 to %3"_s.arg(text).arg(least).arg(most));
    return value;
}

Result<Backoff> backoff(const QString &text)
{
    const auto kind = enumFromName<Backoff::Kind>(text.section(u':', 0, 0));
    const Result<qint64> delay = number(text.section(u':', 1), 0, std::numeric_limits<int>::max());
    if (!kind || *kind == Backoff::Kind::None || !delay)
        return invalid(u"\"%1\" is neither fixed:MS nor exponential:MS"_s.arg(text));
    return Backoff{*kind, Millis(delay.value()), 0};
}

Result<ServeOptions::Queue> servedQueue(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    const QString left = text.left(equals);
    ServeOptions::Queue queue{.name = left.section(u':', 0, 0), .handler = text.mid(equals + 1)};
    if (equals < 0 || queue.name.isEmpty() || queue.handler.isEmpty())
        return invalid(u"\"%1\" is not NAME[:CONCURRENCY]=HANDLER"_s.arg(text));
    if (left.contains(u':')) {
        const Result<qint64> concurrency = number(left.section(u':', 1), 1, 1000);
        if (!concurrency)
            return concurrency.error();
        queue.concurrency = int(concurrency.value());
    }
    return queue;
}

Result<QMap<QString, QString>> pairs(const QStringList &texts)
{
    QMap<QString, QString> out;
    for (const QString &text : texts) {
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0)
            return invalid(u"\"%1\" is not KEY=VALUE"_s.arg(text));
        out.insert(text.left(equals), text.mid(equals + 1));
    }
    return out;
}

Result<std::optional<Instant>> instant(const QString &text)
{
    if (text.isEmpty())
        return std::optional<Instant>();
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return invalid(u"\"%1\" is no time with its offset; write it as 2027-01-20T10:30+00:00"_s.arg(text));
    return std::optional(fromMs(time.toMSecsSinceEpoch()));
}

Result<QDate> date(const QString &text)
{
    const QDate day = QDate::fromString(text, u"yyyy-MM-dd"_s);
    if (!day.isValid())
        return invalid(u"\"%1\" is no date; write it as 2026-12-31"_s.arg(text));
    return day;
}

Instant startOf(const QDate &day)
{
    return fromMs(day.startOfDay().toMSecsSinceEpoch());
}

QDate dayOf(Instant at)
{
    return toUtc(at).toLocalTime().date();
}

Result<qint64> cents(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,7})(?:[.,](\\d{2}))?$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return invalid(u"\"%1\" is no price; write it as 45.00"_s.arg(text));
    return match.captured(1).toLongLong() * 100 + match.captured(2).toLongLong();
}

QString settingRule(const QString &key)
{
    const auto *info = std::ranges::find(settingTable, key, [](const SettingInfo &i) { return QString::fromLatin1(i.key); });
    if (info == std::end(settingTable))
        return u"there is no such setting; see trato settings list"_s;
    if (std::holds_alternative<int EngineSettings::*>(info->member))
        return u"a whole number from %1 to %2"_s.arg(info->least).arg(info->most);
    if (std::holds_alternative<bool EngineSettings::*>(info->member))
        return u"true or false"_s;
    const QStringList choices = choicesOf(*info);
    return choices.isEmpty() ? u"this value is not possible"_s : u"one of "_s + choices.join(u", "_s);
}

bool isReached(const QList<HealthCheck> &checks)
{
    return std::ranges::none_of(checks, [](const HealthCheck &check) { return !check.ok && check.name == u"redis.connection"; });
}

Result<QByteArray> readSource(const QString &name, QIODevice &in, qint64 most)
{
    QFile file(name);
    if (name != u"-" && !file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Unavailable, u"%1: %2"_s.arg(name, file.errorString())};
    QIODevice &source = name == u"-" ? in : file;
    QByteArray content;
    while (content.size() <= most) {
        const QByteArray more = source.read(most + 1 - content.size());
        if (more.isEmpty())
            break;
        content += more;
    }
    if (name != u"-" && file.error() != QFileDevice::NoError)
        return Error{Error::Code::Unavailable, u"%1: %2"_s.arg(name, file.errorString())};
    if (content.size() > most)
        return invalid(u"%1: longer than %2 MiB"_s.arg(name).arg(most / 1024 / 1024));
    return content;
}

bool holdsPassword(const QString &argument)
{
    static const QRegularExpression form(u"(^|=)[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s]*:[^/?#\\s]*@"_s);
    return form.match(argument).hasMatch();
}

} // namespace trato::cli
