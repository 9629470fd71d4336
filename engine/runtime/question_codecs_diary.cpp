#include "engine/api/questions/diary.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs diaryCodecs()
{
    return codecsOf(questions::DiaryQuestions{});
}

} // namespace trato::wire
