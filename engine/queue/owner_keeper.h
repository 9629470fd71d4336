#pragma once

#include "engine/api/time.h"
#include "engine/queue/owner_store.h"

#include <optional>

namespace trato {

/// Keeps the owner lease of one engine: says every few seconds that it is there, and knows whether it owns the shop. It
/// stops owning by itself when its lease may have run out, whatever the store says. Engine thread; `tick` is called by
/// the engine's own timer. Without a store the shop is its own.
class OwnerKeeper
{
public:
    struct Parts {
        OwnerStore *store = nullptr;   ///< null: nobody else can be there
        QString engine{};
        Instant since{};
        OwnerBeat::Wish wish = OwnerBeat::Wish::Own;   ///< Look, Work or Own
        const Clock &clock;
    };
    static constexpr Millis lease{30'000};
    static constexpr Millis beatEvery{5'000};

    explicit OwnerKeeper(Parts parts);

    /// Called after each change of who owns the shop, and of who is there.
    void onChange(std::function<void()> listener) { m_listener = std::move(listener); }
    void tick();
    bool owns() const;
    /// The store answered once; before that nobody knows who owns the shop.
    bool knows() const { return !m_parts.store || m_state.has_value(); }
    OwnerState state() const { return m_state.value_or(OwnerState{}); }
    /// Refused when this engine does not want the shop.
    void takeOver(Reply<Done> reply);
    /// Gives the lease back, so that another need not wait for its end.
    void leave(std::function<void()> then);

private:
    OwnerBeat beatFor(OwnerBeat::Wish wish) const;
    void took(std::chrono::nanoseconds asked, const OwnerState &state);
    void tellIfChanged();

    const Parts m_parts;
    std::function<void()> m_listener;
    std::optional<OwnerState> m_state;
    std::chrono::nanoseconds m_next{0};        ///< steady
    std::chrono::nanoseconds m_ownsUntil{0};   ///< steady
    bool m_asking = false;
    bool m_left = false;
    bool m_told = false;                       ///< that it owns the shop
    QStringList m_seen;                        ///< that were told: engines and the owner
};

} // namespace trato
