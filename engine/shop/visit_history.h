#pragma once

#include "engine/api/result.h"
#include "engine/api/visit_story.h"

namespace trato {

/// What happened to visits as the shop's file keeps it: bookings, moves, states, payments and answers. Asynchronous; replies
/// arrive on the owner's thread.
class VisitHistory
{
public:
    virtual ~VisitHistory() = default;

    /// Oldest first; empty for a visit that is not known.
    virtual void moments(VisitId visit, Reply<QList<VisitMoment>> reply) = 0;
};

} // namespace trato
