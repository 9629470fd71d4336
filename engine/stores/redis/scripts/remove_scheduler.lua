-- remove_scheduler: forgets a job scheduler (bullmq-format 3.12.5; BullMQ: removeJobScheduler). ARGV[4] its id. A job of it that
-- is ready or runs stays. Returns 1, or 0 without such a scheduler.
--! keys delayed events meta repeat wait paused active
--! include base meta job_keys
local last = tonumber(call('ZSCORE', repeatKey, ARGV[4]) or '')
if not last then return 0 end
local planned = string.format('repeat:%s:%.0f', ARGV[4], last)
if call('ZREM', delayedKey, planned) == 1 then
  local dedup = call('HGET', P .. planned, 'deid')
  if dedup then dropDedup(planned, dedup) end
  deleteJobKeys(planned)
  call('XADD', eventsKey, '*', 'event', 'removed', 'jobId', planned, 'prev', 'delayed')
end
call('ZREM', repeatKey, ARGV[4])
call('DEL', P .. 'repeat:' .. ARGV[4])
return 1
