-- flow: a job's parent and children. Changes nothing. ARGV[4] id, ARGV[5] part to go on in ("" = the first), ARGV[6] cursor
-- there, ARGV[7] about how many. Returns the parent's key or "", how many are pending, failed, ignored and processed, the
-- part and cursor to go on with ("" = that was all), then part, key, outcome and number of children of each child; nil
-- without such a job.
--! keys
--! include base
local J = P .. ARGV[4]
if call('EXISTS', J) == 0 then return false end
local function countChildren(key)
  return call('SCARD', key .. ':dependencies') + call('ZCARD', key .. ':unsuccessful') + call('HLEN', key .. ':failed')
    + call('HLEN', key .. ':processed')
end
local names = { 'pending', 'failed', 'ignored', 'processed' }
local keys = { J .. ':dependencies', J .. ':unsuccessful', J .. ':failed', J .. ':processed' }
local part, cursor, limit = 1, ARGV[6] ~= '' and ARGV[6] or '0', tonumber(ARGV[7])
for i, name in ipairs(names) do
  if name == ARGV[5] then part = i end
end
local out = {
  call('HGET', J, 'parentKey') or '', call('SCARD', keys[1]), call('ZCARD', keys[2]), call('HLEN', keys[3]), call('HLEN', keys[4]),
}
local children = {}
while part <= 4 and #children < limit * 4 do
  local command = part == 1 and 'SSCAN' or part == 2 and 'ZSCAN' or 'HSCAN'
  local found = call(command, keys[part], cursor, 'COUNT', limit)
  cursor = found[1]
  for i = 1, #found[2], part == 1 and 1 or 2 do
    local child, outcome = found[2][i], ''
    if part == 2 then outcome = call('HGET', child, 'failedReason') or '' elseif part > 2 then outcome = found[2][i + 1] end
    children[#children + 1] = names[part]
    children[#children + 1] = child
    children[#children + 1] = outcome
    children[#children + 1] = countChildren(child)
  end
  if cursor == '0' then part = part + 1 end
end
out[6], out[7] = names[part] or '', cursor
for _, text in ipairs(children) do out[#out + 1] = text end
return out
