-- obliterate: removes a part of a queue, at the end all of it (bullmq-format 3.13; BullMQ: obliterate, and what that leaves
-- behind: E36). ARGV[4] "1" = active jobs too, ARGV[5] most jobs a call, ARGV[6] "1" = the first call, which pauses.
-- Returns how many jobs were removed and "1" when there is more; -1 = no such queue, -2 = jobs are active.
--! keys wait paused active prioritized pc delayed waitingChildren completed failed marker events stalled stalledCheck limiter meta id repeat metricsCompleted metricsCompletedData metricsFailed metricsFailedData
--! include base meta ready job_keys parents
if ARGV[6] == '1' and call('EXISTS', metaKey, waitKey, pausedKey, activeKey, prioritizedKey, delayedKey, waitingChildrenKey,
  completedKey, failedKey, repeatKey) == 0 then return -1 end
if ARGV[4] ~= '1' and call('EXISTS', activeKey) == 1 then return -2 end
if not meta.paused then
  call('HSET', metaKey, 'paused', '1')
  call('DEL', markerKey)
  meta.paused = true
end

local most, removed = tonumber(ARGV[5]), 0
local function remove(ids)
  for _, id in ipairs(ids) do
    local J = P .. id
    local job = call('HMGET', J, 'parentKey', 'deid')
    if job[1] then detachFromParent(job[1], J) end
    if job[2] then dropDedup(id, job[2]) end
    deleteJobKeys(id)
    call('DEL', J .. ':lock')
  end
  removed = removed + #ids
end
-- Parents come last, but one that goes on without its children stands in `wait` again: as often as something is found.
local again = true
while again and removed < most do
  again = false
  for _, key in ipairs({ activeKey, waitKey, pausedKey }) do
    local ids = call('LRANGE', key, removed - most, -1)
    if #ids > 0 and removed < most then
      call('LTRIM', key, 0, -(#ids + 1))
      remove(ids)
      again = true
    end
  end
  for _, key in ipairs({ delayedKey, prioritizedKey, completedKey, failedKey, waitingChildrenKey }) do
    if removed < most then
      local ids = call('ZRANGE', key, 0, most - removed - 1)
      if #ids > 0 then
        call('ZREMRANGEBYRANK', key, 0, #ids - 1)
        remove(ids)
        again = true
      end
    end
  end
end
if again then return { removed, '1' } end

for _, scheduler in ipairs(call('ZRANGE', repeatKey, 0, -1)) do call('DEL', P .. 'repeat:' .. scheduler) end
call('DEL', repeatKey, pcKey, markerKey, eventsKey, stalledKey, stalledCheckKey, limiterKey, metaKey, idKey, metricsCompletedKey,
  metricsCompletedDataKey, metricsFailedKey, metricsFailedDataKey, P .. 'priority', P .. 'delay')
return { removed, '0' }
