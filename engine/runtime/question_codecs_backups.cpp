#include "engine/api/questions/backups.h"
#include "engine/runtime/question_codecs.h"

namespace trato::wire {

QuestionCodecs backupCodecs()
{
    return codecsOf(questions::BackupQuestions{});
}

} // namespace trato::wire
