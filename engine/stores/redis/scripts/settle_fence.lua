-- settle_fence: what became of a send. ARGV[1] token or "" for any, ARGV[2] state, ARGV[3] the message's key,
-- ARGV[4] "1" = any token. Returns 0, -1 no such fence, -6 another attempt's.
--! keys fence fencesSending
local token = redis.call('HGET', fenceKey, 'token')
if not token then return -1 end
if ARGV[4] ~= '1' and token ~= ARGV[1] then return -6 end
redis.call('HSET', fenceKey, 'state', ARGV[2])
redis.call(ARGV[2] == 'sending' and 'SADD' or 'SREM', fencesSendingKey, ARGV[3])
return 0
