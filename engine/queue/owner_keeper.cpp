#include "engine/queue/owner_keeper.h"

namespace trato {

using namespace Qt::StringLiterals;
using Wish = OwnerBeat::Wish;

OwnerKeeper::OwnerKeeper(Parts parts) : m_parts(std::move(parts)) {}

bool OwnerKeeper::owns() const
{
    return !m_parts.store || m_parts.clock.steady() < m_ownsUntil;
}

void OwnerKeeper::tick()
{
    if (!m_parts.store || m_left)
        return;
    tellIfChanged(); // the lease may have run out
    const auto now = m_parts.clock.steady();
    if (m_asking || now < m_next)
        return;
    m_asking = true;
    m_next = now + beatEvery;
    m_parts.store->beat(beatFor(m_parts.wish), [this, now](const Result<OwnerState> &state) {
        m_asking = false;
        if (state && !m_left)
            took(now, state.value());
    });
}

void OwnerKeeper::takeOver(Reply<Done> reply)
{
    if (!m_parts.store)
        return reply(Error{Error::Code::Refused, u"site.none"_s});
    if (m_parts.wish != Wish::Own)
        return reply(Error{Error::Code::Refused, u"site.worker"_s});
    const auto now = m_parts.clock.steady();
    m_parts.store->beat(beatFor(Wish::TakeOver), [this, now, reply = std::move(reply)](const Result<OwnerState> &state) {
        if (!state)
            return reply(state.error());
        took(now, state.value());
        reply(Done{});
    });
}

void OwnerKeeper::leave(std::function<void()> then)
{
    const bool there = m_parts.store && m_parts.wish != Wish::Look && !m_left;
    m_left = true;
    m_ownsUntil = {};
    if (!there)
        return then();
    m_parts.store->beat(beatFor(Wish::Leave), [then = std::move(then)](const Result<OwnerState> &) { then(); });
}

OwnerBeat OwnerKeeper::beatFor(Wish wish) const
{
    return {.engine = m_parts.engine, .wish = wish, .since = m_parts.since, .lease = lease};
}

/// What was left of the lease when the store answered was no less when it was asked.
void OwnerKeeper::took(std::chrono::nanoseconds asked, const OwnerState &state)
{
    m_state = state;
    m_ownsUntil = state.owner == m_parts.engine ? asked + state.left : std::chrono::nanoseconds(0);
    tellIfChanged();
}

void OwnerKeeper::tellIfChanged()
{
    QStringList seen;
    for (const EngineSeen &engine : state().engines)
        seen.append((engine.owner ? u"owner "_s : engine.silent ? u"silent "_s : QString()) + engine.name);
    const bool changed = m_told != owns() || m_seen != seen;
    m_told = owns();
    m_seen = seen;
    if (changed && m_listener)
        m_listener();
}

} // namespace trato
