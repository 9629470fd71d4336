#pragma once

#include "engine/shop/replies.h"
#include "engine/shop/shop_tables.h"

namespace trato {

/// What clients write, inside one piece of work. Shop thread, lives as long as the work.
class ReplyTables
{
public:
    explicit ReplyTables(ShopTables &tables) : m_tables(tables) {}

    Writer writer(const QString &event, Channel channel, const QString &address);
    /// True when it was not told before.
    bool take(const TakenReply &taken);
    std::optional<ReplyRecord> find(const QString &event);

private:
    QList<Client> clientsAt(Channel channel, const QString &address);
    void optOut(const ReplyRecord &reply);
    void optIn(const ReplyRecord &reply);
    void answer(const TakenReply &taken);
    void answerOffer(const TakenReply &taken);
    void askBack(const TakenReply &taken);
    void answerWith(MessageKind kind, const ReplyRecord &reply, const UnitId &unit = {});

    ShopTables &m_tables;
};

} // namespace trato
