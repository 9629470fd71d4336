#pragma once

#include "engine/api/settings.h"
#include "engine/shop/shop_tables.h"

namespace trato {

/// `shop.db` with its one connection: what the shop's databases share. Their SQL runs as pieces of work on the file's
/// own thread. Lives on its owner's thread, where replies arrive through `home`.
class ShopFile
{
public:
    ShopFile(QString path, const EngineSettings &settings, std::shared_ptr<Mailbox> home, const Clock &clock)
        : m_clock(clock)
        , m_first{{}, settings.unitName, settings.zone, settings.unitPhone}
        , m_listeners(std::make_shared<QList<std::function<void()>>>())
        , m_sql({QStringLiteral("shop.db"), std::move(path), shopMigrations()}, std::move(home))
    {
    }

    template <typename T, typename Work>
    void run(Work work, Reply<T> reply)
    {
        m_sql.run<T>(
            [work = std::move(work), now = m_clock.now()](QSqlDatabase &db) {
                ShopTables tables(db, now);
                return Result<T>(work(tables));
            },
            std::move(reply));
    }
    /// Like `run`; listeners hear of the change before the caller does.
    template <typename T, typename Work>
    void change(Work work, Reply<T> reply)
    {
        changeIf<T>(std::move(work), [](const T &) { return true; }, std::move(reply));
    }
    /// The same, when `changed` says of the answer that something did.
    template <typename T, typename Work, typename Changed>
    void changeIf(Work work, Changed changed, Reply<T> reply)
    {
        run<T>(std::move(work), Reply<T>([listeners = m_listeners, changed, reply = std::move(reply)](Result<T> result) {
                   if (result && changed(std::as_const(result).value()))
                       for (const auto &listener : std::as_const(*listeners))
                           listener();
                   reply(std::move(result));
               }));
    }

    /// The unit that a new file gets.
    const Unit &first() const { return m_first; }
    void onChange(std::function<void()> listener) { m_listeners->append(std::move(listener)); }
    Problem problem() const { return m_sql.problem(); }
    ThreadView statistics() const { return m_sql.statistics(); }

private:
    const Clock &m_clock;
    const Unit m_first;
    std::shared_ptr<QList<std::function<void()>>> m_listeners;
    SqlThread m_sql;
};

} // namespace trato
