#include "app/composition/served_queues.h"

#include "engine/notify/message_job.h"
#include "engine/queue/schedule_plan.h"
#include "engine/tasks/clean_up.h"

namespace trato {
namespace {

using namespace Qt::StringLiterals;

/// A message whose engine died again and again still gets its answer from the fence.
constexpr int messageStalls = 1000;

bool isMessageHandler(const QString &name)
{
    return name == u"send-message" || name == u"appointment-reminder";
}

QList<EngineOptions::Serve> shopQueues(const EngineSettings &settings, bool isAttached)
{
    QList<EngineOptions::Serve> out{{u"appointment-reminders"_s, 3, u"appointment-reminder"_s},
            {messageQueue(Channel::WhatsApp).value, settings.concurrency, u"send-message"_s},
            {messageQueue(Channel::Email).value, settings.concurrency, u"send-message"_s},
            {messageQueue(Channel::Sms).value, settings.concurrency, u"send-message"_s},
            {cleanUpQueue.value, 1, u"clean-up"_s},
            {u"system-backup"_s, 1, u"backup"_s}};
    if (isAttached) { // what only a site adds
        out.append({notificationQueue().value, settings.concurrency, u"send-message"_s});
        out.append({siteCleanUpQueue().value, 1, u"clean-up"_s});
    }
    return out;
}

} // namespace

ServedQueues servedQueues(const QList<EngineOptions::Serve> &ordered, const EngineSettings &settings, const HandlerRegistry &handlers,
                          bool isAttached)
{
    ServedQueues served;
    for (const EngineOptions::Serve &order : ordered.isEmpty() ? shopQueues(settings, isAttached) : ordered) {
        ServedQueue queue{.queue = {order.queue}, .concurrency = order.concurrency, .handler = handlers.make(order.handler),
                          .handlerName = order.handler, .lease = Seconds(settings.leaseSeconds),
                          .maxStalled = isMessageHandler(order.handler) ? messageStalls : 1,
                          .keepCompleted = {settings.keepCompleted, Seconds(0)}, .keepFailed = {settings.keepFailed, Seconds(0)}};
        if (queue.handler)
            served.queues.append(queue);
        else
            served.unknownHandler = order.handler;
    }
    return served;
}

bool isShopHandler(const QString &name)
{
    return isMessageHandler(name) || name == u"clean-up" || name == u"backup";
}

QHash<QueueName, QueueOverview::Served> servedNames(const QList<ServedQueue> &queues)
{
    QHash<QueueName, QueueOverview::Served> names;
    for (const ServedQueue &queue : queues)
        names.insert(queue.queue, {queue.handlerName, queue.concurrency});
    return names;
}

} // namespace trato
