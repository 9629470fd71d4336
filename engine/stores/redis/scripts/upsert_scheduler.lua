-- upsert_scheduler: adds or changes a job scheduler and plans its next job (bullmq-format 3.12.3; BullMQ: addJobScheduler).
-- ARGV[4] its id, ARGV[5] name of its jobs, ARGV[6] their data, ARGV[7] their attempts, ARGV[8] how long the first of them waits
-- (ms) when its options do not say, then what may be "": ARGV[9] interval (ms), ARGV[10] pattern, ARGV[11] zone, ARGV[12] next
-- instant of the pattern (ms), ARGV[13] limit, ARGV[14] start, ARGV[15] end (ms). ARGV[16] our library's name.
-- Returns the next instant (ms) and the count of jobs, or -10 or -11: the instant is taken (Appendix A).
--! keys wait paused active prioritized pc delayed marker events meta id repeat
--! include base meta ready job_keys planned store_scheduler
local scheduler, hashKey = ARGV[4], P .. 'repeat:' .. ARGV[4]
local every, start = tonumber(ARGV[9]), tonumber(ARGV[14])
local old = call('HMGET', hashKey, 'every', 'pattern', 'tz', 'offset', 'ic', 'opts', 'startDate')
local last = tonumber(call('ZSCORE', repeatKey, scheduler) or '')
local same = every and tonumber(old[1] or '') == every
-- A pattern counts from its start: with another one its next time is another, too.
if not every then same = old[2] == ARGV[10] and (old[3] or '') == ARGV[11] and tonumber(old[7] or '') == start end
local offset = every and same and tonumber(old[4] or '') or 0

-- The job that is planned now, if it has not begun. A paused queue may keep it in either list.
local planned = last and runOf(scheduler, last)
local place
if planned and call('EXISTS', P .. planned) == 1 then
  if call('ZSCORE', delayedKey, planned) then
    place = delayedKey
  elseif call('ZSCORE', prioritizedKey, planned) then
    place = prioritizedKey
  elseif call('LPOS', waitKey, planned) then
    place = waitKey
  elseif call('LPOS', pausedKey, planned) then
    place = pausedKey
  end
end

local at = tonumber(ARGV[12])
if place and same then
  at = last
elseif every and same and last then
  at = last + every >= now and last + every or onGrid(every, offset)
elseif every then
  at = start and math.max(start, now) or now
end
local steps = 0
while call('EXISTS', P .. runOf(scheduler, at)) == 1 and not (place and at == last) do
  steps = steps + 1
  if not every then return -10 end
  if steps > 32 then return -11 end
  at = at + every
end

if not meta.version then call('HSET', metaKey, 'version', ARGV[16]) end
if place then
  if place == waitKey or place == pausedKey then call('LREM', place, 1, planned) else call('ZREM', place, planned) end
  local dedup = call('HGET', P .. planned, 'deid')
  if dedup then dropDedup(planned, dedup) end
  deleteJobKeys(planned)
end

local template, attempts = decoded(old[6]), tonumber(ARGV[7])
if attempts > 1 then
  template.attempts = attempts
  if template.backoff == nil then template.backoff = { type = 'exponential', delay = tonumber(ARGV[8]) } end
elseif template.attempts then
  template.attempts = attempts
end
if every and offset == 0 then offset = at % every end
local rule = storeScheduler(hashKey, ARGV[5], ARGV[6], template, offset, old[5] or '1', 1,
  { every = ARGV[9], pattern = ARGV[10], tz = ARGV[11], limit = ARGV[13], startDate = ARGV[14], endDate = ARGV[15] })

template['repeat'], template.repeatJobKey = rule, scheduler
if not every then template.prevMillis = at end
plan(scheduler, at, ARGV[5], ARGV[6], template)
return { at, tonumber(old[5] or '') or 1 }
