-- remove_jobs: removes jobs in any state but leased ones (bullmq-format 3.13 "remove job"; BullMQ: removeJob without
-- its children). ARGV[4] the only state meant or "", then the ids. Returns one code an id: 1 done, 0 leased, -1 missing,
-- -3 in another state, -8 planned by a scheduler.
--! keys wait paused active prioritized pc delayed waitingChildren completed failed marker events meta repeat
--! include base meta ready job_keys parents places
local codes, cap = {}, eventCap()
for i = 5, #ARGV do
  local id = ARGV[i]
  local J = P .. id
  local code = 1
  if call('EXISTS', J) == 0 then
    code = -1
  elseif isPlannedRun(id) then
    code = -8
  else
    local place, key = placeOf(id)
    if not isIn(place or 'unknown', ARGV[4]) then
      code = -3
    elseif call('EXISTS', J .. ':lock') == 1 then
      code = 0
    else
      local job = call('HMGET', J, 'parentKey', 'deid')
      detachFromParent(job[1], J)
      if place then takeOut(id, place, key) end
      if job[2] then dropDedup(id, job[2]) end
      deleteJobKeys(id)
      call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'removed', 'jobId', id, 'prev', place or 'unknown')
    end
  end
  codes[#codes + 1] = code
end
return codes
