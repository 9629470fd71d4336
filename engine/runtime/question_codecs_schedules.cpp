#include "engine/api/questions/schedules.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs scheduleCodecs()
{
    return codecsOf(questions::ScheduleQuestions{});
}

} // namespace trato::wire
