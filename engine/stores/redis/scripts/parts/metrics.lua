-- 3.14: one number a minute, the running one left out, so that Node's getMetrics reads ours. Needs base.
local function countFinished(hashKey, listKey, jobs, points)
  if jobs == 0 then return end
  local before = call('HINCRBY', hashKey, 'count', jobs) - jobs
  local m = call('HMGET', hashKey, 'prevTS', 'prevCount')
  if not m[1] then
    call('HSET', hashKey, 'prevTS', ARGV[2], 'prevCount', '0')
    return
  end
  local minutes = math.min(math.floor(now / 60000) - math.floor(tonumber(m[1]) / 60000), points)
  if minutes <= 0 then return end
  call('LPUSH', listKey, before - (tonumber(m[2] or '') or 0))
  if minutes > 1 then
    local zeros = {}
    for i = 1, minutes - 1 do zeros[i] = '0' end
    inPortions('LPUSH', listKey, zeros)
  end
  call('LTRIM', listKey, 0, points - 1)
  call('HSET', hashKey, 'prevCount', before, 'prevTS', ARGV[2])
end
