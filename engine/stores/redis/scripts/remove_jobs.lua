-- remove_jobs: removes jobs in any state but leased ones, with their children (bullmq-format 3.13 "remove job"; BullMQ:
-- removeJob). ARGV[4] the only state meant or "", then the ids. Returns one code an id: 1 done, 0 leased, itself or a child
-- that it waits for, -1 missing, -3 in another state, -8 planned by a scheduler.
--! keys wait paused active prioritized pc delayed waitingChildren completed failed marker events meta id repeat
--! include base meta other_queue ready job_keys parents places
local home = P

local function childLocked(J)
  for _, child in ipairs(call('SMEMBERS', J .. ':dependencies')) do
    if call('EXISTS', child .. ':lock') == 1 or childLocked(child) then return true end
  end
  return false
end

local function forget(id, place, key)
  local dedup = call('HGET', P .. id, 'deid')
  if place then takeOut(id, place, key) end
  if dedup then dropDedup(id, dedup) end
  deleteJobKeys(id)
  call('XADD', eventsKey, 'MAXLEN', '~', eventCap(), '*', 'event', 'removed', 'jobId', id, 'prev', place or 'unknown')
end

-- The children need not be detached: what they are tied to goes as well.
local function removeChildren(J)
  local children = call('SMEMBERS', J .. ':dependencies')
  for _, kind in ipairs({ ':processed', ':failed' }) do
    for _, child in ipairs(call('HKEYS', J .. kind)) do children[#children + 1] = child end
  end
  for _, child in ipairs(call('ZRANGE', J .. ':unsuccessful', 0, -1)) do children[#children + 1] = child end
  for _, child in ipairs(children) do
    local prefix, id = split(child)
    if id and call('EXISTS', child) == 1 and call('EXISTS', child .. ':lock') == 0 then
      removeChildren(child)
      enterQueue(prefix)
      forget(id, placeOf(id))
    end
  end
end

local codes = {}
for i = 5, #ARGV do
  local id = ARGV[i]
  local J = P .. id
  local code = 1
  if call('EXISTS', J) == 0 then
    code = -1
  elseif isPlannedRun(id) then
    code = -8
  else
    local place, key = placeOf(id)
    if not isIn(place or 'unknown', ARGV[4]) then
      code = -3
    elseif call('EXISTS', J .. ':lock') == 1 or childLocked(J) then
      code = 0
    else
      removeChildren(J)
      enterQueue(home)
      detachFromParent(call('HGET', J, 'parentKey'), J)
      forget(id, place, key)
    end
  end
  codes[#codes + 1] = code
end
return codes
