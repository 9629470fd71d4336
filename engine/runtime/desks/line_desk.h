#pragma once

#include "engine/api/questions/line.h"
#include "engine/shop/shop_book.h"
#include "engine/shop/waiting_line.h"

namespace trato {

/// Answers the questions about the waiting line. Lives on the engine thread, owned by the composition; the parts outlive it.
class LineDesk final
{
public:
    struct Parts {
        ShopDatabase &shop;
        ShopBook &book;
        WaitingLine &line;
        const Clock &clock;
    };
    explicit LineDesk(Parts parts) : m_parts(parts) {}

    void answer(const ask::ListLine &question, Reply<QList<LineEntry>> reply);
    void answer(const ask::JoinLine &question, Reply<LineEntry> reply);
    void answer(const ask::ActOnLine &question, Reply<LineEntry> reply);
    void answer(const ask::CallNext &question, Reply<LineEntry> reply);
    void answer(const ask::ListLineEvents &question, Reply<QList<LineEvent>> reply);

private:
    const Parts m_parts;
};

} // namespace trato
