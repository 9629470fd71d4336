-- look_at_queue: counts, and what is next to run. Changes nothing. Returns waiting, prioritized, delayed, active,
-- waiting-children, completed, failed, paused (0 or 1), concurrency, max and duration of its limits or "", how long a limit
-- for all workers lets nothing start (ms, 0 = no limit now), then timestamp, opts, processedOn and trato:ready of the job
-- that is next to run, if there is one.
--! keys wait paused active prioritized delayed waitingChildren completed failed meta limiter repeat events
--! include base
local wait, paused = call('LLEN', waitKey), call('LLEN', pausedKey)
local answer = {
  wait + paused, call('ZCARD', prioritizedKey), call('ZCARD', delayedKey), call('LLEN', activeKey),
  call('ZCARD', waitingChildrenKey), call('ZCARD', completedKey), call('ZCARD', failedKey),
  call('HEXISTS', metaKey, 'paused'),
}
call('ZCARD', repeatKey)
call('XLEN', eventsKey) -- should one of these be of another kind, it is told by this look
local limits = call('HMGET', metaKey, 'concurrency', 'max', 'duration')
for i = 1, 3 do answer[#answer + 1] = limits[i] or '' end
-- A worker's own limit is known to that worker alone; a limit by hand counts as 2^53 - 1 (bullmq-format 2.1).
local most = tonumber(limits[2] or 9007199254740991)
local limited = tonumber(call('GET', limiterKey) or 0) >= most
answer[#answer + 1] = limited and math.max(0, call('PTTL', limiterKey)) or 0
local nextId = call('LINDEX', wait > 0 and waitKey or pausedKey, -1)
if not nextId then nextId = call('ZRANGE', prioritizedKey, 0, 0)[1] end
if nextId then
  for _, value in ipairs(call('HMGET', P .. nextId, 'timestamp', 'opts', 'processedOn', 'trato:ready')) do
    answer[#answer + 1] = value or ''
  end
end
return answer
