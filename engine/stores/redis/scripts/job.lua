-- job: everything about one job. Changes nothing. ARGV[4] id. Returns state, score, ms left of its lease (-2 = none),
-- the newest 1,000 log lines, its hash as names and values, how many children it has; nil when there is no such job.
--! keys wait paused active prioritized delayed waitingChildren completed failed repeat
--! include base places
local id = ARGV[4]
local hash = call('HGETALL', P .. id)
if #hash == 0 then return false end
local place, key = placeOf(id)
return { place or 'unknown', place == 'delayed' and call('ZSCORE', key, id) or '', call('PTTL', P .. id .. ':lock'),
  call('LRANGE', P .. id .. ':logs', -1000, -1), hash, call('SCARD', P .. id .. ':dependencies')
    + call('HLEN', P .. id .. ':processed') + call('HLEN', P .. id .. ':failed') + call('ZCARD', P .. id .. ':unsuccessful') }
