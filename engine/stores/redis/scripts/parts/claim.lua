-- The second half of exchange, for all queues: handing out jobs (bullmq-format 3.4). Needs base, plain, meta, ready; keys as
-- exchange.

-- Jobs that a call with this token took, whose answer was lost (4.4); their leases begin anew.
local function takenBefore(token, lease)
  local ids, locks = call('LRANGE', activeKey, 0, -1), {}
  local found = {}
  for from = 1, #ids, 1000 do
    for i = from, math.min(from + 999, #ids) do locks[i - from + 1] = P .. ids[i] .. ':lock' end
    local many = math.min(1000, #ids - from + 1)
    local held = call('MGET', unpack(locks, 1, many))
    for i = 1, many do
      if held[i] == token then
        local id = ids[from + i - 1]
        local job = claimFieldsOf(P .. id)
        if job then
          call('PSETEX', P .. id .. ':lock', lease, token)
          job[idField] = id
          table.insert(found, 1, job) -- the newest are at the head
        end
      end
    end
  end
  return found
end

-- How many starts the rate limit allows (B12), and for how long it holds when it allows none.
local function allowedByRate(max)
  if not max then return nil, 0 end
  local used = tonumber(call('GET', limiterKey) or 0) or 0
  if used >= max then
    local left = call('PTTL', limiterKey)
    if left > 0 then return 0, left end
    if left == 0 then
      call('DEL', limiterKey)
      used = 0
    else
      return nil, 0 -- a counter without a window limits nothing, as in BullMQ
    end
  end
  return max - used, 0
end

-- Answers the claimed jobs, the moment of the next work that comes by itself (or nil), whether the queue holds jobs back now
-- (paused, rate limit, global concurrency), and whether it is for the last of these.
local function claim(want)
  local due = promoteDue(1000)
  local max = meta.max or (want.rateMax > 0 and want.rateMax or nil)
  local room, limitedFor = allowedByRate(max)
  if meta.paused then
    readyList() -- makes one list of two: a resume of BullMQ 5 would lose one of them
    return {}, nil, true
  end
  local wanted = want.limit
  local maxed, crowded = false, false
  if meta.concurrency then
    local free = meta.concurrency - call('LLEN', activeKey)
    maxed, crowded = free <= 0, free <= wanted
    if free < wanted then wanted = free end
  end

  local taken, counted, stop, moved = {}, 0, room == 0 and limitedFor > 0, false
  -- Takes ids in order from `ids`; answers how many of them are used up. One without a job is dropped (E6).
  local function take(ids)
    for i, id in ipairs(ids) do
      if #taken >= wanted or stop then return i - 1 end
      if not isMark(id) then
        local job = claimFieldsOf(P .. id)
        if job then
          if not job[deferredField] then
            if room and counted >= room then
              stop = true
              return i - 1
            end
            counted = counted + 1
          end
          job[idField] = id
          taken[#taken + 1] = job
        end
      end
    end
    return #ids
  end

  -- Into `active` before it leaves its place: should a command of this script fail, nothing is lost (E33).
  local function activate(from)
    local ids = {}
    for i = from, #taken do ids[#ids + 1] = taken[i][idField] end
    if #ids > 0 then inPortions('LPUSH', activeKey, ids) end
  end

  -- One command instead of three.
  while wanted == 1 and (not room or room > 0) and not moved and not stop do
    local id = call('RPOPLPUSH', waitKey, activeKey)
    if not id then break end
    moved = take({ id }) == 1 and #taken == 1
    if not moved then call('LPOP', activeKey) end
  end
  while #taken < wanted and not stop do
    local tail = call('LRANGE', waitKey, #taken - wanted, -1)
    if #tail == 0 then break end
    local ids = {}
    for i = #tail, 1, -1 do ids[#ids + 1] = tail[i] end
    local before = #taken
    local used = take(ids)
    activate(before + 1)
    if used > 0 then call('LTRIM', waitKey, 0, -(used + 1)) end
  end
  while #taken < wanted and not stop do
    local ids = call('ZRANGE', prioritizedKey, 0, wanted - #taken - 1)
    if #ids == 0 then
      call('DEL', pcKey)
      break
    end
    local before = #taken
    local used = take(ids)
    activate(before + 1)
    if used > 0 then call('ZREMRANGEBYRANK', prioritizedKey, 0, used - 1) end
  end

  local left
  if #taken > 0 then
    if max and counted > 0 and call('INCRBY', limiterKey, counted) == counted then
      local window = want.rateWindow > 0 and want.rateWindow or meta.duration
      if window then call('PEXPIRE', limiterKey, whole(window)) end
      left = window
    end
    for _, job in ipairs(taken) do start(P .. job[idField], job, want.token, want.lease, want.worker) end
    call('ZADD', markerKey, '0', '0') -- wakes the next sleeper
  end

  if max and (stop or (room and counted >= room)) then
    left = left or (limitedFor > 0 and limitedFor) or call('PTTL', limiterKey)
    if left > 0 then
      if call('EXISTS', waitKey, prioritizedKey) > 0 then return taken, now + left, true, crowded end
      return taken, due and math.max(due, now + left) or nil, true, crowded
    end
  end
  -- Nobody writes a marker when another worker's job ends: look again, as BullMQ's workers do.
  if crowded and call('EXISTS', waitKey, prioritizedKey) > 0 then return taken, now + 5000, maxed, true end
  return taken, due, maxed, crowded
end
