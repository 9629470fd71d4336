#include "app/composition/shop_schedules.h"

#include "engine/queue/schedule_plan.h"

namespace trato {

using namespace Qt::StringLiterals;

QList<ScheduleDraft> shopSchedules()
{
    return {{.id = u"backup"_s, .queue = {u"system-backup"_s}, .jobName = u"backup"_s, .pattern = u"0 2 * * *"_s},
            {.id = u"daily-cleanup"_s, .queue = cleanUpQueue, .jobName = u"daily-cleanup"_s, .data = {R"({"scope":"daily"})"},
             .pattern = u"0 2 * * *"_s},
            {.id = u"weekly-cleanup"_s, .queue = cleanUpQueue, .jobName = u"weekly-cleanup"_s, .data = {R"({"scope":"weekly"})"},
             .pattern = u"0 3 * * 0"_s}};
}

} // namespace trato
