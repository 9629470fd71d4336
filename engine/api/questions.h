#pragma once

#include "engine/api/questions/backups.h"
#include "engine/api/questions/costs.h"
#include "engine/api/questions/diary.h"
#include "engine/api/questions/engine.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/line.h"
#include "engine/api/questions/mail_domain.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/schedules.h"
#include "engine/api/questions/secrets.h"
#include "engine/api/questions/shop.h"
#include "engine/api/questions/site.h"
#include "engine/api/questions/studio.h"
#include "engine/api/questions/visit_story.h"
#include "engine/api/questions/waits.h"
#include "engine/api/questions/ways.h"

/// Every question there is, for what must know them all (local socket, router). Others include the file of their subject.
namespace trato::questions {

using All = Joined<JobQuestions, DiaryQuestions, MessageQuestions, EngineQuestions, ScheduleQuestions, BackupQuestions, ShopQuestions,
                   LineQuestions, KindQuestions, SiteQuestions, CostQuestions, StudioQuestions, MailDomainQuestions, SecretQuestions, WayQuestions,
                   WaitQuestions, VisitStoryQuestions>;

} // namespace trato::questions
