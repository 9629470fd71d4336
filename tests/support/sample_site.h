#pragma once

#include "engine/api/questions/jobs.h"
#include "engine/api/questions/schedules.h"
#include "engine/api/questions/site.h"
#include "tests/support/sample_shop.h"

namespace trato {

/// The sample shop attached to its site's Redis: Node works on some queues, we on others. For tests of the window and for
/// screenshots.
struct SampleSite {
    explicit SampleSite(const SampleShop &sample) : shop(sample) {}
    /// Answers over those of the shop. The engine keeps copies; this may go.
    void script(FakeEngine &engine) const;

    EngineStatus status() const;
    QList<QueueView> queues() const;
    QList<WorkerView> workers() const;
    SiteReport report() const;
    /// A schedule that a queue of the site keeps.
    ScheduleView kept() const;

    SampleShop shop;
    bool owner = true;
    bool unsafe = false;   ///< the server throws data away when its memory is full
};

} // namespace trato
