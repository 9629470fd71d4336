-- The queue's settings. Needs base; keys: meta, wait, paused, active.

-- Whether a paused queue keeps its jobs in a list of its own, as BullMQ 5 does (bullmq-format 1.4). "auto" goes by the library
-- that connected last, and by such a list: then one of the older line has paused or added.
local function keepsApart(Q, version, paused)
  if ARGV[3] ~= 'auto' then return ARGV[3] ~= '6' end
  if version and string.sub(version, 1, 9) == 'bullmq:5.' then return true end
  return paused and call('EXISTS', Q .. 'paused') == 1
end

-- A whole number that Redis takes, as BullMQ makes it of what a person set: a fraction would stop a script in the middle.
local function limitOf(text)
  local number = tonumber(text or '')
  return number and number == number and math.min(math.floor(math.abs(number)), 9007199254740991) or nil
end

local meta
local function readMeta()
  meta = {}
  local m = call('HMGET', metaKey, 'paused', 'version', 'concurrency', 'max', 'duration', 'opts.maxLenEvents')
  meta.paused = m[1] ~= false
  meta.version = m[2]
  meta.concurrency = limitOf(m[3])
  meta.max = limitOf(m[4])
  meta.duration = limitOf(m[5])
  meta.maxEvents = m[6] and string.match(m[6], '^%d+$') or (m[6] and '10000')
  meta.five = keepsApart(P, meta.version, meta.paused)
end
readMeta()

-- B1: the cap of the event stream; written when missing.
local function eventCap()
  if not meta.maxEvents then
    call('HSET', metaKey, 'opts.maxLenEvents', '10000')
    meta.maxEvents = '10000'
  end
  return meta.maxEvents
end

-- Makes one list, `into`, of both, the older jobs nearest the tail, which is served first. The longer one stays as it is and
-- takes the other's jobs, at most `most` of them a call, so that a long list is never read; one that stands alone is renamed,
-- never onto a list (V1). Answers whether all is done; what a call leaves is in order too.
local function mergeLists(from, into, most)
  local mine, others, left = call('LLEN', from), call('LLEN', into), most or math.huge
  if mine > 0 and others > 0 then
    local first, second = tonumber(call('LINDEX', from, -1)), tonumber(call('LINDEX', into, -1))
    local newer, older = into, from
    if first and second and first > second then newer, older = from, into end
    local short = mine < others and from or into
    local count = math.min(mine, others, left)
    while count > 0 do
      local n = math.min(count, 5000)
      if short == newer then
        local part, upside = call('LRANGE', newer, -n, -1), {}
        for i = n, 1, -1 do upside[#upside + 1] = part[i] end
        call('LPUSH', older, unpack(upside))
        call('LTRIM', newer, 0, -n - 1)
      else
        call('RPUSH', newer, unpack(call('LRANGE', older, 0, n - 1)))
        call('LTRIM', older, n, -1)
      end
      count = count - n
    end
    if math.min(mine, others) > left then return false end
  end
  if mine > 0 and call('EXISTS', into) == 0 then call('RENAME', from, into) end
  return true
end

-- B7: where ready jobs without priority go. Beside BullMQ 5 a paused queue keeps them in one list of its own.
local function readyList()
  if meta.paused and meta.five then
    if call('EXISTS', waitKey) == 1 then mergeLists(waitKey, pausedKey) end
    return pausedKey
  end
  return waitKey
end

-- B2: nothing may be handed out now.
local function gated()
  if meta.paused then return true end
  return meta.concurrency ~= nil and call('LLEN', activeKey) >= meta.concurrency
end
