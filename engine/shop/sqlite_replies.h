#pragma once

#include "engine/shop/replies.h"
#include "engine/shop/shop_file.h"

namespace trato {

/// Replies in shop.db. Lives on the thread of the file's owner; the file outlives it.
class SqliteReplies final : public Replies
{
public:
    explicit SqliteReplies(ShopFile &file) : m_file(file) {}

    void writer(QString event, Channel channel, QString address, Reply<Writer> reply) override;
    void take(TakenReply taken, Reply<Done> reply) override;
    void said(QList<VisitId> visits, Reply<QMap<QString, QString>> reply) override;

private:
    ShopFile &m_file;
};

} // namespace trato
