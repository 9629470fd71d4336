#pragma once

#include "engine/notify/provider_event.h"
#include "engine/shop/consent_ledger.h"

namespace trato {

/// Learns from providers which addresses are bad, and whose owner wants nothing more. Told twice is learnt once. Lives on the
/// engine thread; owned by the composition; the ledger outlives it.
class ConsentBook
{
public:
    explicit ConsentBook(ConsentLedger &ledger) : m_ledger(ledger) {}

    /// Takes the `AddressEvent`s among them (see `TakeEvents`); the others are not its own. Done when they are written.
    void take(QList<ProviderEvent> events, Reply<Done> reply);

private:
    ConsentLedger &m_ledger;
};

/// What the ledger keeps of it; not set: its address is none. Pure.
std::optional<AddressWord> addressWord(const AddressEvent &event);

} // namespace trato
