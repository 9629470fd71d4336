#pragma once

#include "engine/shop/shop_file.h"
#include "engine/shop/visit_history.h"

namespace trato {

/// The history of visits in shop.db. Lives on the thread of the file's owner; the file outlives it.
class SqliteVisitHistory final : public VisitHistory
{
public:
    explicit SqliteVisitHistory(ShopFile &file) : m_file(file) {}

    void moments(VisitId visit, Reply<QList<VisitMoment>> reply) override;

private:
    ShopFile &m_file;
};

} // namespace trato
