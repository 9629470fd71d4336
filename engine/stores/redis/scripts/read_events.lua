-- read_events: what happened to jobs after a place in each queue's event stream, without the payloads. Changes nothing.
-- KEYS the streams, ARGV the last id that is known of each, then the most entries a stream. Returns for each stream: the
-- last id looked at, "1" when entries before were lost, "1" when there is more, then event, jobId and id in turn.
--! keys *
local known = { waiting = 1, delayed = 1, active = 1, completed = 1, failed = 1, removed = 1, ['waiting-children'] = 1,
  paused = 1, resumed = 1, cleaned = 1 }
local most = tonumber(ARGV[#ARGV])
local answer = {}
for s = 1, #KEYS do
  local from = ARGV[s]
  local entries = redis.pcall('XRANGE', KEYS[s], '(' .. from, '+', 'COUNT', most)
  if entries.err then entries = {} end -- a key of another kind: the other streams are read all the same
  local out = { from, '0', #entries == most and '1' or '0' }
  if #entries > 0 then
    local first = redis.call('XRANGE', KEYS[s], '-', '+', 'COUNT', 1)
    -- The entry that was last known is gone and others came: what was between cannot be told, unless nothing was ever
    -- cut off.
    if first[1][1] == entries[1][1] then
      local info, added = redis.call('XINFO', 'STREAM', KEYS[s]), nil
      for i = 1, #info, 2 do
        if info[i] == 'entries-added' then added = info[i + 1] end
      end
      local length = redis.call('XLEN', KEYS[s])
      if added and added > length or not added and length > 5000 then out[2] = '1' end
    end
    out[1] = entries[#entries][1]
  end
  for _, entry in ipairs(entries) do
    local event, job
    local fields = entry[2]
    for i = 1, #fields, 2 do
      if fields[i] == 'event' then event = fields[i + 1] elseif fields[i] == 'jobId' then job = fields[i + 1] end
    end
    if known[event] then
      out[#out + 1] = event
      out[#out + 1] = job or ''
      out[#out + 1] = entry[1]
    end
  end
  answer[s] = out
end
return answer
