-- raise_last_id: the queue gives no number up to ARGV[4] to a new job any more. Ours.
--! keys id
--! include base
if tonumber(ARGV[4]) > (tonumber(call('GET', idKey) or '') or 0) then call('SET', idKey, ARGV[4]) end
return 0
