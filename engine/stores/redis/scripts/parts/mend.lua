-- After a command failed in the middle of settling (a key of the queue is not what it should be): jobs that are in no place any
-- more are put back among those that run, under their leases, so that they can be settled when the key is right (E33). Needs
-- base; keys as exchange.
local function isAt(command, key, id)
  local found = redis.pcall(command, key, id)
  return found and not (type(found) == 'table' and found.err)
end

local function mend(list, lease)
  for _, s in ipairs(list) do
    local id, token = s.id or s[1], s.token or s[2]
    local somewhere = call('EXISTS', P .. id) == 0 or call('EXISTS', P .. id .. ':lock') == 1 or isAt('LPOS', activeKey, id)
    for _, key in ipairs({ completedKey, failedKey, delayedKey, prioritizedKey, P .. 'waiting-children' }) do
      somewhere = somewhere or isAt('ZSCORE', key, id)
    end
    if not (somewhere or isAt('LPOS', waitKey, id) or isAt('LPOS', pausedKey, id)) then
      call('RPUSH', activeKey, id)
      call('SET', P .. id .. ':lock', token, 'PX', lease)
    end
  end
end
