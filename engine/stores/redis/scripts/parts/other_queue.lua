-- Going to another queue within one script: every key and the settings are that queue's from then on. Needs base, meta; all
-- the keys that are named here.
local function enterQueue(prefix)
  if prefix == P then return end
  P = prefix
  waitKey, pausedKey, activeKey, delayedKey = P .. 'wait', P .. 'paused', P .. 'active', P .. 'delayed'
  prioritizedKey, pcKey, markerKey = P .. 'prioritized', P .. 'pc', P .. 'marker'
  waitingChildrenKey, completedKey, failedKey = P .. 'waiting-children', P .. 'completed', P .. 'failed'
  eventsKey, metaKey, idKey, repeatKey = P .. 'events', P .. 'meta', P .. 'id', P .. 'repeat'
  readMeta()
end
