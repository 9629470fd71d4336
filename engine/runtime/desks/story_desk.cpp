#include "engine/runtime/desks/story_desk.h"

#include "engine/runtime/desks/reminder_views.h"

namespace trato {

namespace {

VisitMoment::By teller(MoveSource source)
{
    switch (source) {
    case MoveSource::Webhook: return VisitMoment::By::Webhook;
    case MoveSource::Poll: return VisitMoment::By::Poll;
    case MoveSource::Person: return VisitMoment::By::Person;
    case MoveSource::Engine: break;
    }
    return VisitMoment::By::Engine;
}

} // namespace

QList<VisitMoment> wholeStory(QList<VisitMoment> history, const QList<DeliveryStory> &messages)
{
    for (const DeliveryStory &message : messages)
        for (const DeliveryStep &step : message.steps)
            history.append({.at = step.at, .what = VisitMoment::What::Message, .by = teller(step.source), .delivery = message.delivery.id,
                            .templateId = message.delivery.templateId, .state = step.state, .reason = step.reason, .channel = step.channel});
    std::ranges::stable_sort(history, {}, &VisitMoment::at);
    return history;
}

void StoryDesk::answer(const ask::ShowVisitStory &question, Reply<VisitStory> reply)
{
    m_parts.shop.visit(question.id, [this, reply = std::move(reply)](const Result<VisitRecord> &visit) {
        visit ? describe(visit.value(), reply) : reply(visit.error());
    });
}

void StoryDesk::describe(const VisitRecord &visit, Reply<VisitStory> reply)
{
    const ReminderSources sources{m_parts.shop, m_parts.store, m_parts.deliveries, m_parts.settings, m_parts.clock};
    describeVisits(sources, {visit}, [this, reply = std::move(reply)](const Result<QList<VisitView>> &views) {
        if (!views)
            return reply(views.error());
        const VisitView view = views.value().first();
        m_parts.history.moments(view.id, [this, view, reply](const Result<QList<VisitMoment>> &history) {
            if (!history)
                return reply(history.error());
            m_parts.ledger.aboutVisit(view.id, [view, history = history.value(), reply](const Result<QList<DeliveryStory>> &messages) {
                if (!messages)
                    return reply(messages.error());
                reply(VisitStory{view, wholeStory(history, messages.value())});
            });
        });
    });
}

} // namespace trato
