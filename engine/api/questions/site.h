#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/site.h"

/// The site's Redis: look at it, share its queues, leave it again. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

/// What a look at a Redis server found.
struct SiteReport {
    QList<HealthCheck> checks{};   ///< the gravest first, as `doctor` tells them
    bool usable = false;           ///< nothing among them forbids to share its queues
    Durability durability = Durability::Unknown;
    QList<SiteQueue> queues{};     ///< under the prefix, and those of this program
    friend bool operator==(const SiteReport &, const SiteReport &) = default;
    static constexpr auto fields()
    {
        using R = SiteReport;
        return fieldList(field("checks", &R::checks), field("usable", &R::usable), field("durability", &R::durability),
                          field("queues", &R::queues));
    }
};

namespace ask {

/// Looks, and leaves nothing there. A server that cannot be reached is told by the checks. Invalid, Refused: an address that
/// cannot be used.
struct CheckSite {
    static constexpr auto name = "site.check";
    using Answer = SiteReport;
    SiteAddress site{};
    static constexpr auto fields() { return fieldList(field("site", &CheckSite::site)); }
};
/// Moves the engine to the site's Redis: it starts anew in place. What waits in the profile's own store stays there. Refused
/// for a server that is not safe ("site.unsafe"), or when the password cannot be kept ("site.keychain"). Invalid:
/// a queue to work on that this program has no handler for.
struct ConnectSite {
    static constexpr auto name = "site.connect";
    using Answer = Done;
    SiteAddress site{};
    QMap<QString, QString> duties{};   ///< "work" or "watch" by queue
    static constexpr auto fields() { return fieldList(field("site", &ConnectSite::site), field("duties", &ConnectSite::duties)); }
};
/// Back to the profile's own store; the engine starts anew in place.
struct LeaveSite {
    static constexpr auto name = "site.leave";
    using Answer = Done;
    static constexpr auto fields() { return fieldList(); }
};
/// What this engine does on a queue of a shared store: work or watch. At once, and kept. Refused when the store is not shared;
/// Invalid for a queue that it has no handler for.
struct ChooseDuty {
    static constexpr auto name = "site.duty";
    using Answer = Done;
    QueueName queue{};
    QueueDuty duty = QueueDuty::Watch;
    static constexpr auto fields() { return fieldList(field("queue", &ChooseDuty::queue), field("duty", &ChooseDuty::duty)); }
};
/// Makes this engine the owner of the shop, whoever is it now. Refused when the store is not shared, or this engine only works.
struct TakeOver {
    static constexpr auto name = "site.take_over";
    using Answer = Done;
    static constexpr auto fields() { return fieldList(); }
};

} // namespace ask

namespace questions {
using namespace ask;
using SiteQuestions = Questions<CheckSite, ConnectSite, LeaveSite, ChooseDuty, TakeOver>;
} // namespace questions

} // namespace trato
