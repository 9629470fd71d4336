-- retry_jobs: finished jobs run again (bullmq-format 3.13 "retry one"; BullMQ: reprocessJob with counts reset).
-- ARGV[4] the only state meant or "", then the ids. Returns one code an id: 1 done, -1 missing, -3 in another state.
--! keys wait paused active prioritized pc delayed waitingChildren completed failed marker events meta
--! include base meta ready tries places
local codes, cap, isGated = {}, eventCap(), gated()
for i = 5, #ARGV do
  local id = ARGV[i]
  local J = P .. id
  local place, key = placeOf(id)
  local job, any = fieldsOf(id, { 'opts', 'timestamp', 'processedOn', 'ats', 'pb', 'trato:tries', 'trato:ready', 'priority',
    'parentKey', 'failedReason', 'finishedOn', 'returnvalue' })
  if not any and call('EXISTS', J) == 0 then
    codes[#codes + 1] = -1
  elseif (place ~= 'completed' and place ~= 'failed') or not isIn(place, ARGV[4]) then
    codes[#codes + 1] = -3
  else
    local priority = tonumber(job.priority or 0) or 0
    pushReady(id, priority, decoded(job.opts).lifo == true)
    call('ZREM', key, id) -- after it is in its new place: a failing command must lose nothing (E33)
    local why = place == 'failed' and job.failedReason or ''
    call('HSET', J, 'trato:tries', triesWith(job, place, tonumber(job.finishedOn or '') or now, why), 'trato:ready', ARGV[2])
    call('HDEL', J, 'finishedOn', 'processedOn', 'failedReason', 'returnvalue', 'atm', 'ats', 'stc', 'defa', 'stacktrace', 'pb')
    markReady(isGated)
    if job.parentKey and call('EXISTS', job.parentKey) == 1 then
      -- A parent that no longer counts this child does not wait for it again: it was told to forget a failed one.
      local counts
      if place == 'completed' then
        counts = call('HDEL', job.parentKey .. ':processed', J)
      else
        counts = call('ZREM', job.parentKey .. ':unsuccessful', J) + call('HDEL', job.parentKey .. ':failed', J)
      end
      if counts > 0 then call('SADD', job.parentKey .. ':dependencies', J) end
    end
    call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'waiting', 'jobId', id, 'prev', place)
    codes[#codes + 1] = 1
  end
end
return codes
