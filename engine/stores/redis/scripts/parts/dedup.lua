-- The job that waited for another one with its deduplication id to end (bullmq-format 3.3, keepLastIfActive; `dn:`).
-- Needs base, meta, ready; keys: id and theirs.
local function startNextOfDedup(dedup)
  local key, p = P .. 'dn:' .. dedup, {}
  local fields = call('HGETALL', key)
  for i = 1, #fields, 2 do p[fields[i]] = fields[i + 1] end
  if not p.jid then return end
  local J, opts, cap = P .. p.jid, decoded(p.opts), eventCap()
  local delay, priority = tonumber(opts.delay) or 0, tonumber(opts.priority) or 0
  call('INCR', idKey)
  call('SET', P .. 'de:' .. dedup, p.jid)
  call('HSET', J, 'name', p.name or '', 'data', p.data or '{}', 'opts', p.opts or '{}', 'timestamp', ARGV[2], 'delay', delay,
    'priority', priority, 'deid', dedup)
  if p.pk then call('HSET', J, 'parentKey', p.pk, 'parent', p.pd or '{}') end
  if p.rjk then call('HSET', J, 'rjk', p.rjk) end
  call('XADD', eventsKey, '*', 'event', 'added', 'jobId', p.jid, 'name', p.name or '')
  if delay > 0 then
    call('ZADD', delayedKey, delayedScore(now + delay), p.jid)
    call('DEL', key) -- at once: should a later command fail, it does not begin a second time (E33)
    call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'delayed', 'jobId', p.jid, 'delay', now + delay)
    markDelayed()
  else
    local isGated = gated()
    pushReady(p.jid, priority, opts.lifo == true)
    call('DEL', key)
    markReady(isGated)
    call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'waiting', 'jobId', p.jid)
  end
  if p.pdk then call('SADD', p.pdk, J) end
end
