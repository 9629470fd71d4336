-- recover_stalled: gives back jobs whose worker was lost (bullmq-format 3.11; BullMQ: moveStalledJobsToWait). A job is
-- recovered by the second check after its last sign of life. ARGV[4] most stalls, ARGV[5] ms between two checks of the
-- whole queue. Returns the ids, the next to run first.
--! keys wait paused active prioritized pc delayed marker events stalled stalledCheck meta repeat
--! include base meta ready tries
if call('EXISTS', stalledCheckKey) == 1 then return {} end
call('SET', stalledCheckKey, ARGV[2], 'PX', ARGV[5])
call('XTRIM', eventsKey, 'MAXLEN', '~', eventCap())
local suspects, recovered = {}, {}
for _, id in ipairs(call('SMEMBERS', stalledKey)) do suspects[id] = true end
local active, left = call('LRANGE', activeKey, 0, -1), {}
for _, id in ipairs(active) do -- newest first, so that the oldest is pushed last and served first
  local J = P .. id
  if not suspects[id] or call('EXISTS', J .. ':lock') == 1 then
    left[#left + 1] = id
  else
    local scheduler = redis.pcall('HGET', J, 'rjk')
    local isJob = type(scheduler) ~= 'table' and call('EXISTS', J) == 1 -- E6: an id without one is dropped
    if isJob then call('RPUSH', readyList(), id) end -- before it leaves its place: a failing command must lose nothing (E33)
    call('LREM', activeKey, 1, id)
    if isJob then
      local job = fieldsOf(id, triesFields)
      local stalls = call('HINCRBY', J, 'stc', 1)
      if stalls > tonumber(ARGV[4]) and not (scheduler
        and (call('EXISTS', P .. 'repeat:' .. scheduler) == 1 or call('ZSCORE', repeatKey, scheduler))) then
        call('HSET', J, 'defa', 'job stalled more than allowable limit')
      end
      call('HSET', J, 'trato:tries', triesWith(job, 'stalled', now, ''), 'trato:ready', ARGV[2])
      markReady(gated())
      call('XADD', eventsKey, '*', 'event', 'waiting', 'jobId', id, 'prev', 'active')
      call('XADD', eventsKey, '*', 'event', 'stalled', 'jobId', id)
      table.insert(recovered, 1, id)
    end
  end
end
call('DEL', stalledKey)
if #left > 0 then inPortions('SADD', stalledKey, left) end
return recovered
