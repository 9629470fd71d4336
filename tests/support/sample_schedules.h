#pragma once

#include "tests/support/fake_engine.h"

#include "engine/api/questions/backups.h"
#include "engine/api/questions/schedules.h"

namespace trato {

/// Canned schedules and safety copies of the sample shop, for tests of the window and for screenshots.
struct SampleSchedules {
    explicit SampleSchedules(Instant moment) : now(moment) {}
    /// Answers every question about them. The engine keeps copies; this may go.
    void script(FakeEngine &engine) const;

    QList<ScheduleView> schedules() const;
    QList<ScheduleRun> runs(const QString &id) const;
    BackupList copies() const;

    Instant now{};
};

} // namespace trato
