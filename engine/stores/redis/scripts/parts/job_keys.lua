-- Removing a job's keys, and what that means for its deduplication and its parent. Needs base.

-- B13: everything but the lock.
local function deleteJobKeys(id)
  local J = P .. id
  call('DEL', J, J .. ':logs', J .. ':dependencies', J .. ':processed', J .. ':failed', J .. ':unsuccessful')
end

-- B14: a finished job no longer holds its deduplication id, unless a time does.
local function endDedup(id, dedup)
  local key = P .. 'de:' .. dedup
  local left = call('PTTL', key)
  if left == 0 or (left == -1 and call('GET', key) == id) then call('DEL', key) end
end

-- B15
local function dropDedup(id, dedup)
  local key = P .. 'de:' .. dedup
  if call('GET', key) == id then call('DEL', key, P .. 'dn:' .. dedup) end
end
