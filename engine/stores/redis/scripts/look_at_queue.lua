-- look_at_queue: counts, and what is next to run. Changes nothing. Returns waiting, prioritized, delayed, active,
-- waiting-children, completed, failed, paused (0 or 1), concurrency, max and duration of its limits or "", then timestamp,
-- opts, processedOn and trato:ready of the job that is next to run, if there is one.
--! keys wait paused active prioritized delayed waitingChildren completed failed meta
--! include base
local wait, paused = call('LLEN', waitKey), call('LLEN', pausedKey)
local answer = {
  wait + paused, call('ZCARD', prioritizedKey), call('ZCARD', delayedKey), call('LLEN', activeKey),
  call('ZCARD', waitingChildrenKey), call('ZCARD', completedKey), call('ZCARD', failedKey),
  call('HEXISTS', metaKey, 'paused'),
}
for i, value in ipairs(call('HMGET', metaKey, 'concurrency', 'max', 'duration')) do answer[8 + i] = value or '' end
local nextId = call('LINDEX', wait > 0 and waitKey or pausedKey, -1)
if not nextId then nextId = call('ZRANGE', prioritizedKey, 0, 0)[1] end
if nextId then
  for _, value in ipairs(call('HMGET', P .. nextId, 'timestamp', 'opts', 'processedOn', 'trato:ready')) do
    answer[#answer + 1] = value or ''
  end
end
return answer
