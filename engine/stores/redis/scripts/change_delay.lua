-- change_delay: a delayed job is due at now + ARGV[5] (bullmq-format 3.13; BullMQ: changeDelay). ARGV[4] id.
-- Returns 0, -1 missing, -3 not delayed.
--! keys wait paused active prioritized pc delayed marker events meta
--! include base meta ready
local id, delay = ARGV[4], tonumber(ARGV[5])
if call('EXISTS', P .. id) == 0 then return -1 end
if call('ZREM', delayedKey, id) == 0 then return -3 end
call('HSET', P .. id, 'delay', ARGV[5], 'trato:ready', now + delay)
call('ZADD', delayedKey, delayedScore(now + delay), id)
call('XADD', eventsKey, 'MAXLEN', '~', eventCap(), '*', 'event', 'delayed', 'jobId', id, 'delay', now + delay)
markDelayed()
return 0
