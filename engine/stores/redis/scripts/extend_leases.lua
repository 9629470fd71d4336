-- extend_leases: keeps jobs in hand (bullmq-format 3.5; BullMQ: extendLocks). ARGV[4] lease in ms, then id and token of
-- each. Returns the positions (from 0) of those that were lost.
--! keys stalled
--! include base
local lost, kept, locks = {}, {}, {}
local count = (#ARGV - 4) / 2
for i = 0, count - 1 do locks[i + 1] = P .. ARGV[5 + i * 2] .. ':lock' end
local held = count > 0 and call('MGET', unpack(locks)) or {}
for i = 0, count - 1 do
  if held[i + 1] == ARGV[6 + i * 2] then
    call('SET', locks[i + 1], ARGV[6 + i * 2], 'PX', ARGV[4])
    kept[#kept + 1] = ARGV[5 + i * 2]
  else
    lost[#lost + 1] = i
  end
end
if #kept > 0 then inPortions('SREM', stalledKey, kept) end
return lost
