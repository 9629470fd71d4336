#pragma once

#include "app/cli/cli.h"
#include "engine/api/questions/engine.h"

#include <QDate>

/// What people type, understood. Pure, but for `readSource`. Invalid says in words what is wrong.
namespace trato::cli {

Result<qint64> number(const QString &text, qint64 least, qint64 most);
/// "fixed:MS" or "exponential:MS".
Result<Backoff> backoff(const QString &text);
/// NAME[:CONCURRENCY]=HANDLER
Result<ServeOptions::Queue> servedQueue(const QString &text);
/// KEY=VALUE pairs; the value may be empty and may hold '='.
Result<QMap<QString, QString>> pairs(const QStringList &texts);
/// An ISO 8601 time with its offset from UTC; not set for an empty text.
Result<std::optional<Instant>> instant(const QString &text);
/// yyyy-MM-dd
Result<QDate> date(const QString &text);
/// The first moment of a day where this computer is.
Instant startOf(const QDate &day);
QDate dayOf(Instant at);
/// "45", "45.00" or "45,00" as cents.
Result<qint64> cents(const QString &text);
/// An enumeration's value by its name; '-' and '_' are the same.
template <NamedEnum E>
Result<E> choice(const QString &text)
{
    QStringList names;
    for (const char *name : EnumNames<E>::names) {
        names.append(QString::fromLatin1(name));
        if (QString(text).replace(u'-', u'_') == QString::fromLatin1(name).replace(u'-', u'_'))
            return *enumFromName<E>(names.constLast());
    }
    return Error{Error::Code::Invalid, QStringLiteral("\"%1\" is none of %2").arg(text, names.join(QStringLiteral(", ")))};
}
/// Which values a setting takes, for a person whose value it did not.
QString settingRule(const QString &key);
/// True when a Redis server answered at all; else its checks end with the connection.
bool isReached(const QList<HealthCheck> &checks);
constexpr qint64 longestPayload = 32 * 1024 * 1024;   ///< bytes of a job's data
/// `-` is standard input, else a file.
Result<QByteArray> readSource(const QString &name, QIODevice &in, qint64 most);
/// True for an URL with a password (RFC 3986 section 3.2.1): other users of the computer see arguments.
bool holdsPassword(const QString &argument);

} // namespace trato::cli
