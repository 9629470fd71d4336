-- Where a job stands and taking it out of there (bullmq-format 3.16). Needs base; keys: wait, paused, active,
-- prioritized, delayed, waitingChildren, completed, failed, and those only.
local sets, lists = { 'completed', 'failed', 'delayed', 'prioritized' }, { 'active', 'wait', 'paused' }

-- The state's name in the format ("wait" and "paused" are both waiting) and its key, or nil.
local function placeOf(id)
  for _, set in ipairs(sets) do
    if call('ZSCORE', P .. set, id) then return set, P .. set end
  end
  for _, list in ipairs(lists) do
    if call('LPOS', P .. list, id) then return list, P .. list end
  end
  if call('ZSCORE', P .. 'waiting-children', id) then return 'waiting-children', P .. 'waiting-children' end
  return nil
end

local function takeOut(id, place, key)
  if place == 'active' or place == 'wait' or place == 'paused' then
    return call('LREM', key, place == 'active' and -1 or 1, id) > 0
  end
  return call('ZREM', key, id) == 1
end

-- The same as the word that the caller uses.
local function isIn(place, state)
  return state == '' or place == state or (state == 'wait' and place == 'paused')
end

-- The run that a scheduler has planned: it goes with its scheduler only (Appendix A, -8). Needs the key repeat.
local function isPlannedRun(id)
  local scheduler, at = string.match(id, '^repeat:(.+):(%d+)$')
  return scheduler ~= nil and tonumber(call('ZSCORE', repeatKey, scheduler) or '') == tonumber(at)
end
