#include "engine/stores/sqlite/operations.h"
#include "engine/stores/sqlite/queries.h"

/// The send fences (design section 6). A fence outlives its job; only the clean-up forgets it.
namespace trato::sqlite {
namespace {

using namespace Qt::StringLiterals;

constexpr int fenceSlice = 5000;

Fence readFence(const Query &query)
{
    return {query.text(0), Fence::State(query.integer(1)), query.text(2), query.bytes(3), fromMs(query.integer(4))};
}

std::optional<Fence> readFence(WriteContext &context, const QString &key)
{
    Query query = context.db.query("SELECT name, state, engine, token, since FROM fence WHERE name = ?", key);
    return query.step() ? std::optional(readFence(query)) : std::nullopt;
}

} // namespace

Result<Fence> setFence(WriteContext &context, const QString &key, const QString &engine, const QByteArray &token)
{
    if (key.isEmpty() || token.isEmpty())
        return Error{Error::Code::Invalid, u"a fence needs a key and a token"_s};
    const auto found = readFence(context, key);
    if (found && found->state != Fence::State::Rejected)
        return *found;
    const Fence fence{key, Fence::State::Sending, engine, token, context.now};
    context.db.run("INSERT OR REPLACE INTO fence VALUES(?, ?, ?, ?, ?)", key, int(fence.state), engine, token, context.now);
    return fence;
}

Result<Done> settleFence(WriteContext &context, const QString &key, const QByteArray &token, Fence::State state, bool anyToken)
{
    const auto found = readFence(context, key);
    if (!found)
        return Error{Error::Code::NotFound, u"no such fence"_s};
    if (!anyToken && found->token != token)
        return Error{Error::Code::Conflict, u"the fence belongs to another attempt"_s};
    context.db.run("UPDATE fence SET state = ? WHERE name = ?", int(state), key);
    return Done{};
}

Result<QList<Fence>> fences(WriteContext &context, const QStringList &keys)
{
    QList<Fence> found;
    for (const QString &key : keys)
        if (const auto fence = readFence(context, key))
            found.append(*fence);
    return found;
}

Result<QList<Fence>> abandonedFences(WriteContext &context, const QString &engine)
{
    QList<Fence> found;
    Query query = context.db.query("SELECT name, state, engine, token, since FROM fence WHERE state = 0 AND engine <> ? ORDER BY since, name",
                                   engine);
    while (query.step())
        found.append(readFence(query));
    return found;
}

Result<qint64> countFences(Connection &db, Instant cutoff)
{
    Query count = db.query("SELECT count(*) FROM fence WHERE since < ? AND state <> 0", cutoff);
    return count.step() ? count.integer(0) : 0;
}

Result<std::optional<qint64>> removeFences(WriteContext &context, Instant cutoff, qint64 &removed)
{
    context.db.run("DELETE FROM fence WHERE name IN (SELECT name FROM fence WHERE since < ? AND state <> 0 LIMIT ?)", cutoff, fenceSlice);
    removed += context.db.changes();
    return context.db.changes() < fenceSlice ? std::optional(removed) : std::nullopt;
}

} // namespace trato::sqlite
