-- The first half of exchange: how claimed jobs ended. Everything is looked up and decided before the first write.
-- Needs base, meta, ready, tries, job_keys, dedup, parents, metrics; keys as exchange.

local finishFields = { 'name', 'opts', 'parentKey', 'parent', 'deid', 'atm', 'stacktrace', 'priority',
  'timestamp', 'processedOn', 'ats', 'pb', 'trato:tries', 'trato:ready', 'finishedOn' }
local completeFields = { 'name', 'opts', 'parentKey', 'deid', 'atm', 'finishedOn' }

-- Reads `count` settlements of eleven arguments each from position `at` on.
local function readSettlements(at, count)
  local list = {}
  for i = 1, count do
    list[i] = {
      id = ARGV[at], token = ARGV[at + 1], kind = ARGV[at + 2], text = ARGV[at + 3], trace = ARGV[at + 4],
      delay = tonumber(ARGV[at + 5]), keepCount = tonumber(ARGV[at + 6]), keepAge = tonumber(ARGV[at + 7]),
      short = ARGV[at + 8], traces = tonumber(ARGV[at + 9]), sentAt = ARGV[at + 10],
    }
    at = at + 11
  end
  return list
end

-- It was sent before and the answer was lost: what it did then is done (4.4).
local function doneBefore(s)
  if s.code == -1 then return true end
  if s.kind == 'complete' or s.kind == 'fail' then return s.job.finishedOn == s.sentAt end
  local tries = decoded(s.job['trato:tries'])
  return #tries > 0 and tries[#tries].endedAt == tonumber(s.sentAt)
end

local function decideAll(list)
  local lockKeys, depKeys = {}, {}
  for i, s in ipairs(list) do
    lockKeys[i] = P .. s.id .. ':lock'
    if s.kind == 'complete' then
      depKeys[#depKeys + 1] = P .. s.id .. ':dependencies'
      depKeys[#depKeys + 1] = P .. s.id .. ':unsuccessful'
    end
  end
  local locks = call('MGET', unpack(lockKeys))
  local waits = #depKeys > 0 and call('EXISTS', unpack(depKeys)) > 0
  local active, seen = {}, {}
  for _, id in ipairs(call('LRANGE', activeKey, 0, -1)) do active[id] = true end
  for i, s in ipairs(list) do
    local any
    s.job, any = fieldsOf(s.id, s.kind == 'complete' and completeFields or finishFields)
    s.code = 0
    if not any and call('EXISTS', P .. s.id) == 0 then
      s.code = -1
      s.ownLock = locks[i] == s.token
    elseif not locks[i] or seen[s.id] then
      s.code = -2
    elseif locks[i] ~= s.token then
      s.code = -6
    elseif not active[s.id] then
      s.code = -3
    end
    if s.code == 0 then
      seen[s.id] = true
      if waits and s.kind == 'complete' then
        -- Node raises here and fails the job; so do we, in the same step.
        local failed = call('EXISTS', P .. s.id .. ':unsuccessful') == 1
        if failed or call('EXISTS', P .. s.id .. ':dependencies') == 1 then
          s.kind, s.text = 'fail', failed and 'the job has failed children' or 'the job has pending children'
          s.short = s.text
          s.job = fieldsOf(s.id, finishFields)
        end
      end
    elseif s.sentAt ~= '' and doneBefore(s) then
      s.before = true
    end
  end
end

-- Takes the locks and places of all settled jobs at once. Mostly they are the oldest of `active`, so its tail.
local function release(done)
  local locks, ids, among = {}, {}, {}
  for i, s in ipairs(done) do
    locks[i], ids[i], among[s.id] = P .. s.id .. ':lock', s.id, true
  end
  inPortions('DEL', locks[1], locks)
  inPortions('SREM', stalledKey, ids)
  local tail = call('LRANGE', activeKey, -#ids, -1)
  for _, id in ipairs(tail) do
    if not among[id] then
      for _, settled in ipairs(ids) do call('LREM', activeKey, -1, settled) end
      return
    end
  end
  call('LTRIM', activeKey, 0, -(#ids + 1))
end

-- The newest traces, as a JSON array of text. `limit` = opts.stackTraceLimit, at most `most`.
local function tracesWith(s, most)
  if s.trace == '' then return nil end
  local limit = tonumber(decoded(s.job.opts).stackTraceLimit)
  limit = limit and math.min(limit, most) or most
  if limit <= 0 then return '[]' end
  local list = decoded(s.job.stacktrace)
  if #list == 0 then return '[' .. s.trace .. ']' end
  if #list < limit and string.sub(s.job.stacktrace, -1) == ']' then
    return string.sub(s.job.stacktrace, 1, -2) .. ',' .. s.trace .. ']'
  end
  list[#list + 1] = cjson.decode('[' .. s.trace .. ']')[1]
  while #list > limit do table.remove(list, 1) end
  return cjson.encode(list)
end

-- 3.7: the job's own rule, else the worker's.
local function keepRuleOf(s)
  local failed = s.kind == 'fail'
  local rule
  if s.job.opts and string.find(s.job.opts, '"removeOn', 1, true) then
    local opts = decoded(s.job.opts)
    if failed then rule = opts.removeOnFail else rule = opts.removeOnComplete end
  end
  if rule == nil or rule == cjson.null then return s.keepCount, s.keepAge, 1000 end
  if rule == true then return 0, 0, 0 end
  if rule == false then return -1, 0, 0 end
  if type(rule) == 'number' then return rule, 0, 0 end
  if type(rule) ~= 'table' then return -1, 0, 0 end
  return tonumber(rule.count) or -1, tonumber(rule.age) or 0, tonumber(rule.limit) or 1000
end

local function forget(zset, ids)
  for _, id in ipairs(ids) do
    detachFromParent(call('HGET', P .. id, 'parentKey'), P .. id)
    deleteJobKeys(id)
  end
  if #ids > 0 then inPortions('ZREM', zset, ids) end
end

-- 3.7, oldest first and at most a thousand by count too (E19): the rest goes with the next job that ends.
local function trim(zset, count, age, limit)
  if age > 0 then
    forget(zset, call('ZRANGEBYSCORE', zset, '-inf', now - age * 1000, 'LIMIT', 0, limit))
  end
  if count > 0 then
    local over = call('ZCARD', zset) - count
    if over > 0 then forget(zset, call('ZRANGE', zset, 0, math.min(over, 1000) - 1)) end
  end
end

local function finish(s, trims)
  local failed = s.kind == 'fail'
  local J, job = P .. s.id, s.job
  if job.deid then
    endDedup(s.id, job.deid)
    startNextOfDedup(job.deid)
  end
  if job.parentKey then
    if not failed then
      if call('SREM', job.parentKey .. ':dependencies', J) == 1 then childCompleted(job.parentKey, J, s.text) end
    else
      childFailed(job.parentKey, job.parent, J, s.text)
    end
  end
  local made = (tonumber(job.atm or '') or 0) + 1
  local zset = failed and failedKey or completedKey
  local count, age, limit = keepRuleOf(s)
  if count == 0 then
    deleteJobKeys(s.id)
    if job.parentKey then detachFromParent(job.parentKey, J) end
  else
    call('ZADD', zset, now, s.id)
    local traces = failed and tracesWith(s, s.traces)
    if traces then call('HSET', J, 'stacktrace', traces) end
    call('HSET', J, 'atm', made, failed and 'failedReason' or 'returnvalue', s.text, 'finishedOn', ARGV[2])
    if failed then call('HDEL', J, 'defa') end
    if count > 0 or age > 0 then
      local rule = count .. ' ' .. age .. ' ' .. limit
      if trims.alone then
        trim(zset, count, age, limit)
      else
        trims[zset .. rule] = { zset, count, age, limit }
      end
    end
  end
  call('XADD', eventsKey, '*', 'event', failed and 'failed' or 'completed', 'jobId', s.id,
    failed and 'failedReason' or 'returnvalue', s.text, 'prev', 'active')
  if failed and made >= (tonumber(decoded(job.opts).attempts) or 0) then
    call('XADD', eventsKey, '*', 'event', 'retries-exhausted', 'jobId', s.id, 'attemptsMade', made)
  end
end

-- Back to where it came from: failed and tried again, delayed by its handler, or given back unrun (3.9, 3.10).
local function putBack(s)
  local J, job = P .. s.id, s.job
  local priority = tonumber(job.priority or 0) or 0
  local cap = eventCap()
  if s.kind == 'retry' then
    local traces = tracesWith(s, s.traces)
    if traces then call('HSET', J, 'stacktrace', traces) end
    call('HSET', J, 'failedReason', s.text, 'atm', (tonumber(job.atm or '') or 0) + 1)
  end
  if s.kind == 'return' then
    if priority > 0 then
      call('ZADD', prioritizedKey, priority * 4294967296, s.id) -- the front of its class
    else
      call('RPUSH', readyList(), s.id)
      markReady(gated())
    end
    call('XADD', eventsKey, '*', 'event', 'waiting', 'jobId', s.id, 'prev', 'active')
    return
  end
  local tries = triesWith(job, s.kind == 'retry' and 'failed' or 'delayed', now, s.kind == 'retry' and s.short or '')
  if s.delay > 0 or s.kind == 'delay' then
    call('HSET', J, 'delay', s.delay, 'trato:tries', tries, 'trato:ready', now + s.delay)
    call('ZADD', delayedKey, delayedScore(now + s.delay), s.id)
    call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'delayed', 'jobId', s.id, 'delay', now + s.delay)
    return
  end
  call('HSET', J, 'trato:tries', tries, 'trato:ready', ARGV[2])
  pushReady(s.id, priority, decoded(job.opts).lifo == true)
  markReady(gated())
  call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'waiting', 'jobId', s.id, 'prev', 'active')
end

-- Answers the codes and how many jobs finished.
local function settleAll(list, points)
  local codes, done, finished, delayed = {}, {}, 0, false
  if #list == 0 then return codes, 0 end
  decideAll(list)
  for i, s in ipairs(list) do
    codes[i] = s.before and 0 or s.code
    if s.code == 0 then done[#done + 1] = s end
    if s.code == -1 and not s.before and s.ownLock then -- E7
      call('LREM', activeKey, -1, s.id)
      call('DEL', P .. s.id .. ':lock')
    end
  end
  if #done == 0 then return codes, 0 end
  release(done)
  local counts, rules, trims = { complete = 0, fail = 0 }, {}, {}
  for _, s in ipairs(done) do
    if counts[s.kind] then
      counts[s.kind] = counts[s.kind] + 1
      finished = finished + 1
    end
  end
  if finished > 0 then call('XTRIM', eventsKey, 'MAXLEN', '~', eventCap()) end
  -- Jobs of one call mostly share one keep rule: then it is applied once, to the same end.
  local one, same = nil, true
  for _, s in ipairs(done) do
    if counts[s.kind] then
      local count, age, limit = keepRuleOf(s)
      local rule = s.kind .. count .. ' ' .. age .. ' ' .. limit
      if rules[s.kind] and rules[s.kind] ~= rule then same = false end
      rules[s.kind] = rule
    end
  end
  trims.alone = not same
  for _, s in ipairs(done) do
    if counts[s.kind] then
      finish(s, trims)
    else
      putBack(s)
      delayed = delayed or s.kind == 'delay' or s.delay > 0
    end
  end
  for key, t in pairs(trims) do
    if key ~= 'alone' then trim(t[1], t[2], t[3], t[4]) end
  end
  countFinished(metricsCompletedKey, metricsCompletedDataKey, counts.complete, points)
  countFinished(metricsFailedKey, metricsFailedDataKey, counts.fail, points)
  if delayed then markDelayed() end
  return codes, finished
end
