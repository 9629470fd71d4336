-- schedulers: the job schedulers of a queue, by time (bullmq-format 3.12.1); changes nothing. ARGV[4] how many are left out at the
-- beginning, ARGV[5] how many at most.
-- Returns for each: id, time of its next job (ms), name, data and options of its jobs (what the scheduler does not say is taken
-- from the planned one), interval, pattern, zone, limit, start, end, count of jobs, count of those
-- since its last change, which the limit counts (3.12.4); '' = none. A repeatable job of old has its rule in its planned job (3.12.7).
--! keys repeat
--! include base
local entries, answer, left = call('ZRANGE', repeatKey, 0, -1, 'WITHSCORES'), {}, tonumber(ARGV[4])
local function number(value)
  return type(value) == 'number' and whole(value) or ''
end
for i = 1, #entries, 2 do
  if #answer >= tonumber(ARGV[5]) then break end
  local hash = call('HMGET', P .. 'repeat:' .. entries[i], 'name', 'data', 'opts', 'every', 'pattern', 'tz', 'limit', 'startDate',
    'endDate', 'ic')
  local isOne = hash[1] -- one without is nothing that could run (E14)
  if isOne and left > 0 then
    left = left - 1
  elseif isOne then
    local run = string.format('repeat:%s:%.0f', entries[i], tonumber(entries[i + 1]))
    local planned = call('HMGET', P .. run, 'name', 'data', 'opts')
    local one = { entries[i], string.format('%.0f', tonumber(entries[i + 1])) }
    for n = 1, 10 do one[n + 2] = hash[n] or planned[n] or '' end
    if hash[10] and not hash[3] then one[5] = '' end -- what its planned job has may be that job's alone
    local rule = decoded(planned[3])['repeat']
    if type(rule) ~= 'table' then rule = {} end
    one[9], one[10] = hash[7] or number(rule.limit), hash[8] or number(rule.startDate)
    one[13] = type(rule.count) == 'number' and whole(rule.count) or hash[10] or ''
    answer[#answer + 1] = one
  end
end
return answer
