-- What a child does to its parent, which may live in another queue (bullmq-format B16 to B18, 3.8). The parent's keys
-- come from its own name, as in BullMQ itself. Needs base, meta.

-- Queue and id out of a job's key. A queue's name has no colon, but an id may have some (a scheduler's run is one): whoever
-- knows both says so, `parentJson`; else it is a queue with the prefix of this one.
local function split(jobKey, parentJson)
  local known = decoded(parentJson)
  if type(known.id) == 'string' and type(known.queueKey) == 'string' and known.queueKey .. ':' .. known.id == jobKey then
    return known.queueKey .. ':', known.id
  end
  local begin = string.match(P, '^(.*:)[^:]+:$') or ''
  if string.sub(jobKey, 1, #begin) == begin then
    local queue, id = string.match(string.sub(jobKey, #begin + 1), '^([^:]+:)(.+)$')
    if queue then return begin .. queue, id end
  end
  return string.match(jobKey, '^(.*:)([^:]+)$')
end

-- The queue of a parent, with the few moves that are needed there.
local function queueAt(Q)
  local queue = { prefix = Q }
  local m = call('HMGET', Q .. 'meta', 'paused', 'version', 'concurrency')
  queue.paused = m[1] ~= false
  local apart = queue.paused and keepsApart(Q, m[2], true)
  if apart then mergeLists(Q .. 'wait', Q .. 'paused') end
  queue.list = Q .. (apart and 'paused' or 'wait')
  queue.gated = queue.paused or (tonumber(m[3] or '') ~= nil and call('LLEN', Q .. 'active') >= tonumber(m[3]))
  return queue
end

-- B17, for a parent that leaves `place`: waiting-children or delayed. It is in its new place before it leaves that one: should a
-- command fail, it is not lost (E33).
local function enqueueParent(parentKey, Q, id, place)
  local queue = queueAt(Q)
  local job = call('HMGET', parentKey, 'priority', 'delay')
  local priority, delay = tonumber(job[1] or 0) or 0, tonumber(job[2] or 0) or 0
  if delay > 0 and place ~= 'delayed' then
    local score = (now + delay) * 4096
    call('ZADD', Q .. 'delayed', score, id)
    call('ZREM', Q .. place, id)
    call('XADD', Q .. 'events', '*', 'event', 'delayed', 'jobId', id, 'delay', now + delay)
    local first = call('ZRANGE', Q .. 'delayed', 0, 0, 'WITHSCORES')
    call('ZADD', Q .. 'marker', tonumber(first[2]) / 4096, '1')
    return
  end
  if priority ~= 0 then
    call('ZADD', Q .. 'prioritized', priority * 4294967296 + call('INCR', Q .. 'pc') % 4294967296, id)
  else
    call('RPUSH', queue.list, id)
  end
  call('ZREM', Q .. place, id)
  if not queue.gated then call('ZADD', Q .. 'marker', 0, '0') end
  call('XADD', Q .. 'events', '*', 'event', 'waiting', 'jobId', id, 'prev', 'waiting-children')
end

-- B17: only a parent that waits for its children.
local function releaseParent(parentKey, parentJson)
  local Q, id = split(parentKey, parentJson)
  if not id or call('EXISTS', parentKey) == 0 or not call('ZSCORE', Q .. 'waiting-children', id) then return end
  enqueueParent(parentKey, Q, id, 'waiting-children')
end

-- B16
local function childCompleted(parentKey, childKey, result)
  call('HSET', parentKey .. ':processed', childKey, result)
  if call('EXISTS', parentKey .. ':dependencies') == 0 then releaseParent(parentKey, call('HGET', childKey, 'parent')) end
end

-- 3.8: the first option that is set decides. `again`: it was sent before, and may have stopped in its middle.
local function childFailed(parentKey, parentJson, childKey, reason, again)
  local parent = decoded(parentJson)
  local flag = parent.fpof and 'fpof' or parent.cpof and 'cpof' or parent.idof and 'idof' or parent.rdof and 'rdof'
  if not flag or call('SREM', parentKey .. ':dependencies', childKey) == 0 and not again then return end
  if flag == 'fpof' then
    call('ZADD', parentKey .. ':unsuccessful', now, childKey)
    if call('EXISTS', parentKey) == 0 then return end
    local Q, id = split(parentKey, parentJson)
    local why = 'child ' .. childKey .. ' failed'
    if call('ZSCORE', Q .. 'waiting-children', id) then
      call('HSET', parentKey, 'defa', why)
      enqueueParent(parentKey, Q, id, 'waiting-children')
    elseif call('ZSCORE', Q .. 'delayed', id) then
      call('HSET', parentKey, 'delay', '0', 'defa', why)
      enqueueParent(parentKey, Q, id, 'delayed')
    elseif not call('ZSCORE', Q .. 'failed', id) then
      call('HSET', parentKey, 'defa', why)
    end
    return
  end
  if flag == 'cpof' or flag == 'idof' then call('HSET', parentKey .. ':failed', childKey, reason) end
  if flag == 'cpof' or call('EXISTS', parentKey .. ':dependencies') == 0 then releaseParent(parentKey, parentJson) end
end

-- B18, soft: a removed child no longer holds its parent up.
local function detachFromParent(parentKey, childKey)
  if not parentKey or call('SREM', parentKey .. ':dependencies', childKey) == 0 then return end
  if call('EXISTS', parentKey .. ':dependencies') == 0 then releaseParent(parentKey, call('HGET', childKey, 'parent')) end
end
