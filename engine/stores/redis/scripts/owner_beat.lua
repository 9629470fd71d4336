-- owner_beat: a sign of life of an engine, and who owns the shop (design section 4). Ours, not part of the format. By the
-- server's clock, which all share.
-- ARGV[1] engine, ARGV[2] look, work, own, take or leave, ARGV[3] its lease (ms), ARGV[4] when it started (ms).
-- Returns the owner ('' = nobody) and what is left of its lease (ms), then name and "seen started standsBy quiet" of each
-- engine, `quiet` = how long ago that was (ms).
--! keys owner engines
local name, wish, lease = ARGV[1], ARGV[2], tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local owner = redis.call('GET', ownerKey) or ''
if wish == 'take' or (wish == 'own' and (owner == '' or owner == name)) then
  redis.call('SET', ownerKey, name, 'PX', lease)
  owner = name
elseif owner == name and wish ~= 'look' then
  redis.call('DEL', ownerKey)
  owner = ''
end
if wish == 'leave' then
  redis.call('HDEL', enginesKey, name)
elseif wish ~= 'look' then
  redis.call('HSET', enginesKey, name, string.format('%.0f %s %d', now, ARGV[4], wish == 'work' and 0 or 1))
end
local answer = { owner, owner == '' and 0 or redis.call('PTTL', ownerKey) }
local seen = redis.call('HGETALL', enginesKey)
for i = 1, #seen, 2 do
  local quiet = now - tonumber(string.match(seen[i + 1], '^%d+'))
  if quiet > 3 * lease then
    redis.call('HDEL', enginesKey, seen[i])
  else
    answer[#answer + 1] = seen[i]
    answer[#answer + 1] = string.format('%s %.0f', seen[i + 1], math.max(0, quiet))
  end
end
return answer
