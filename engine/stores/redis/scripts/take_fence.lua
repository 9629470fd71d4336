-- take_fence: a fence as it stood in another store, unless there is one. Ours. ARGV[1] engine, ARGV[2] token, ARGV[3] since,
-- ARGV[4] the message's key, ARGV[5] state. Returns 1, or 0 when there is one.
--! keys fence fenceTimes fencesSending
if redis.call('EXISTS', fenceKey) == 1 then return 0 end
redis.call('HSET', fenceKey, 'state', ARGV[5], 'engine', ARGV[1], 'token', ARGV[2], 'since', ARGV[3])
redis.call('ZADD', fenceTimesKey, ARGV[3], ARGV[4])
if ARGV[5] == 'sending' then redis.call('SADD', fencesSendingKey, ARGV[4]) end
return 1
