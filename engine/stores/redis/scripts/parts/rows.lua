-- What a list tells of a job. Data is read only when it is small enough to be looked at. Needs base.
local rowFields = { 'name', 'priority', 'atm', 'attemptsMade', 'opts', 'timestamp', 'processedOn', 'finishedOn', 'failedReason' }

-- Flat: id, state, score or "", the fields, data or "". Nil when there is no such job, or something else in its place.
local function rowOf(id, state, score)
  local row = redis.pcall('HMGET', P .. id, unpack(rowFields))
  if row.err then return nil end
  if not row[1] and not row[6] and call('EXISTS', P .. id) == 0 then return nil end
  local small = call('HSTRLEN', P .. id, 'data') <= 65536
  row[#rowFields + 1] = small and call('HGET', P .. id, 'data') or ''
  for i = 1, #rowFields + 1 do row[i] = row[i] or '' end
  table.insert(row, 1, score or '')
  table.insert(row, 1, state)
  table.insert(row, 1, id)
  return row
end
