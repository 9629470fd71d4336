-- page: a part of the list of one state, in the order in which lists show it. Changes nothing. ARGV[4] state ("waiting",
-- "active", "prioritized", "delayed", "waiting-children", "completed", "failed"), ARGV[5] "1" = from its other end,
-- ARGV[6] offset, ARGV[7] limit, ARGV[8] place to go on after ("" = the beginning): its index, ARGV[9] score, ARGV[10] id,
-- ARGV[11] "1" = rows, else ids only.
-- Returns the number of jobs in the state, the index, score and id of the last one looked at, then the rows or ids.
--! keys wait paused active prioritized delayed waitingChildren completed failed
--! include base rows
local state, reversed = ARGV[4], ARGV[5] == '1'
local offset, limit = tonumber(ARGV[6]), tonumber(ARGV[7])
local goOn = ARGV[10] ~= ''
local ids, scores, total, start = {}, {}, 0, 0

if state == 'waiting' or state == 'active' then
  local lists = state == 'active' and { activeKey } or { waitKey, pausedKey }
  local lengths = {}
  for i, key in ipairs(lists) do
    lengths[i] = call('LLEN', key)
    total = total + lengths[i]
  end
  -- Next to run first: the tails first, list after list. Position p counts from there.
  local function at(from, to)
    local found, before = {}, 0
    for i, key in ipairs(lists) do
      local a, b = math.max(from - before, 0), math.min(to - before, lengths[i] - 1)
      if a <= b then
        local part = call('LRANGE', key, -(b + 1), -(a + 1))
        for j = #part, 1, -1 do found[#found + 1] = part[j] end
      end
      before = before + lengths[i]
    end
    return found
  end
  local function positionOf(id)
    local before = 0
    for i, key in ipairs(lists) do
      local index = call('LPOS', key, id, 'RANK', -1)
      if index then return before + lengths[i] - 1 - index end
      before = before + lengths[i]
    end
    return nil
  end
  if goOn then
    local position = positionOf(ARGV[10])
    if position then
      start = (reversed and total - 1 - position or position) + 1
    else
      start = tonumber(ARGV[8]) -- it has left the list: what came after it stands there now
    end
  end
  start = start + offset
  local stop = math.min(start + limit, total) - 1
  if start <= stop then
    if reversed then
      local part = at(total - 1 - stop, total - 1 - start)
      for j = #part, 1, -1 do ids[#ids + 1] = part[j] end
    else
      ids = at(start, stop)
    end
  end
else
  local key = state == 'prioritized' and prioritizedKey or state == 'delayed' and delayedKey
    or state == 'completed' and completedKey or state == 'failed' and failedKey or waitingChildrenKey
  total = call('ZCARD', key)
  local down = (state == 'completed' or state == 'failed') ~= reversed
  if goOn then
    local rank = call(down and 'ZREVRANK' or 'ZRANK', key, ARGV[10])
    start = rank and rank + 1
      or (down and call('ZCOUNT', key, '(' .. ARGV[9], '+inf') or call('ZCOUNT', key, '-inf', '(' .. ARGV[9]))
  end
  start = start + offset
  if limit > 0 then
    local part = call(down and 'ZREVRANGE' or 'ZRANGE', key, start, start + limit - 1, 'WITHSCORES')
    for i = 1, #part, 2 do
      ids[#ids + 1] = part[i]
      scores[#scores + 1] = part[i + 1]
    end
  end
end

local answer = { total, start + #ids - 1, scores[#ids] or '0', ids[#ids] or '' }
for i, id in ipairs(ids) do
  if ARGV[11] == '1' then
    local row = rowOf(id, state, scores[i])
    if row then answer[#answer + 1] = row end
  else
    answer[#answer + 1] = id
  end
end
return answer
