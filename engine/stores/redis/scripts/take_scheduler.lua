-- take_scheduler: a job scheduler as it stood in another store, unless there is one; the run that it has planned is there as a job
-- and becomes its run. Ours; what it leaves is what upsert_scheduler and next_run leave (bullmq-format 3.12.1). ARGV[4] our library's
-- name, ARGV[5] its id, ARGV[6] its next instant (ms), ARGV[7] name of its jobs, ARGV[8] their data, ARGV[9] their options, ARGV[10]
-- count of runs, ARGV[11] count since its last change, then what may be "": ARGV[12] interval (ms), ARGV[13] pattern, ARGV[14] zone,
-- ARGV[15] limit, ARGV[16] start, ARGV[17] end (ms). Returns 1, or 0 when there is one.
--! keys meta repeat
--! include base meta
local scheduler, at = ARGV[5], tonumber(ARGV[6])
if call('ZSCORE', repeatKey, scheduler) then return 0 end
if not meta.version then call('HSET', metaKey, 'version', ARGV[4]) end
local run = string.format('repeat:%s:%.0f', scheduler, at)
local template = decoded(ARGV[9])
template.stackTraceLimit = nil -- what a store that does not know it writes
if template.attempts == 1 then template.attempts = nil end
local rule, every = { count = tonumber(ARGV[11]) }, tonumber(ARGV[12])
local fields = { 'name', ARGV[7], 'ic', ARGV[10], 'offset', string.format('%.0f', every and at % every or 0) }
local function keep(name, value)
  if value == '' then return end
  fields[#fields + 1] = name
  fields[#fields + 1] = value
end
local function keepRule(name, value)
  keep(name, value)
  if value ~= '' then rule[name] = (name == 'pattern' or name == 'tz') and value or tonumber(value) end
end
keepRule('every', ARGV[12])
keepRule('pattern', ARGV[13])
keepRule('tz', ARGV[14])
keepRule('limit', ARGV[15])
keepRule('startDate', ARGV[16])
keepRule('endDate', ARGV[17])
if next(template) ~= nil then keep('opts', cjson.encode(template)) end
if ARGV[8] ~= '{}' then keep('data', ARGV[8]) end
call('HSET', P .. 'repeat:' .. scheduler, unpack(fields))
call('ZADD', repeatKey, at, scheduler)
if call('EXISTS', P .. run) == 1 then
  local opts = decoded(call('HGET', P .. run, 'opts'))
  opts['repeat'], opts.repeatJobKey, opts.jobId = rule, scheduler, run
  if not every then opts.prevMillis = at end
  call('HSET', P .. run, 'rjk', scheduler, 'opts', cjson.encode(opts))
end
return 1
