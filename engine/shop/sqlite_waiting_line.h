#pragma once

#include "engine/shop/shop_file.h"
#include "engine/shop/waiting_line.h"

namespace trato {

/// The waiting line in `shop.db`. Lives where the file does, which outlives it.
class SqliteWaitingLine final : public WaitingLine
{
public:
    explicit SqliteWaitingLine(ShopFile &file) : m_file(file) {}

    void entries(UnitId unit, Reply<QList<LineEntry>> reply) override;
    void join(LineEntry entry, Reply<LineEntry> reply) override;
    void act(LineEntryId id, LineAct act, QString professional, Reply<LineEntry> reply) override;
    void callNext(UnitId unit, QString professional, Reply<LineEntry> reply) override;
    void events(UnitId unit, Reply<QList<LineEvent>> reply) override;

private:
    ShopFile &m_file;
};

} // namespace trato
