-- set_paused: pauses or resumes a queue (bullmq-format 3.13 and 1.4; BullMQ: pause). ARGV[4] "1" = pause,
-- ARGV[5] our library's name for a queue without one, ARGV[6] "1" = goes on after an answer of -1.
-- Returns 1 when it changed something, -1 when jobs are left to be moved: then it is to be called again, and a queue that is
-- to be resumed is still paused.
--! keys wait paused active prioritized pc delayed marker events meta
--! include base meta ready
if not meta.version then call('HSET', metaKey, 'version', ARGV[5]) end
eventCap()
local was = meta.paused
local mostMoved = 5000
if ARGV[4] == '1' then
  meta.paused, meta.five = true, keepsApart(P, meta.version, true)
  call('HSET', metaKey, 'paused', '1')
  call('DEL', markerKey)
  if ARGV[6] ~= '1' then call('XADD', eventsKey, '*', 'event', 'paused') end
  if meta.five and not mergeLists(waitKey, pausedKey, mostMoved) then return -1 end
else
  if not mergeLists(pausedKey, waitKey, mostMoved) then return -1 end
  meta.paused = false
  call('HDEL', metaKey, 'paused')
  if call('EXISTS', waitKey, prioritizedKey) > 0 then
    call('ZADD', markerKey, 0, '0')
  else
    markDelayed()
  end
  call('XADD', eventsKey, '*', 'event', 'resumed')
end
return was ~= meta.paused and 1 or 0
