-- exchange: settles claimed jobs and claims new ones of one queue in one step (bullmq-format 3.4 to 3.10; BullMQ:
-- moveToFinished with fetch next, retryJob, moveToDelayed, moveJobFromActiveToWait, moveToActive, for many jobs).
-- ARGV[4] data points of the metrics; ARGV[5] token of an earlier call whose answer was lost, or ""; ARGV[6] jobs wanted,
-- then token, lease in ms, worker's name, rate limit's maximum (0 = none) and window in ms; ARGV[12] the settlements as
-- MessagePack, a list for each: id, token, kind, result or reason, when it was sent before without an answer (ms or ""),
-- keep count, keep age in s; unless it completed also delay, trace as JSON text or "", most traces, and the reason for
-- the list of tries.
-- Returns the codes (Appendix A) or 0 when all were taken, the claimed jobs (the claim fields; see inARow), when the queue gets
-- work by itself (ms, "" = never), the jobs that the lost call had taken, with new leases, and 1 when the queue is at its
-- limit of jobs at once.
--! keys wait paused active prioritized pc delayed completed failed marker events stalled limiter meta id metricsCompleted metricsCompletedData metricsFailed metricsFailedData
--! include base metrics plain
local settlements, limit, points = cmsgpack.unpack(ARGV[12]), tonumber(ARGV[6]), tonumber(ARGV[4])
local open = call('HMGET', metaKey, 'paused', 'concurrency', 'max', 'opts.maxLenEvents')
local good, areSettled, isOver = pcall(settlePlain, settlements, open[4] and string.match(open[4], '^%d+$'), points)
local trouble = not good and areSettled
local codes, finished = 0, areSettled and #settlements or 0

-- A queue that has nothing left says so, once.
local function answer(claimed, wake, held, before, crowded)
  if finished > 0 and #claimed == 0 and #before == 0 and not held and (limit == 0 or not wake)
    and call('EXISTS', waitKey, activeKey, prioritizedKey) == 0 then
    call('XADD', eventsKey, '*', 'event', 'drained')
  end
  return { codes, inARow(claimed), wake and string.format('%.0f', math.floor(wake)) or '', inARow(before), crowded and 1 or 0 }
end

local claimed, wake, held = nil, nil, false
if good and areSettled and ARGV[5] == '' then
  if limit == 0 and not open[2] then
    claimed = {}
  elseif limit > 0 and not open[1] and not open[2] and not open[3] and ARGV[10] == '0' then
    claimed, wake = claimPlain(limit, ARGV[7], ARGV[8], ARGV[9])
  end
  if claimed and not isOver then return answer(claimed, wake, false, {}) end
end

-- The general way, for what is left.
--! include meta ready tries job_keys dedup parents settle claim
if good and not areSettled then
  good, codes, finished = pcall(settleAll, readSettlements(settlements), points)
  trouble = not good and codes
end
if trouble then
  --! include mend
  mend(settlements, limit > 0 and ARGV[8] or '30000')
  return type(trouble) == 'table' and trouble or redis.error_reply(trouble)
end
if limit == 0 and finished > 0 and open[2] and not gated() and call('EXISTS', waitKey, prioritizedKey) > 0 then
  call('ZADD', markerKey, '0', '0') -- a place is free again at the queue's limit, and nobody here takes it (E28)
end
if isOver then
  trim(completedKey, { count = settlements[1][6], age = settlements[1][7], limit = 1000 })
end
local crowded = false
local before = ARGV[5] ~= '' and takenBefore(ARGV[5], ARGV[8]) or {}
if not claimed then
  claimed = {}
  local left = limit - #before -- those are in hand now
  if left > 0 then
    claimed, wake, held, crowded = claim({
      limit = left, token = ARGV[7], lease = ARGV[8], worker = ARGV[9], rateMax = tonumber(ARGV[10]),
      rateWindow = tonumber(ARGV[11]),
    })
  end
end
return answer(claimed, wake, held, before, crowded)
