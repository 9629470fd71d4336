#pragma once

#include "engine/api/questions/visit_story.h"
#include "engine/notify/delivery_ledger.h"
#include "engine/shop/planner.h"
#include "engine/shop/visit_history.h"

namespace trato {

/// A visit's history and its messages as one story, oldest first. What happened at the same moment keeps the order that it has
/// in its own list, the visit's before the messages'. Pure.
QList<VisitMoment> wholeStory(QList<VisitMoment> history, const QList<DeliveryStory> &messages);

/// Answers what became of a visit. Lives on the engine thread, owned by the composition; the parts outlive it.
class StoryDesk final
{
public:
    struct Parts {
        ShopDatabase &shop;
        VisitHistory &history;
        DeliveryLedger &ledger;
        JobStore &store;
        DeliveryLookup deliveries;
        const EngineSettings &settings;
        const Clock &clock;
    };
    explicit StoryDesk(Parts parts) : m_parts(std::move(parts)) {}

    void answer(const ask::ShowVisitStory &question, Reply<VisitStory> reply);

private:
    void describe(const VisitRecord &visit, Reply<VisitStory> reply);

    const Parts m_parts;
};

} // namespace trato
