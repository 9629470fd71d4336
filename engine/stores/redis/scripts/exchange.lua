-- exchange: settles claimed jobs and claims new ones of one queue in one step (bullmq-format 3.4 to 3.10; BullMQ:
-- moveToFinished with fetch next, retryJob, moveToDelayed, moveJobFromActiveToWait, moveToActive, for many jobs).
-- ARGV[4] data points of the metrics; ARGV[5] token of an earlier call whose answer was lost, or ""; ARGV[6] jobs wanted,
-- then token, lease in ms, worker's name, rate limit's maximum (0 = none) and window in ms; ARGV[12] number of
-- settlements, then eleven for each: id, token, kind, result or reason, trace as JSON text or "", delay, keep count,
-- keep age in s, reason for the list of tries, most traces, and when it was sent before without an answer (ms or "").
-- Returns the codes (Appendix A), the claimed jobs (id, then the claim fields), when the queue gets work by itself
-- (ms, "" = never), and the jobs that the lost call had taken, with new leases.
--! keys wait paused active prioritized pc delayed completed failed marker events stalled limiter meta id metricsCompleted metricsCompletedData metricsFailed metricsFailedData
--! include base meta ready tries job_keys dedup parents metrics settle claim
local want = {
  limit = tonumber(ARGV[6]), token = ARGV[7], lease = ARGV[8], worker = ARGV[9], rateMax = tonumber(ARGV[10]),
  rateWindow = tonumber(ARGV[11]),
}
local codes, finished = settleAll(readSettlements(13, tonumber(ARGV[12])), tonumber(ARGV[4]))

local claimed, wake, held = {}, nil, false
local before = ARGV[5] ~= '' and takenBefore(ARGV[5], want.lease) or {}
if want.limit > 0 then
  claimed, wake, held = claim(want)
end
if finished > 0 and #claimed == 0 and #before == 0 and not held and (want.limit == 0 or not wake)
  and call('EXISTS', waitKey, activeKey, prioritizedKey) == 0 then
  call('XADD', eventsKey, '*', 'event', 'drained')
end

-- Each job with its id in front.
local function flat(list)
  local jobs = {}
  for i, entry in ipairs(list) do
    jobs[i] = entry[2]
    table.insert(jobs[i], 1, entry[1])
  end
  return jobs
end
return { codes, flat(claimed), wake and string.format('%.0f', math.floor(wake)) or '', flat(before) }
