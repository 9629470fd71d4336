-- set_paused: pauses or resumes a queue (bullmq-format 3.13 and 1.4; BullMQ: pause). ARGV[4] "1" = pause,
-- ARGV[5] our library's name for a queue without one. Returns 1 when it changed something.
--! keys wait paused active prioritized pc delayed marker events meta
--! include base meta ready
if not meta.version then call('HSET', metaKey, 'version', ARGV[5]) end
eventCap()
local was = meta.paused
if ARGV[4] == '1' then
  meta.paused, meta.five = true, keepsApart(P, meta.version, true)
  call('HSET', metaKey, 'paused', '1')
  call('DEL', markerKey)
  if meta.five and call('EXISTS', waitKey) == 1 then mergeLists(waitKey, pausedKey) end
  call('XADD', eventsKey, '*', 'event', 'paused')
else
  meta.paused = false
  call('HDEL', metaKey, 'paused')
  mergeLists(pausedKey, waitKey)
  if call('EXISTS', waitKey, prioritizedKey) > 0 then
    call('ZADD', markerKey, 0, '0')
  else
    markDelayed()
  end
  call('XADD', eventsKey, '*', 'event', 'resumed')
end
return was ~= meta.paused and 1 or 0
