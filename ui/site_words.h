#pragma once

#include "engine/api/questions/site.h"
#include "engine/api/redis_words.h"
#include "ui/format.h"

/// Words for the work store and for who works on its queues. Pure, as `format`.
namespace trato::format {

using words::durability;

/// "jobs.db · durable", "Redis 7.0.15 · redis://site:6379/0 · a crash may lose up to 1 s".
QString store(const StoreView &store);
/// Who works on a queue of a shared store.
Marked duty(const QueueView &queue);
/// The same as a sentence, with the names of the others.
QString dutyReason(const QueueView &queue);
/// "This engine owns the shop", "The shop's owner: balcao-02-1a2b3c", "Nobody owns the shop".
QString owner(const EngineStatus &status);
/// Whether this engine could become the owner of the shop.
bool mayTakeOver(const EngineStatus &status);

} // namespace trato::format
