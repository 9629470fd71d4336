-- clean_fences: forgets settled fences set before ARGV[1] (ms), at most ARGV[2]; ARGV[3] = what a fence's key begins with,
-- ARGV[4] "1" = only count. Returns how many, and "1" when there may be more.
--! keys fenceTimes fencesSending
local old = redis.call('ZRANGEBYSCORE', fenceTimesKey, '-inf', '(' .. ARGV[1])
local count, most = 0, tonumber(ARGV[2])
for _, key in ipairs(old) do
  if redis.call('SISMEMBER', fencesSendingKey, key) == 0 then
    if ARGV[4] ~= '1' then
      if count == most then return { count, '1' } end
      redis.call('DEL', ARGV[3] .. key .. ':fence')
      redis.call('ZREM', fenceTimesKey, key)
    end
    count = count + 1
  end
end
return { count, '0' }
