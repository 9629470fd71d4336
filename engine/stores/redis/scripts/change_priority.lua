-- change_priority: of a job that has not ended; a ready one moves (bullmq-format 3.13; BullMQ: changePriority).
-- ARGV[4] id, ARGV[5] priority. Returns 0, -1 missing, -3 finished.
--! keys wait paused active prioritized pc delayed completed failed marker events meta
--! include base meta ready
local id, priority = ARGV[4], tonumber(ARGV[5])
local J = P .. id
if call('EXISTS', J) == 0 then return -1 end
if call('ZSCORE', completedKey, id) or call('ZSCORE', failedKey, id) then return -3 end
local ready = call('ZREM', prioritizedKey, id) == 1 or call('LREM', waitKey, -1, id) > 0 or call('LREM', pausedKey, -1, id) > 0
call('HSET', J, 'priority', ARGV[5])
if ready then
  local lifo = decoded(call('HGET', J, 'opts')).lifo == true
  if lifo and priority ~= 0 then
    call('ZADD', prioritizedKey, priority * 4294967296, id)
  else
    pushReady(id, priority, lifo)
  end
  markReady(gated())
end
return 0
