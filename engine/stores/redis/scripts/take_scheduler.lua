-- take_scheduler: a job scheduler as it stood in another store, unless there is one; the run that it has planned is there as a job
-- and becomes its run. Ours; what it leaves is what upsert_scheduler and next_run leave (bullmq-format 3.12.1). ARGV[4] our library's
-- name, ARGV[5] its id, ARGV[6] its next instant (ms), ARGV[7] name of its jobs, ARGV[8] their data, ARGV[9] their options, ARGV[10]
-- count of runs, ARGV[11] count since its last change, then what may be "": ARGV[12] interval (ms), ARGV[13] pattern, ARGV[14] zone,
-- ARGV[15] limit, ARGV[16] start, ARGV[17] end (ms). Returns 1, or 0 when there is one.
--! keys meta repeat
--! include base meta store_scheduler
local scheduler, at = ARGV[5], tonumber(ARGV[6])
if call('ZSCORE', repeatKey, scheduler) then return 0 end
if not meta.version then call('HSET', metaKey, 'version', ARGV[4]) end
local run = string.format('repeat:%s:%.0f', scheduler, at)
local template = decoded(ARGV[9])
if template.stackTraceLimit == 10 then template.stackTraceLimit = nil end -- what a store that does not know it writes
if template.attempts == 1 then template.attempts = nil end
local every = tonumber(ARGV[12])
local rule = storeScheduler(P .. 'repeat:' .. scheduler, ARGV[7], ARGV[8], template, every and at % every or 0, ARGV[10], tonumber(ARGV[11]),
  { every = ARGV[12], pattern = ARGV[13], tz = ARGV[14], limit = ARGV[15], startDate = ARGV[16], endDate = ARGV[17] })
call('ZADD', repeatKey, at, scheduler)
if call('EXISTS', P .. run) == 1 then
  local opts = decoded(call('HGET', P .. run, 'opts'))
  opts['repeat'], opts.repeatJobKey, opts.jobId = rule, scheduler, run
  if not every then opts.prevMillis = at end
  call('HSET', P .. run, 'rjk', scheduler, 'opts', cjson.encode(opts))
end
return 1
