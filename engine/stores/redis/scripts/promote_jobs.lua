-- promote_jobs: delayed jobs become ready now (bullmq-format 3.13 "promote one"; BullMQ: promote).
-- ARGV[4] the only state meant or "", then the ids. Returns one code an id: 1 done, -1 missing, -3 in another state.
--! keys wait paused active prioritized pc delayed marker events meta
--! include base meta ready
local codes, isGated = {}, gated()
for i = 5, #ARGV do
  local id = ARGV[i]
  local J = P .. id
  if call('EXISTS', J) == 0 then
    codes[#codes + 1] = -1
  elseif (ARGV[4] ~= '' and ARGV[4] ~= 'delayed') or not call('ZSCORE', delayedKey, id) then
    codes[#codes + 1] = -3
  else
    pushReady(id, tonumber(call('HGET', J, 'priority') or 0) or 0, false)
    call('ZREM', delayedKey, id) -- after it is in its new place: a failing command must lose nothing (E33)
    markReady(isGated)
    call('XADD', eventsKey, '*', 'event', 'waiting', 'jobId', id, 'prev', 'delayed')
    call('HSET', J, 'delay', '0', 'trato:ready', ARGV[2])
    codes[#codes + 1] = 1
  end
end
return codes
