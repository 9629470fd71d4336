-- remove_slice: removes chosen jobs that still stand in one state, as drain and clean of BullMQ do: without an event for
-- each (bullmq-format 3.13). ARGV[4] the state's key name ("wait" means paused too), then the ids, the end of a list
-- first. Leased jobs and the planned run of a scheduler stay. Returns the ids that were removed, how many stay so, and the
-- parents that went with their last children.
--! keys wait paused active prioritized pc delayed waitingChildren completed failed marker events meta repeat
--! include base meta ready job_keys parents places parents_hard
local chosen, order = {}, {}
for i = 5, #ARGV do
  local id = ARGV[i]
  if not isPlannedRun(id) and (ARGV[4] ~= 'active' or call('EXISTS', P .. id .. ':lock') == 0) then
    chosen[id] = true
    order[#order + 1] = id
  end
end
local stay = #ARGV - 4 - #order
if #order == 0 then return { {}, stay, {} } end
local gone = {}
if ARGV[4] == 'wait' or ARGV[4] == 'active' then
  for _, list in ipairs(ARGV[4] == 'active' and { activeKey } or { waitKey, pausedKey }) do
    -- Mostly the chosen ones are the end of the list: then they are cut off at once.
    local tail, cut = call('LRANGE', list, -#order, -1), 0
    for i = #tail, 1, -1 do
      if not chosen[tail[i]] then break end
      gone[#gone + 1] = tail[i]
      chosen[tail[i]] = nil
      cut = cut + 1
    end
    if cut > 0 then call('LTRIM', list, 0, -(cut + 1)) end
    for _, id in ipairs(order) do
      if chosen[id] and call('LREM', list, -1, id) > 0 then
        gone[#gone + 1] = id
        chosen[id] = nil
      end
    end
  end
else
  local key = ARGV[4] == 'completed' and completedKey or ARGV[4] == 'failed' and failedKey
    or ARGV[4] == 'delayed' and delayedKey or ARGV[4] == 'prioritized' and prioritizedKey or waitingChildrenKey
  for _, id in ipairs(order) do
    if call('ZREM', key, id) == 1 then gone[#gone + 1] = id end
  end
end
local parents = {}
for _, id in ipairs(gone) do removeJobHard(id, parents) end
return { gone, stay, parents }
