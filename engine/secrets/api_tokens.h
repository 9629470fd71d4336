#pragma once

#include "engine/api/ways.h"
#include "engine/local/sql_thread.h"

namespace trato {

/// Who may ask the HTTP interface, in console.db. A token is 8 hex digits that name it and 43 characters of chance (256 bits);
/// only the SHA-256 of the whole is kept, which for so much chance needs no salt. Lives on the engine thread; the owner
/// keeps `db` alive longer.
class ApiTokens
{
public:
    ApiTokens(SqlThread &db, const Clock &clock) : m_db(db), m_clock(clock) {}

    /// Invalid: no name, one of more than 80 characters, or no scope.
    void create(const QString &name, const QList<TokenScope> &scopes, Reply<NewToken> reply);
    void list(Reply<QList<TokenView>> reply);
    void revoke(const QString &id, Reply<TokenView> reply);
    void check(const QString &token, TokenScope scope, Reply<TokenView> reply);

private:
    SqlThread &m_db;
    const Clock &m_clock;
};

} // namespace trato
