-- Making jobs available and waking whoever sleeps (bullmq-format 3.0 and 4.1). Needs base, meta; keys: marker,
-- prioritized, pc, delayed, events.

-- B3
local function markReady(isGated)
  if not isGated then call('ZADD', markerKey, '0', '0') end
end

-- B4; answers the earliest due time in ms, as a number that may have a fraction.
local function markDelayed()
  local first = call('ZRANGE', delayedKey, '0', '0', 'WITHSCORES')
  if not first[2] then return nil end
  local due = tonumber(first[2]) / 4096
  call('ZADD', markerKey, due, '1')
  return due
end

-- B5: 4096 places a millisecond keep the order of adding.
local function delayedScore(due)
  local lowest, highest = due * 4096, (due + 1) * 4096 - 1
  local last = call('ZREVRANGEBYSCORE', delayedKey, highest, lowest, 'WITHSCORES', 'LIMIT', 0, 1)
  if not last[2] then return lowest end
  local score = tonumber(last[2])
  return score < highest and score + 1 or highest
end

-- B6
local function priorityScore(priority)
  return priority * 4294967296 + call('INCR', pcKey) % 4294967296
end

-- Into the list or the sorted set of ready jobs, without a marker.
local function pushReady(id, priority, toFront)
  if priority ~= 0 then
    call('ZADD', prioritizedKey, priorityScore(priority), id)
  else
    call(toFront and 'RPUSH' or 'LPUSH', readyList(), id)
  end
end

-- B9: what is due becomes ready, at most `most`. An id without a job, or with something else in its place, is dropped. They are
-- among the ready ones before they leave the delayed ones: should a command fail, nothing is lost (E33). Answers the next due
-- time or nil.
local function promoteDue(most)
  local first = call('ZRANGE', delayedKey, '0', '0', 'WITHSCORES')
  if not first[2] then return nil end
  local last = (now + 1) * 4096 - 1
  if tonumber(first[2]) > last then return tonumber(first[2]) / 4096 end
  local due = call('ZRANGEBYSCORE', delayedKey, '-inf', last, 'LIMIT', 0, most)
  local list, plain, promoted = readyList(), {}, {}
  for _, id in ipairs(due) do
    local priority = redis.pcall('HGET', P .. id, 'priority')
    if type(priority) ~= 'table' and (priority or call('EXISTS', P .. id) == 1) then
      priority = tonumber(priority or 0) or 0
      if priority ~= 0 then
        call('ZADD', prioritizedKey, priorityScore(priority), id)
      else
        plain[#plain + 1] = id
      end
      promoted[#promoted + 1] = id
    end
  end
  if #plain > 0 then inPortions('LPUSH', list, plain) end
  call('ZREMRANGEBYRANK', delayedKey, 0, #due - 1)
  for _, id in ipairs(promoted) do
    call('HSET', P .. id, 'delay', '0')
    call('XADD', eventsKey, '*', 'event', 'waiting', 'jobId', id, 'prev', 'delayed')
  end
  if #promoted > 0 then markReady(gated()) end
  local left = call('ZRANGE', delayedKey, 0, 0, 'WITHSCORES')
  return left[2] and tonumber(left[2]) / 4096 or nil
end
