-- take_children: notes the children of a job as another store knew them. Ours. ARGV[4] the job's id, ARGV[5] now in ms, then kind, key
-- and outcome of each child.
--! keys
--! include base
local J = P .. ARGV[4]
if call('EXISTS', J) == 0 then return 0 end
for at = 6, #ARGV, 3 do
  local kind, key, outcome = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  if kind == 'pending' then
    call('SADD', J .. ':dependencies', key)
  elseif kind == 'failed' then
    call('ZADD', J .. ':unsuccessful', ARGV[5], key)
  else
    call('HSET', J .. (kind == 'ignored' and ':failed' or ':processed'), key, outcome)
  end
end
return 1
