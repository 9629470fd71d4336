#pragma once

#include "engine/api/questions/waits.h"
#include "engine/api/settings.h"
#include "engine/shop/shop_book.h"
#include "engine/shop/waits.h"

namespace trato {

/// Answers the questions about the waiting list of full days. Lives on the engine thread, owned by the composition; the parts
/// outlive it.
class WaitDesk final
{
public:
    struct Parts {
        Waits &waits;
        ShopBook &book;
        const EngineSettings &settings;
    };
    explicit WaitDesk(Parts parts) : m_parts(parts) {}

    void answer(const ask::ListWaits &question, Reply<WaitList> reply);
    void answer(const ask::AddWait &question, Reply<WaitEntry> reply);
    void answer(const ask::RemoveWait &question, Reply<Done> reply);

private:
    const Parts m_parts;
};

} // namespace trato
