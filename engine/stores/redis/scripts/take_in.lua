-- take_in: stores jobs as they stood in another store, all or none, in the order in which they run; one that exists stays as
-- it is. Ours. ARGV[4] our library's name, then of each job: id, place ("wait", or a sorted set's name), its time in ms,
-- priority, how long its deduplication id is held ("" = not, "0" = until it ends, else ms), that id, how many fields of its
-- hash follow, names and values, how many log lines, the lines. Returns how many were new.
--! keys wait paused active prioritized pc delayed waitingChildren completed failed marker events meta id
--! include base meta ready
if not meta.version then call('HSET', metaKey, 'version', ARGV[4]) end
local at, added, highest = 5, 0, 0
while at <= #ARGV do
  local id, place, time, priority, held, dedup = unpack(ARGV, at, at + 5)
  local fields = tonumber(ARGV[at + 6])
  local from = at + 7
  local lines = tonumber(ARGV[from + fields * 2])
  local J = P .. id
  if call('EXISTS', J) == 0 then
    call('HSET', J, unpack(ARGV, from, from + fields * 2 - 1))
    for line = 1, lines do call('RPUSH', J .. ':logs', ARGV[from + fields * 2 + line]) end
    if place == 'wait' then
      pushReady(id, 0, false)
    elseif place == 'prioritized' then
      call('ZADD', prioritizedKey, priorityScore(tonumber(priority)), id)
    elseif place == 'delayed' then
      call('ZADD', delayedKey, delayedScore(tonumber(time)), id)
    else
      call('ZADD', P .. place, time, id)
    end
    if held == '0' then
      call('SET', P .. 'de:' .. dedup, id)
    elseif held ~= '' then
      call('SET', P .. 'de:' .. dedup, id, 'PX', held)
    end
    highest = math.max(highest, string.match(id, '^%d+$') and tonumber(id) or 0)
    added = added + 1
  end
  at = from + fields * 2 + 1 + lines
end
if highest > (tonumber(call('GET', idKey) or '') or 0) then call('SET', idKey, string.format('%.0f', highest)) end
if added > 0 then
  eventCap()
  if call('EXISTS', waitKey, pausedKey, prioritizedKey) > 0 then markReady(gated()) end
  markDelayed()
end
return added
