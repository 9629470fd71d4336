#include "engine/secrets/api_tokens.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QSqlError>
#include <QSqlQuery>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 80;
constexpr qsizetype idLength = 8;
constexpr qsizetype longestToken = 200;
constexpr Minutes useStep{1};   ///< a busy bearer does not write the file at each request

const QString columns = u"id, name, scopes, created_at, used_at, revoked_at"_s;

Error trouble(const QSqlQuery &query) { return sqlError(query.lastError(), u"console.db"_s); }

QString hashOf(const QString &token)
{
    return QString::fromLatin1(QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256).toHex());
}

std::optional<Instant> instantOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(fromMs(value.toLongLong()));
}

TokenView viewOf(const QSqlQuery &row)
{
    TokenView out{.id = row.value(0).toString(), .name = row.value(1).toString(), .createdAt = fromMs(row.value(3).toLongLong()),
                  .usedAt = instantOf(row.value(4)), .revokedAt = instantOf(row.value(5))};
    for (const QString &scope : row.value(2).toString().split(u',', Qt::SkipEmptyParts))
        if (const auto known = enumFromName<TokenScope>(scope))
            out.scopes << *known;
    return out;
}

Result<TokenView> fetch(QSqlDatabase &db, const QString &where, const QString &value)
{
    QSqlQuery query(db);
    if (!execute(query, u"SELECT "_s + columns + u" FROM api_token WHERE "_s + where, {value}))
        return trouble(query);
    if (!query.next())
        return Error{Error::Code::NotFound, u"no such token"_s};
    const TokenView out = viewOf(query);
    query.finish();
    return out;
}

QString chance(int words)
{
    QByteArray bytes(words * 4, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), words);
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace

void ApiTokens::create(const QString &name, const QList<TokenScope> &scopes, Reply<NewToken> reply)
{
    const QString label = name.simplified();
    QStringList names;
    for (const TokenScope scope : scopes)
        if (!names.contains(nameOf(scope)))
            names << nameOf(scope);
    if (label.isEmpty() || label.size() > longestName || names.isEmpty())
        return reply(Error{Error::Code::Invalid, names.isEmpty() ? u"scopes"_s : u"name"_s});
    const QString id = u"%1"_s.arg(QRandomGenerator::system()->generate(), int(idLength), 16, QLatin1Char('0'));
    const QString token = u"trato_"_s + id + u'_' + chance(8);
    m_db.run<NewToken>(
        [=, now = m_clock.now()](QSqlDatabase &db) -> Result<NewToken> {
            QSqlQuery query(db);
            if (!execute(query, u"INSERT INTO api_token(id, hash, name, scopes, created_at) VALUES(?, ?, ?, ?, ?)"_s,
                         {id, hashOf(token), label, names.join(u','), qint64(toMs(now))}))
                return trouble(query);
            const Result<TokenView> made = fetch(db, u"id = ?"_s, id);
            return made ? Result<NewToken>(NewToken{token, made.value()}) : Result<NewToken>(made.error());
        },
        std::move(reply));
}

void ApiTokens::list(Reply<QList<TokenView>> reply)
{
    m_db.run<QList<TokenView>>(
        [](QSqlDatabase &db) -> Result<QList<TokenView>> {
            QSqlQuery query(db);
            if (!execute(query, u"SELECT "_s + columns + u" FROM api_token ORDER BY created_at DESC, id LIMIT 1000"_s))
                return trouble(query);
            QList<TokenView> out;
            while (query.next())
                out << viewOf(query);
            return out;
        },
        std::move(reply));
}

void ApiTokens::revoke(const QString &id, Reply<TokenView> reply)
{
    m_db.run<TokenView>(
        [id, now = m_clock.now()](QSqlDatabase &db) -> Result<TokenView> {
            QSqlQuery query(db);
            if (!execute(query, u"UPDATE api_token SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?"_s, {qint64(toMs(now)), id}))
                return trouble(query);
            return fetch(db, u"id = ?"_s, id);
        },
        std::move(reply));
}

void ApiTokens::check(const QString &token, TokenScope scope, Reply<TokenView> reply)
{
    if (token.isEmpty() || token.size() > longestToken)
        return reply(Error{Error::Code::NotFound, u"no such token"_s});
    m_db.run<TokenView>(
        [hash = hashOf(token), scope, now = m_clock.now()](QSqlDatabase &db) -> Result<TokenView> {
            const Result<TokenView> known = fetch(db, u"hash = ?"_s, hash);
            if (!known)
                return known;
            const TokenView &view = known.value();
            if (view.revokedAt)
                return Error{Error::Code::NotFound, u"no such token"_s};
            if (!view.scopes.contains(scope))
                return Error{Error::Code::Refused, u"token.scope"_s};
            if (!view.usedAt || now - *view.usedAt >= useStep) {
                QSqlQuery query(db);
                if (!execute(query, u"UPDATE api_token SET used_at = ? WHERE id = ?"_s, {qint64(toMs(now)), view.id}))
                    return trouble(query);
            }
            return view;
        },
        std::move(reply));
}

} // namespace trato
