#pragma once

#include "engine/shop/message_wishes.h"
#include "engine/shop/shop_file.h"

namespace trato {

/// The wishes in `shop.db`. Lives where the file does, which outlives it.
class SqliteMessageWishes final : public MessageWishes
{
public:
    explicit SqliteMessageWishes(ShopFile &file) : m_file(file) {}

    void switches(UnitId unit, Reply<Switches> reply) override;
    void setWanted(UnitId unit, MessageKind kind, bool wanted, Reply<Done> reply) override;
    void open(Reply<QList<MessageWish>> reply) override;
    void askLate(int lateBatch, Reply<QList<MessageWish>> reply) override;
    void decideLate(bool send, Reply<QStringList> reply) override;
    void wish(QString key, Reply<WishNow> reply) override;
    void take(QString key, Reply<Done> reply) override;

private:
    ShopFile &m_file;
};

} // namespace trato
