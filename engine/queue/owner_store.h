#pragma once

#include "engine/api/result.h"
#include "engine/api/site.h"

namespace trato {

/// One sign of life of an engine on a shared store.
struct OwnerBeat {
    enum class Wish {
        Look,       ///< it is not there to stay: only tells
        Work,       ///< it works, and leaves the shop to others
        Own,        ///< it keeps the shop, or takes it when nobody has it
        TakeOver,   ///< it takes the shop from whoever has it
        Leave,      ///< it ends
    };
    QString engine{};
    Wish wish = Wish::Work;
    Instant since{};          ///< when it started
    Millis lease{30'000};     ///< how long it counts as there without another sign
};

struct OwnerState {
    QString owner{};          ///< empty: nobody owns the shop
    Millis left{0};           ///< of the owner's lease
    QList<EngineSeen> engines{};
    friend bool operator==(const OwnerState &, const OwnerState &) = default;
};

/// Who owns the shop among the engines that share a work store (design section 4). Time is the store's own, so that the
/// clocks of the computers do not matter. Asynchronous like the job store, whose part it is.
class OwnerStore
{
public:
    virtual ~OwnerStore() = default;
    /// One atomic step. Answers how things stand after it.
    virtual void beat(OwnerBeat beat, Reply<OwnerState> reply) = 0;
};

} // namespace trato
