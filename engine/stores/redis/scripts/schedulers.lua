-- schedulers: the job schedulers of a queue, by time (bullmq-format 3.12.1); changes nothing. ARGV[4] how many at most.
-- Returns for each: id, time of its next job (ms), name, data and options of its jobs (what the scheduler does not say is taken
-- from the planned one), interval, pattern, zone, limit, start, end, count of jobs; '' = none.
--! keys repeat
--! include base
local entries, answer = call('ZRANGE', repeatKey, 0, tonumber(ARGV[4]) - 1, 'WITHSCORES'), {}
for i = 1, #entries, 2 do
  local hash = call('HMGET', P .. 'repeat:' .. entries[i], 'name', 'data', 'opts', 'every', 'pattern', 'tz', 'limit', 'startDate',
    'endDate', 'ic')
  if hash[1] then -- one without is nothing that could run (E14)
    local run = string.format('repeat:%s:%.0f', entries[i], tonumber(entries[i + 1]))
    local planned = call('HMGET', P .. run, 'name', 'data', 'opts')
    local one = { entries[i], string.format('%.0f', tonumber(entries[i + 1])) }
    for n = 1, 10 do one[n + 2] = hash[n] or planned[n] or '' end
    answer[#answer + 1] = one
  end
end
return answer
