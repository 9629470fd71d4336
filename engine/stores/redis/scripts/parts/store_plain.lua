-- Storing new jobs that are nothing but ready: under the counter's numbers, without delay, priority, parent and deduplication,
-- in a queue that is open. Apart from store_jobs, as plain is from settle and claim, and for the same reasons. Needs base; keys:
-- wait, meta, id, events, marker.

-- `count` jobs from ARGV[from] on, as storeJobs takes them. Answers as it does; nil when one needs more: then nothing was done.
local function storePlain(from, count)
  local given = ARGV
  for at = from, from + (count - 1) * 9, 9 do
    if given[at] ~= '' or given[at + 5] ~= '0' or given[at + 6] ~= '0' or given[at + 7] ~= '0' or given[at + 8] ~= '' then return nil end
  end
  local open = call('HMGET', metaKey, 'paused', 'concurrency', 'opts.maxLenEvents', 'version')
  local cap = open[3]
  if open[1] or open[2] or not cap or not open[4] then return nil end
  local first, ids = call('INCRBY', idKey, whole(count)) - count + 1, {}
  for i = 1, count do
    local at, id = from + (i - 1) * 9, whole(first + i - 1)
    local name = given[at + 1]
    call('HSET', P .. id, 'name', name, 'data', given[at + 2], 'opts', given[at + 3], 'timestamp', given[at + 4], 'delay', '0',
      'priority', '0')
    call('XADD', eventsKey, '*', 'event', 'added', 'jobId', id, 'name', name)
    if i % 50 == 1 then
      call('XADD', eventsKey, 'MAXLEN', '~', cap, '*', 'event', 'waiting', 'jobId', id)
    else
      call('XADD', eventsKey, '*', 'event', 'waiting', 'jobId', id)
    end
    ids[i] = id
  end
  inPortions('LPUSH', waitKey, ids)
  call('ZADD', markerKey, '0', '0')
  return { first }
end
