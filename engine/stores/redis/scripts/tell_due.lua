-- tell_due: writes when the next delayed job is due, if nothing tells of it: who took the marker goes (bullmq-format 4.3). Ours.
--! keys delayed marker
--! include base
local first = call('ZRANGE', delayedKey, 0, 0, 'WITHSCORES')
if first[2] then call('ZADD', markerKey, 'NX', tonumber(first[2]) / 4096, '1') end
return 0
