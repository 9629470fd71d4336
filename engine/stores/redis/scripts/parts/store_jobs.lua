-- Storing new jobs (bullmq-format 3.1 and 3.2). Needs base, meta, ready; keys: id and theirs.

-- Jobs from ARGV[from] on, eight arguments each: custom id or "", name, data, opts, timestamp, delay, priority,
-- "1" = served next. Answers the first number the counter gave, then the positions (from 0) of jobs that exist already.
local function storeJobs(from)
  local count = (#ARGV - from + 1) / 8
  local cap = eventCap()
  local last = call('INCRBY', idKey, count)
  local isGated, list = gated(), readyList()
  local answer = { last - count + 1 }
  local back, front, ready, delayed = {}, {}, false, false

  for i = 0, count - 1 do
    local at = from + i * 8
    local id = ARGV[at] ~= '' and ARGV[at] or whole(answer[1] + i)
    local J = P .. id
    if ARGV[at] ~= '' and call('EXISTS', J) == 1 then
      call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'duplicated', 'jobId', id)
      answer[#answer + 1] = i
    else
      local delay, priority = tonumber(ARGV[at + 5]), tonumber(ARGV[at + 6])
      call('HSET', J, 'name', ARGV[at + 1], 'data', ARGV[at + 2], 'opts', ARGV[at + 3], 'timestamp', ARGV[at + 4],
        'delay', ARGV[at + 5], 'priority', ARGV[at + 6])
      call('XADD', eventsKey, '*', 'event', 'added', 'jobId', id, 'name', ARGV[at + 1])
      if delay > 0 then
        local due = tonumber(ARGV[at + 4]) + delay
        call('ZADD', delayedKey, delayedScore(due), id)
        call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'delayed', 'jobId', id, 'delay', due)
        delayed = true
      else
        if priority > 0 then
          call('ZADD', prioritizedKey, priorityScore(priority), id)
        elseif ARGV[at + 7] == '1' then
          front[#front + 1] = id
        else
          back[#back + 1] = id
        end
        call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'waiting', 'jobId', id)
        ready = true
      end
    end
  end
  if #back > 0 then inPortions('LPUSH', list, back) end
  if #front > 0 then inPortions('RPUSH', list, front) end
  if ready then markReady(isGated) end
  if delayed then markDelayed() end
  return answer
end
