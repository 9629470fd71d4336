-- set_fence: the fence of one message before its bytes leave (design section 6). Ours, not part of the format.
-- ARGV[1] engine, ARGV[2] token, ARGV[3] now, ARGV[4] the message's key. A rejected fence is replaced, any other stays.
-- Returns state, engine, token, since of the fence that stands now.
--! keys fence fenceTimes fencesSending
local found = redis.call('HMGET', fenceKey, 'state', 'engine', 'token', 'since')
if found[1] and found[1] ~= 'rejected' then return found end
redis.call('HSET', fenceKey, 'state', 'sending', 'engine', ARGV[1], 'token', ARGV[2], 'since', ARGV[3])
redis.call('ZADD', fenceTimesKey, ARGV[3], ARGV[4])
redis.call('SADD', fencesSendingKey, ARGV[4])
return { 'sending', ARGV[1], ARGV[2], ARGV[3] }
