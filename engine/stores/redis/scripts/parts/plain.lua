-- The two halves of exchange for what nearly all jobs are: completed, without kin and without rules of their own, and claimed
-- from a queue without limits. Each half looks at all its jobs before it writes anything, and answers nil when one of them
-- needs more: then the general half does it from the start, to the same end. They stand apart because Lua makes the
-- functions of a script anew at each call, and making those of the general halves takes a quarter of a call for one job.
-- Numbers are passed as text: Redis writes a number of Lua's with 17 digits, which takes it longer than many commands do.
-- Needs base, metrics; keys as exchange.

-- Of each claimed job: name, data, opts, timestamp, priority, id, and unless it was only added atm, ats, stc, defa, rjk. The id
-- takes the place of `delay`, which says nothing once a job is active.
local idField, startsField, deferredField = 6, 8, 10

-- What old versions left in the list to wake workers (E6).
local function isMark(id)
  return string.byte(id, 2) == 58 and string.byte(id) == 48
end

-- A job's claim fields, or nil when there is no such job, or something else in its place.
local function claimFieldsOf(J)
  local job = redis.pcall('HMGET', J, 'name', 'data', 'opts', 'timestamp', 'priority', 'delay')
  if job.err then return nil end
  if job[1] and job[2] and job[3] and job[4] and job[5] and job[6] and call('HLEN', J) == 6 then return job end
  job = call('HMGET', J, 'name', 'data', 'opts', 'timestamp', 'priority', 'delay', 'atm', 'ats', 'stc', 'defa', 'rjk')
  if job[1] or job[2] or job[4] or call('EXISTS', J) == 1 then return job end
  return nil
end

-- Whose job this is from now on.
local function start(J, job, token, lease, worker)
  local id, before = job[idField], job[startsField]
  local starts = before and whole((tonumber(before) or 0) + 1) or '1'
  call('PSETEX', J .. ':lock', lease, token)
  call('XADD', eventsKey, '*', 'event', 'active', 'jobId', id, 'prev', 'waiting')
  if worker ~= '' then
    call('HSET', J, 'processedOn', ARGV[2], 'pb', worker, 'ats', starts)
  else
    call('HSET', J, 'processedOn', ARGV[2], 'ats', starts)
  end
  if before ~= nil then job[startsField] = starts end -- else it is the first
end

-- Which of `ids` are in `active`, and whether they are just its tail: mostly they are its oldest.
local function activeOf(ids)
  local isActive, isTail = {}, true
  for _, id in ipairs(call('LRANGE', activeKey, '-' .. #ids, '-1')) do isActive[id] = true end
  for _, id in ipairs(ids) do isTail = isTail and isActive[id] end
  if not isTail then
    for _, id in ipairs(call('LRANGE', activeKey, '0', '-1')) do isActive[id] = true end
  end
  return isActive, isTail
end

-- Lets the oldest completed jobs go beyond `most` (3.7), at most a thousand (E19). False when one of them has a parent: then
-- nothing is done.
local function trimPlain(most)
  local over = math.min(call('ZCARD', completedKey) - most, 1000)
  if over <= 0 then return true end
  local gone = {}
  for _, id in ipairs(call('ZRANGE', completedKey, '0', whole(over - 1))) do
    local J, n = P .. id, #gone
    if call('HEXISTS', J, 'parentKey') == 1 then return false end
    gone[n + 1], gone[n + 2], gone[n + 3] = J, J .. ':logs', J .. ':dependencies'
    gone[n + 4], gone[n + 5], gone[n + 6] = J .. ':processed', J .. ':failed', J .. ':unsuccessful'
  end
  inPortions('DEL', table.remove(gone), gone)
  call('ZREMRANGEBYRANK', completedKey, '0', whole(over - 1))
  return true
end

-- `list` as it was sent (see exchange). Answers true, and whether more may be kept now than the rule allows.
local function settlePlain(list, cap, points)
  local count = #list
  if count == 0 then return true, false end
  local keepCount, keepAge = list[1][6], list[1][7]
  if keepCount == 0 or not cap then return nil end
  local keys, ids, locks, kin = {}, {}, {}, {}
  for i = 1, count do
    local s = list[i]
    if s[3] ~= 'complete' or s[5] ~= '' or s[6] ~= keepCount or s[7] ~= keepAge then return nil end
    local J = P .. s[1]
    keys[i], ids[i], locks[i] = J, s[1], J .. ':lock'
    kin[2 * i - 1], kin[2 * i] = J .. ':dependencies', J .. ':unsuccessful'
  end
  local held = call('MGET', unpack(locks))
  if call('EXISTS', unpack(kin)) > 0 then return nil end
  local made = {}
  for i = 1, count do
    local job = call('HMGET', keys[i], 'opts', 'parentKey', 'deid', 'atm')
    if held[i] ~= list[i][2] or not job[1] or job[2] or job[3] or string.find(job[1], '"removeOn', 1, true) then return nil end
    made[i] = job[4] and whole((tonumber(job[4]) or 0) + 1) or '1'
  end
  if count == 1 then
    if call('LREM', activeKey, '-1', ids[1]) == 0 then return nil end -- the last question and the first write
  else
    local isActive, isTail = activeOf(ids)
    for _, id in ipairs(ids) do
      if not isActive[id] then return nil end
      isActive[id] = nil -- twice in the list: the second is refused
    end
    if isTail then
      call('LTRIM', activeKey, '0', '-' .. count + 1)
    else
      for _, id in ipairs(ids) do call('LREM', activeKey, '-1', id) end
    end
  end
  call('DEL', unpack(locks))
  call('SREM', stalledKey, unpack(ids))
  local scored = {}
  for i = 1, count do
    local id, result = ids[i], list[i][4]
    call('HSET', keys[i], 'atm', made[i], 'returnvalue', result, 'finishedOn', ARGV[2])
    if i == 1 then -- one cut of the stream a call is enough: it is not exact anyway
      call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'completed', 'jobId', id, 'returnvalue', result, 'prev', 'active')
    else
      call('XADD', eventsKey, '*', 'event', 'completed', 'jobId', id, 'returnvalue', result, 'prev', 'active')
    end
    scored[2 * i - 1], scored[2 * i] = ARGV[2], id
  end
  call('ZADD', completedKey, unpack(scored))
  countFinished(metricsCompletedKey, metricsCompletedDataKey, count, points)
  return true, keepAge > 0 or keepCount > 0 and not trimPlain(keepCount)
end

-- The jobs as they are answered, 0 for none: one after the other, because Redis asks a table of Lua's for a dozen names before
-- it takes it for a list. A job with more than the first six fields stands there as a list of its own.
local function inARow(jobs)
  if #jobs == 0 then return 0 end
  local row, n = {}, 0
  for i = 1, #jobs do
    local job = jobs[i]
    if job[startsField] == nil then
      row[n + 1], row[n + 2], row[n + 3], row[n + 4], row[n + 5], row[n + 6] = job[1], job[2], job[3], job[4], job[5], job[6]
      n = n + 6
    else
      n = n + 1
      row[n] = job
    end
  end
  return row
end

-- `limit` jobs of a queue that is open. Answers them and the moment of the next work that comes by itself (ms or nil).
local function claimPlain(limit, token, lease, worker)
  local first, due = call('ZRANGE', delayedKey, '0', '0', 'WITHSCORES')[2], nil
  if first then
    due = tonumber(first) / 4096
    if due < now + 1 then return nil end
  end
  local ids
  if limit == 1 then -- one command instead of three
    ids = { call('RPOPLPUSH', waitKey, activeKey) or nil }
  else
    ids = call('LRANGE', waitKey, '-' .. limit, '-1')
  end
  if #ids < limit and call('EXISTS', prioritizedKey) == 1 then return nil end
  local count, taken = #ids, {}
  for i = count, 1, -1 do
    local id = ids[i]
    local job = not isMark(id) and claimFieldsOf(P .. id)
    if not job then -- it is dropped (E6)
      if limit == 1 then call('LPOP', activeKey) end
      return nil
    end
    job[idField] = id
    taken[count - i + 1] = job
  end
  if #ids < limit then call('DEL', pcKey) end
  if count == 0 then return taken, due end
  if limit > 1 then
    local upside = {}
    for i = 1, count do upside[i] = taken[i][idField] end
    call('LPUSH', activeKey, unpack(upside)) -- before it leaves its place: a failing command must lose nothing (E33)
    call('LTRIM', waitKey, '0', '-' .. count + 1)
  end
  for _, job in ipairs(taken) do start(P .. job[idField], job, token, lease, worker) end
  call('ZADD', markerKey, '0', '0') -- wakes the next sleeper
  return taken, due
end
