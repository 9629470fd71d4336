-- The first half of exchange, for all that plain does not do: how claimed jobs ended. Everything is looked up and decided before the first write, but for a
-- job that is settled alone: whether it can be taken out of `active` is the last question, so that is its first write.
-- Needs base, metrics, plain, meta, ready, tries, job_keys, dedup, parents; keys as exchange.

local finishFields = { 'name', 'opts', 'parentKey', 'parent', 'deid', 'atm', 'stacktrace', 'priority',
  'timestamp', 'processedOn', 'ats', 'pb', 'trato:tries', 'trato:ready', 'finishedOn' }

-- The settlements out of their MessagePack list. What only a job needs that did not complete stands at the end. Each
-- gets all its fields at once: a table that grows takes longer than all that is done with it.
local function readSettlements(list)
  for i, s in ipairs(list) do
    local settlement = {
      id = s[1], token = s[2], kind = s[3], text = s[4], sentAt = s[5], keepCount = s[6], keepAge = s[7],
      delay = s[8] or 0, key = P .. s[1], code = 0, job = false, rule = false,
    }
    if s[9] then settlement.trace, settlement.traces, settlement.short = s[9], s[10], s[11] end
    list[i] = settlement
  end
  return list
end

-- What is needed of a job that completed; few fields, because most do.
local function fieldsToComplete(s)
  local f = call('HMGET', s.key, 'opts', 'parentKey', 'deid', 'atm')
  return { opts = f[1], parentKey = f[2], deid = f[3], atm = f[4] }, f[1] or f[2] or f[3] or f[4]
end

local function triedBefore(s)
  local tries = decoded(s.job['trato:tries'])
  return #tries > 0 and tries[#tries].endedAt == tonumber(s.sentAt)
end

-- It was sent before and the answer was lost: what it did then is done (4.4).
local function doneBefore(s)
  if s.code == -1 then return true end
  if s.kind == 'complete' or s.kind == 'fail' then return call('HGET', s.key, 'finishedOn') == s.sentAt end
  return triedBefore(s)
end

-- Gives each settlement its code and its job. Answers whether all of them together are the tail of `active`, and whether
-- they are out of there already.
local function decideAll(list)
  local lockKeys, depKeys = {}, {}
  for i, s in ipairs(list) do
    lockKeys[i] = s.key .. ':lock'
    if s.kind == 'complete' then
      depKeys[#depKeys + 1] = s.key .. ':dependencies'
      depKeys[#depKeys + 1] = s.key .. ':unsuccessful'
    end
  end
  local locks = call('MGET', unpack(lockKeys))
  local waits = #depKeys > 0 and call('EXISTS', unpack(depKeys)) > 0
  local alone = #list == 1
  local isActive, isTail
  if not alone then
    local ids = {}
    for i, s in ipairs(list) do ids[i] = s.id end
    isActive, isTail = activeOf(ids)
  end
  local seen = {}
  for i, s in ipairs(list) do
    local any
    if s.kind == 'complete' then
      s.job, any = fieldsToComplete(s)
    else
      s.job, any = fieldsOf(s.id, finishFields)
    end
    if not any and call('EXISTS', s.key) == 0 then
      s.code = -1
      s.ownLock = locks[i] == s.token
    elseif not locks[i] or seen[s.id] then
      s.code = -2
    elseif locks[i] ~= s.token then
      s.code = -6
    elseif waits and s.kind == 'complete' and call('EXISTS', s.key .. ':dependencies') == 1 then
      s.code = -4
    elseif waits and s.kind == 'complete' and call('EXISTS', s.key .. ':unsuccessful') == 1 then
      s.code = -9
    elseif alone and call('LREM', activeKey, -1, s.id) == 0 or not alone and not isActive[s.id] then
      s.code = -3
    end
    if s.code == 0 then
      seen[s.id] = true
    elseif s.sentAt ~= '' and doneBefore(s) then
      s.before = true
    end
  end
  return isTail, alone
end

-- Takes the locks and places of all settled jobs at once.
local function release(done, isTail, isOut)
  local locks, ids = {}, {}
  for i, s in ipairs(done) do
    locks[i], ids[i] = s.key .. ':lock', s.id
  end
  inPortions('DEL', locks[1], locks)
  inPortions('SREM', stalledKey, ids)
  if isTail then
    call('LTRIM', activeKey, 0, -(#ids + 1))
  elseif not isOut then
    for _, id in ipairs(ids) do call('LREM', activeKey, -1, id) end
  end
end

-- The newest traces, as a JSON array of text. `limit` = opts.stackTraceLimit, at most `most`.
local function tracesWith(s, most)
  if not s.trace or s.trace == '' then return nil end
  local limit = tonumber(optionOf(s.job, 'stackTraceLimit'))
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

-- 3.7: the job's own rule, else the worker's, of which `usual` keeps the last of each kind.
local function keepRuleOf(s, usual)
  local failed = s.kind == 'fail'
  local own
  if s.job.opts and string.find(s.job.opts, '"removeOn', 1, true) then
    local opts = optionsOf(s.job)
    if failed then own = opts.removeOnFail else own = opts.removeOnComplete end
  end
  if own == nil or own == cjson.null then
    local rule = usual[s.kind]
    if not rule or rule.count ~= s.keepCount or rule.age ~= s.keepAge then
      rule = { count = s.keepCount, age = s.keepAge, limit = 1000 }
      usual[s.kind] = rule
    end
    return rule
  end
  if own == true then return { count = 0, age = 0, limit = 0 } end
  if type(own) == 'number' then return { count = own, age = 0, limit = 0 } end
  if type(own) ~= 'table' then return { count = -1, age = 0, limit = 0 } end
  return { count = tonumber(own.count) or -1, age = tonumber(own.age) or 0, limit = tonumber(own.limit) or 1000 }
end

local function forget(zset, ids)
  for _, id in ipairs(ids) do
    detachFromParent(call('HGET', P .. id, 'parentKey'), P .. id)
    deleteJobKeys(id)
  end
  if #ids > 0 then inPortions('ZREM', zset, ids) end
end

-- 3.7, oldest first, by age and by count together at most a thousand a call, whatever the rules of its jobs say (E19): the
-- rest goes with the next job that ends.
local mayTrim = 1000
local function trim(zset, rule)
  if rule.age > 0 and mayTrim > 0 then
    local most = rule.limit > 0 and math.min(math.floor(rule.limit), mayTrim) or mayTrim
    local old = call('ZRANGEBYSCORE', zset, '-inf', now - rule.age * 1000, 'LIMIT', 0, most)
    forget(zset, old)
    mayTrim = mayTrim - #old
  end
  if rule.count > 0 and mayTrim > 0 then
    local over = math.min(call('ZCARD', zset) - rule.count, mayTrim)
    if over > 0 then forget(zset, call('ZRANGE', zset, 0, over - 1)) end
    mayTrim = mayTrim - math.max(over, 0)
  end
end

-- One cut of the stream a call is enough: it is not exact anyway.
local function tell(ends, event, id, ...)
  if ends.cap then
    call('XADD', eventsKey, 'MAXLEN', '~', ends.cap, '*', 'event', event, 'jobId', id, ...)
    ends.cap = nil
  else
    call('XADD', eventsKey, '*', 'event', event, 'jobId', id, ...)
  end
end

-- `ends` gathers what may be written at once for all jobs of the call.
local function finish(s, ends)
  local failed, again = s.kind == 'fail', s.sentAt ~= ''
  local J, job, at = s.key, s.job, again and s.sentAt or ARGV[2]
  if job.deid then
    endDedup(s.id, job.deid)
    startNextOfDedup(job.deid)
  end
  if job.parentKey then
    if not failed then
      local counted = call('SREM', job.parentKey .. ':dependencies', J) == 1
      if counted or again and call('EXISTS', job.parentKey) == 1 then childCompleted(job.parentKey, J, s.text) end
    else
      childFailed(job.parentKey, job.parent, J, s.text, again)
    end
  end
  local counted = again and call('HGET', J, 'finishedOn') == at -- it stopped in its middle
  local made = (tonumber(job.atm or '') or 0) + (counted and 0 or 1)
  if s.rule.count == 0 then
    deleteJobKeys(s.id)
    if job.parentKey then detachFromParent(job.parentKey, J) end
  else
    local traces = failed and not counted and tracesWith(s, s.traces)
    if traces then call('HSET', J, 'stacktrace', traces) end
    call('HSET', J, 'atm', whole(made), failed and 'failedReason' or 'returnvalue', s.text, 'finishedOn', at)
    if failed then call('HDEL', J, 'defa') end
    if ends.together then
      local scored = ends[s.kind]
      scored[#scored + 1] = at
      scored[#scored + 1] = s.id
    else
      local zset = failed and failedKey or completedKey
      call('ZADD', zset, at, s.id)
      trim(zset, s.rule)
    end
  end
  tell(ends, failed and 'failed' or 'completed', s.id, failed and 'failedReason' or 'returnvalue', s.text, 'prev', 'active')
  if failed and made >= (tonumber(optionsOf(job).attempts) or 0) then
    call('XADD', eventsKey, '*', 'event', 'retries-exhausted', 'jobId', s.id, 'attemptsMade', whole(made))
  end
end

-- Back to where it came from: failed and tried again, delayed by its handler, or given back unrun (3.9, 3.10).
local function putBack(s, ends)
  local job = s.job
  local priority = tonumber(job.priority or 0) or 0
  if s.kind == 'return' then
    if priority ~= 0 then
      call('ZADD', prioritizedKey, priority * 4294967296, s.id) -- the front of its class
    else
      call('RPUSH', readyList(), s.id)
    end
    markReady(gated())
    call('XADD', eventsKey, '*', 'event', 'waiting', 'jobId', s.id, 'prev', 'active')
    return
  end
  local failed, waits, again = s.kind == 'retry', s.delay > 0 or s.kind == 'delay', s.sentAt ~= ''
  local counted = again and triedBefore(s) -- it stopped in its middle
  local set = { 'trato:ready', waits and now + s.delay or ARGV[2] }
  local function add(field, value)
    set[#set + 1] = field
    set[#set + 1] = value
  end
  if not counted then
    add('trato:tries', triesWith(job, failed and 'failed' or 'delayed', again and tonumber(s.sentAt) or now, failed and s.short or ''))
  end
  if failed and not counted then
    local traces = tracesWith(s, s.traces)
    if traces then add('stacktrace', traces) end
    add('failedReason', s.text)
    add('atm', whole((tonumber(job.atm or '') or 0) + 1))
  end
  if waits then add('delay', s.delay) end
  call('HSET', s.key, unpack(set))
  if waits then
    call('ZADD', delayedKey, delayedScore(now + s.delay), s.id)
    tell(ends, 'delayed', s.id, 'delay', now + s.delay)
    return
  end
  if priority ~= 0 or optionOf(job, 'lifo') == true then
    pushReady(s.id, priority, true)
  else
    ends.back[#ends.back + 1] = s.id
  end
  ends.ready = true
  tell(ends, 'waiting', s.id, 'prev', 'active')
end

-- Gives each job that finishes its keep rule; answers the rules by kind and whether the jobs of a kind share one, as they
-- mostly do: then it is applied once, to the same end.
local function keepRules(done)
  local rules, same, usual = {}, true, {}
  for _, s in ipairs(done) do
    if s.kind == 'complete' or s.kind == 'fail' then
      local rule = keepRuleOf(s, usual)
      local first = rules[s.kind] or rule
      s.rule, rules[s.kind] = rule, first
      if rule.count ~= first.count or rule.age ~= first.age or rule.limit ~= first.limit then same = false end
    end
  end
  return rules, same
end

-- Answers the codes and how many jobs finished.
local function settleAll(list, points)
  local codes, done, counts, delayed = {}, {}, { complete = 0, fail = 0 }, false
  if #list == 0 then return codes, 0 end
  local isTail, isOut = decideAll(list)
  for i, s in ipairs(list) do
    codes[i] = s.before and 0 or s.code
    if s.code == 0 then done[#done + 1] = s end
    if s.code == -1 and s.ownLock then -- E7
      call('LREM', activeKey, -1, s.id)
      call('DEL', s.key .. ':lock')
    end
  end
  if #done == 0 then return codes, 0 end
  release(done, isTail and #done == #list, isOut)
  local rules, together = keepRules(done)
  local ends = { together = together, complete = {}, fail = {}, back = {}, ready = false, cap = eventCap() }
  for _, s in ipairs(done) do
    if counts[s.kind] then
      counts[s.kind] = counts[s.kind] + 1
      finish(s, ends)
    else
      putBack(s, ends)
      delayed = delayed or s.kind == 'delay' or s.delay > 0
    end
  end
  if together then
    for kind, rule in pairs(rules) do
      local zset = kind == 'fail' and failedKey or completedKey
      inPortions('ZADD', zset, ends[kind])
      trim(zset, rule)
    end
  end
  if #ends.back > 0 then inPortions('LPUSH', readyList(), ends.back) end
  if ends.ready then markReady(gated()) end
  countFinished(metricsCompletedKey, metricsCompletedDataKey, counts.complete, points)
  countFinished(metricsFailedKey, metricsFailedDataKey, counts.fail, points)
  if delayed then markDelayed() end
  return codes, counts.complete + counts.fail
end
