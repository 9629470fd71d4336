-- store_run: remembers what became of a planned instant of a schedule. Ours. The hash of a schedule's runs has a field
-- for each run ("<number> <state> <CBOR>"), one more with "|end" once its job has ended, and one for each instant.
-- ARGV[1] the run's field, ARGV[2] the instant's field or "", ARGV[3] state, ARGV[4] the run, ARGV[5] how many are kept
-- besides those whose job has not ended. Returns 1, or 0 when the instant or the job has a run already.
--! keys runs runCount
local call = redis.call
if call('HEXISTS', runsKey, ARGV[1]) == 1 or (ARGV[2] ~= '' and call('HEXISTS', runsKey, ARGV[2]) == 1) then return 0 end
call('HSET', runsKey, ARGV[1], call('INCR', runCountKey) .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
if ARGV[2] ~= '' then call('HSET', runsKey, ARGV[2], ARGV[1]) end
local fields, runs, slots = call('HGETALL', runsKey), {}, {}
local ended = {}
for i = 1, #fields, 2 do
  local name = fields[i]
  if string.sub(name, -4) == '|end' then
    ended[string.sub(name, 1, -5)] = true
  elseif string.sub(name, 1, 5) == 'slot:' then
    slots[fields[i + 1]] = name
  else
    local number, state = string.match(fields[i + 1], '^(%d+) (%S+) ')
    runs[#runs + 1] = { tonumber(number), name, state ~= 'open' }
  end
end
table.sort(runs, function(a, b) return a[1] > b[1] end)
for i = tonumber(ARGV[5]) + 1, #runs do
  local name = runs[i][2]
  if runs[i][3] or ended[name] then
    call('HDEL', runsKey, name, name .. '|end')
    if slots[name] then call('HDEL', runsKey, slots[name]) end
  end
end
return 1
