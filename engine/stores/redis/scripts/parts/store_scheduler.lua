-- Storing a job scheduler (bullmq-format 3.12.1). Needs base.

-- The hash of one, and its rule as the options of its runs keep it; what may be "" is left out. `rule` has what was sent: every,
-- pattern, tz, limit, startDate, endDate.
local function storeScheduler(hashKey, name, data, template, offset, runs, counted, rule)
  local fields, kept = { 'name', name, 'ic', runs, 'offset', string.format('%.0f', offset) }, { count = counted }
  for _, field in ipairs({ 'every', 'pattern', 'tz', 'limit', 'startDate', 'endDate' }) do
    local value = rule[field]
    if value ~= '' then
      fields[#fields + 1], fields[#fields + 2] = field, value
      kept[field] = (field == 'pattern' or field == 'tz') and value or tonumber(value)
    end
  end
  if next(template) ~= nil then fields[#fields + 1], fields[#fields + 2] = 'opts', cjson.encode(template) end
  if data ~= '{}' then fields[#fields + 1], fields[#fields + 2] = 'data', data end
  call('DEL', hashKey)
  call('HSET', hashKey, unpack(fields))
  return kept
end
