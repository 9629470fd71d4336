#pragma once

#include "app/composition/engine_graph.h"
#include "app/composition/handler_registry.h"
#include "engine/queue/worker.h"
#include "engine/runtime/queue_overview.h"

/// Which queues an engine serves and how. Pure, but for the handlers it has made.
namespace trato {

struct ServedQueues {
    QList<ServedQueue> queues{};
    QString unknownHandler{};   ///< a name that no handler has; empty: all is well
};

/// The ordered queues, or the shop's own when none was ordered.
ServedQueues servedQueues(const QList<EngineOptions::Serve> &ordered, const EngineSettings &settings, const HandlerRegistry &handlers,
                          bool isAttached);

/// Handlers of the shop: on a shared store only its owner runs them (design section 4).
bool isShopHandler(const QString &name);

QHash<QueueName, QueueOverview::Served> servedNames(const QList<ServedQueue> &queues);

} // namespace trato
