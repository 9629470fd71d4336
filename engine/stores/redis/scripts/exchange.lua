-- exchange: settles claimed jobs and claims new ones of one queue in one step (bullmq-format 3.4 to 3.10; BullMQ:
-- moveToFinished with fetch next, retryJob, moveToDelayed, moveJobFromActiveToWait, moveToActive, for many jobs).
-- ARGV[4] data points of the metrics; ARGV[5] token of an earlier call whose answer was lost, or ""; ARGV[6] jobs wanted,
-- then token, lease in ms, worker's name, rate limit's maximum (0 = none) and window in ms; ARGV[12] the settlements as
-- MessagePack, a list for each: id, token, kind, result or reason, when it was sent before without an answer (ms or ""),
-- keep count, keep age in s; unless it completed also delay, trace as JSON text or "", most traces, and the reason for
-- the list of tries.
-- Returns the codes (Appendix A), the claimed jobs (the claim fields, then the id), when the queue gets work by itself
-- (ms, "" = never), and the jobs that the lost call had taken, with new leases.
--! keys wait paused active prioritized pc delayed completed failed marker events stalled limiter meta id metricsCompleted metricsCompletedData metricsFailed metricsFailedData
--! include base meta ready tries job_keys dedup parents metrics settle claim
local want = {
  limit = tonumber(ARGV[6]), token = ARGV[7], lease = ARGV[8], worker = ARGV[9], rateMax = tonumber(ARGV[10]),
  rateWindow = tonumber(ARGV[11]),
}
local codes, finished = settleAll(readSettlements(ARGV[12]), tonumber(ARGV[4]))

local claimed, wake, held = {}, nil, false
local before = ARGV[5] ~= '' and takenBefore(ARGV[5], want.lease) or {}
if want.limit > 0 then
  claimed, wake, held = claim(want)
end
if finished > 0 and #claimed == 0 and #before == 0 and not held and (want.limit == 0 or not wake)
  and call('EXISTS', waitKey, activeKey, prioritizedKey) == 0 then
  call('XADD', eventsKey, '*', 'event', 'drained')
end

return { codes, claimed, wake and string.format('%.0f', math.floor(wake)) or '', before }
