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

-- Puts both lists into `into`, the older jobs nearest the tail, which is served first. Never a rename onto a list (V1).
local function mergeLists(from, into)
  local moved = call('LRANGE', from, 0, -1)
  if #moved == 0 then return end
  local mine, other = tonumber(moved[#moved]), tonumber(call('LINDEX', into, -1) or '')
  if mine and other and mine > other then
    local upside = {}
    for i = #moved, 1, -1 do upside[#upside + 1] = moved[i] end
    inPortions('LPUSH', into, upside)
  else
    inPortions('RPUSH', into, moved)
  end
  call('DEL', from)
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
