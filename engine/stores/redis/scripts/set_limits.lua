-- set_limits: limits over all workers of a queue (bullmq-format 3.13; BullMQ: setGlobalConcurrency, setGlobalRateLimit and
-- their removal). ARGV[4] concurrency, ARGV[5] jobs and ARGV[6] ms of the rate, "0" = none, ARGV[7] our library's name for a
-- queue without one. A worker that sleeps is woken, since the limits may be wider now (E28).
--! keys wait paused active prioritized pc delayed marker events meta
--! include base meta ready
if not meta.version then call('HSET', metaKey, 'version', ARGV[7]) end
if ARGV[4] == '0' then call('HDEL', metaKey, 'concurrency') else call('HSET', metaKey, 'concurrency', ARGV[4]) end
if ARGV[5] == '0' then
  call('HDEL', metaKey, 'max', 'duration')
else
  call('HSET', metaKey, 'max', ARGV[5], 'duration', ARGV[6])
end
if not meta.paused and call('EXISTS', waitKey, prioritizedKey) > 0 then call('ZADD', markerKey, 0, '0') end
return 0
