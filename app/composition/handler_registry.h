#pragma once

#include "app/composition/profile.h"
#include "engine/api/settings.h"
#include "engine/backup/safety_copies.h"
#include "engine/local/sql_thread.h"
#include "engine/notify/dispatcher.h"
#include "engine/notify/channels/http_transport.h"
#include "engine/notify/templates.h"
#include "engine/queue/handler.h"
#include "engine/shop/shop_database.h"

namespace trato {

class ShopBook;
class WishReader;

/// The handlers that a queue may be served with, by name: the shop's own, the load-test handlers and
/// `http(s)://…`. Engine thread; the parts outlive it and every handler.
class HandlerRegistry
{
public:
    struct Parts {
        ShopDatabase &shop;
        JobStore &store;
        SqlThread &console;
        Templates &templates;
        Dispatcher &dispatcher;
        SafetyCopies &copies;
        const EngineSettings &settings;
        const Clock &clock;
        HttpTransport &transport;
        const Profile &profile;
        const WishReader &wishes;
        ShopBook &book;
        /// Whether the clean-up may remove finished jobs of a queue.
        std::function<bool(const QueueName &)> mayClean{};
    };
    explicit HandlerRegistry(Parts parts) : m_parts(parts) {}

    /// Null for an unknown name.
    std::shared_ptr<Handler> make(const QString &name) const;

private:
    const Parts m_parts;
};

} // namespace trato
