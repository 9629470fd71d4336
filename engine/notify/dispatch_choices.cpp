#include "engine/notify/channel_plan.h"
#include "engine/notify/dispatcher.h"
#include "engine/runtime/log_book.h"

namespace trato {

using namespace Qt::StringLiterals;

/// One message on its way from channel to channel.
struct Dispatcher::Route {
    QList<Notification> choices{};
    std::shared_ptr<JobContext> context{};
    Reply<Dispatched> reply{};
    qsizetype at = 0;
    bool isNoted = false;   ///< its row names this channel

    const Notification &message() const { return choices[at]; }
    bool hasNext(Instant now) const
    {
        return at + 1 < choices.size() && (!message().expiresAt || now < *message().expiresAt);
    }
};

void Dispatcher::dispatch(QList<Notification> choices, std::shared_ptr<JobContext> context, Reply<Dispatched> reply)
{
    if (choices.size() == 1)
        return dispatch(choices.first(), std::move(context), std::move(reply));
    const auto route = std::make_shared<Route>(Route{std::move(choices), std::move(context), std::move(reply)});
    m_parts.ledger.historyOf(route->message().dedupeKey, [this, route](Result<QList<DeliveryStep>> history) {
        if (!history)
            return route->reply(history.error());
        QList<Channel> order;
        for (const Notification &choice : std::as_const(route->choices))
            order << choice.channel;
        const QList<DeliveryStep> &steps = history.value();
        route->at = channelInTurn(order, steps, Minutes(m_parts.settings.switchMinutes), route->message().expiresAt, m_parts.clock.now());
        route->isNoted = !steps.isEmpty() && steps.last().channel == order[route->at] && steps.last().state == DeliveryState::Sending;
        tryNext(route);
    });
}

void Dispatcher::tryNext(const RoutePtr &route)
{
    dispatch(route->message(), route->context, [this, route](Result<Dispatched> said) {
        if (!said)
            return route->reply(said.error());
        if (said.value().state == DeliveryState::Failed && route->hasNext(m_parts.clock.now())) {
            m_parts.log.info("dispatcher", u"%1 refused a message: %2 comes in"_s.arg(nameOf(route->message().channel),
                                                                                   nameOf(route->choices[route->at + 1].channel)));
            ++route->at;
            route->isNoted = false;
            return tryNext(route);
        }
        const bool waits = said.value().retryAfter && (said.value().breakerOpen || said.value().reason == u"pace.day");
        if (waits && !route->isNoted)
            return noteWaiting(route, said.value());
        route->reply(std::move(said));
    });
}

/// From here the time counts after which the next channel comes in.
void Dispatcher::noteWaiting(const RoutePtr &route, const Dispatched &said)
{
    const DeliveryMove move{.state = DeliveryState::Sending, .reason = said.reason, .way = way(route->message().channel)};
    m_parts.ledger.record(route->message(), move, [route, said](Result<DeliveryView>) { route->reply(said); });
}

} // namespace trato
