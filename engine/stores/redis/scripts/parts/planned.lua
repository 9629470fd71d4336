-- The runs of a job scheduler (bullmq-format 3.12). Needs base, meta, ready; keys: id, repeat.

local function runOf(scheduler, at)
  return string.format('repeat:%s:%.0f', scheduler, at)
end

-- 3.12.2: the next instant of a fixed interval that is later than now.
local function onGrid(every, offset)
  local at = math.floor(now / every) * every + offset
  return at > now and at or at + every
end

-- Notes that the next run is `at`, and makes its job; `opts` gets what tells of the time.
local function plan(scheduler, at, name, data, opts)
  local id, cap = runOf(scheduler, at), eventCap()
  call('ZADD', repeatKey, at, scheduler)
  call('INCR', idKey)
  local delay, priority = math.max(0, at - now), tonumber(opts.priority) or 0
  opts.jobId, opts.delay, opts.timestamp = id, delay, now
  call('HSET', P .. id, 'name', name, 'data', data, 'opts', cjson.encode(opts), 'timestamp', ARGV[2], 'delay', delay,
    'priority', priority, 'rjk', scheduler)
  if type(opts.de) == 'table' and opts.de.id then call('HSET', P .. id, 'deid', opts.de.id) end -- it holds nothing (E15)
  call('XADD', eventsKey, '*', 'event', 'added', 'jobId', id, 'name', name)
  if delay > 0 then
    call('ZADD', delayedKey, delayedScore(at), id)
    call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'delayed', 'jobId', id, 'delay', at)
    markDelayed()
  else
    pushReady(id, priority, false)
    markReady(gated())
    call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'waiting', 'jobId', id)
  end
  return id
end
