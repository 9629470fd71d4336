-- next_run: plans the next job of a BullMQ job scheduler; whoever claims one must do so before running it (bullmq-format
-- 3.12.4; BullMQ: updateJobScheduler). ARGV[4] id of the claimed job, ARGV[5] scheduler, ARGV[6] options of the next job
-- as JSON, ARGV[7] its time by the cron pattern (ms) or "".
-- Returns the new job's id, or "" when there is nothing to plan: the scheduler is gone, or this job was not its last.
--! keys wait paused active prioritized pc delayed marker events meta id repeat
--! include base meta ready planned
local scheduler = ARGV[5]
local last = tonumber(call('ZSCORE', repeatKey, scheduler) or '')
if not last or ARGV[4] ~= runOf(scheduler, last) then return '' end
local hashKey = P .. 'repeat:' .. scheduler
local hash = call('HMGET', hashKey, 'name', 'data', 'every', 'offset', 'ic')
if not hash[1] then return '' end
-- Without an iteration count it is a repeatable job of old (3.12.7): it keeps its data in its jobs, its grid is plain.
local legacy = not hash[5]
local data = hash[2] or call('HGET', P .. ARGV[4], 'data') or '{}'
local opts = decoded(ARGV[6])
local nextTime = tonumber(ARGV[7])
local every = tonumber(hash[3] or '')
if type(opts['repeat']) ~= 'table' then opts['repeat'] = {} end
if every and legacy then
  nextTime = math.floor(now / every) * every + every
elseif every then
  local offset = tonumber(hash[4] or '') or 0
  nextTime = last + every
  if nextTime < now then nextTime = onGrid(every, offset) end -- missed runs: the next place on the grid
  if offset == 0 then
    offset = nextTime % every
    call('HSET', hashKey, 'offset', string.format('%.0f', offset))
  end
  opts['repeat'].offset = offset
end
if not nextTime then return '' end
local id = runOf(scheduler, nextTime)
if call('EXISTS', P .. id) == 1 then
  call('XADD', eventsKey, 'MAXLEN', '~', eventCap(), '*', 'event', 'duplicated', 'jobId', id)
  return ''
end
if not legacy then call('HINCRBY', hashKey, 'ic', 1) end
if ARGV[7] ~= '' then opts.prevMillis = nextTime end
return plan(scheduler, nextTime, hash[1], data, opts)
