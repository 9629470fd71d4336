-- Storing new jobs (bullmq-format 3.1 and 3.2). Needs base, meta, ready, job_keys, deduplicate; keys: id and theirs.

-- 3.2: the job exists already; one without a parent that still is there gets the new one.
local function attachExisting(id, extra)
  local J = P .. id
  if call('ZSCORE', P .. 'completed', id) then
    call('HSET', extra.pk .. ':processed', J, call('HGET', J, 'returnvalue') or 'null')
  else
    call('SADD', extra.pk .. ':dependencies', J)
  end
  call('HSET', J, 'parentKey', extra.pk, 'parent', extra.pd)
end

-- `count` jobs from ARGV[from] on, nine arguments each: custom id or "", name, data, opts, timestamp, delay, priority,
-- "1" = served next, and as JSON or "" what few have: `de` deduplication, `pk` the parent's key and `pd` what the job
-- keeps of it, `wc` = it waits for children of its own. Answers the first number the counter gave, then for each job that was
-- not stored its position (from 0), or position and holder of its deduplication id.
local function storeJobs(from, count)
  local cap = eventCap()
  -- The stream is cut with every fiftieth: Redis does it in pieces of a hundred events anyway.
  local told = 0
  local function tell(event, id, ...)
    if told % 50 == 0 then
      call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', event, 'jobId', id, ...)
    else
      call('XADD', eventsKey, '*', 'event', event, 'jobId', id, ...)
    end
    told = told + 1
  end
  local last = call('INCRBY', idKey, count)
  local isGated, list = gated(), readyList()
  local answer = { last - count + 1 }
  local back, front, ready, delayed = {}, {}, false, false

  for i = 0, count - 1 do
    local at = from + i * 9
    local id = ARGV[at] ~= '' and ARGV[at] or whole(answer[1] + i)
    local J = P .. id
    local extra = ARGV[at + 8] ~= '' and cjson.decode(ARGV[at + 8])
    local skipped
    if ARGV[at] ~= '' and call('EXISTS', J) == 1 then
      if extra and extra.pk then attachExisting(id, extra) end
      tell('duplicated', id)
      skipped = i
    elseif extra and extra.de then
      local holder = deduplicate(extra, id, at)
      skipped = holder and { i, holder }
    end
    if skipped then
      answer[#answer + 1] = skipped
    else
      local delay, priority = tonumber(ARGV[at + 5]), tonumber(ARGV[at + 6])
      call('HSET', J, 'name', ARGV[at + 1], 'data', ARGV[at + 2], 'opts', ARGV[at + 3], 'timestamp', ARGV[at + 4],
        'delay', ARGV[at + 5], 'priority', ARGV[at + 6])
      if extra and extra.pk then call('HSET', J, 'parentKey', extra.pk, 'parent', extra.pd) end
      if extra and extra.de then call('HSET', J, 'deid', extra.de.id) end
      call('XADD', eventsKey, '*', 'event', 'added', 'jobId', id, 'name', ARGV[at + 1])
      if extra and extra.wc then
        call('ZADD', P .. 'waiting-children', ARGV[at + 4], id)
        tell('waiting-children', id)
      elseif delay > 0 then
        local due = tonumber(ARGV[at + 4]) + delay
        call('ZADD', delayedKey, delayedScore(due), id)
        tell('delayed', id, 'delay', due)
        delayed = true
      else
        if priority ~= 0 then
          call('ZADD', prioritizedKey, priorityScore(priority), id)
        elseif ARGV[at + 7] == '1' then
          front[#front + 1] = id
        else
          back[#back + 1] = id
        end
        tell('waiting', id)
        ready = true
      end
      if extra and extra.pk then call('SADD', extra.pk .. ':dependencies', J) end
    end
  end
  if #back > 0 then inPortions('LPUSH', list, back) end
  if #front > 0 then inPortions('RPUSH', list, front) end
  if ready then markReady(isGated) end
  if delayed then markDelayed() end
  return answer
end
