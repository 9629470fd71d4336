-- add_alike: as add, for what nearly all jobs are: ready at once, under the counter's numbers, without priority, parent and
-- deduplication, and unlike each other in their data only. What they share is sent once: each argument of a script costs the
-- server about as much as a tenth of a command. ARGV[4] our library's name for a queue without one, ARGV[5] name, ARGV[6] opts,
-- ARGV[7] timestamp, then the data of each. Answers as add does: the first number.
--! keys wait paused meta id active events marker prioritized pc delayed
--! include base
local name, opts, timestamp, before = ARGV[5], ARGV[6], ARGV[7], 7
local open = call('HMGET', metaKey, 'paused', 'concurrency', 'opts.maxLenEvents', 'version')
local list, cap, isOpen = waitKey, open[3], not open[1] and not open[2] and open[3] and open[4]
local markWhenReady
if not isOpen then -- the functions for it are made only here: Lua makes them anew at each call
--! include meta ready
  if not meta.version then call('HSET', metaKey, 'version', ARGV[4]) end
  cap, list = eventCap(), readyList()
  local isGated = gated()
  markWhenReady = function() markReady(isGated) end
end
local count, ids = #ARGV - before, {}
local first = call('INCRBY', idKey, whole(count)) - count + 1
for i = 1, count do
  local id = whole(first + i - 1)
  call('HSET', P .. id, 'name', name, 'data', ARGV[before + i], 'opts', opts, 'timestamp', timestamp, 'delay', '0', 'priority', '0')
  call('XADD', eventsKey, '*', 'event', 'added', 'jobId', id, 'name', name)
  if i % 50 == 1 then -- Redis cuts the stream in pieces of a hundred events anyway
    call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'waiting', 'jobId', id)
  else
    call('XADD', eventsKey, '*', 'event', 'waiting', 'jobId', id)
  end
  ids[i] = id
end
inPortions('LPUSH', list, ids)
if isOpen then call('ZADD', markerKey, '0', '0') else markWhenReady() end
return { first }
