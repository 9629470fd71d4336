-- Deduplication of a new job (bullmq-format 3.3). Needs base, meta, ready, job_keys; keys as ready, and active.

local function tellDeduplicated(dedup, kept, gone)
  call('XADD', eventsKey, 'MAXLEN', '~', eventCap(), '*', 'event', 'deduplicated', 'jobId', kept, 'deduplicationId', dedup,
    'deduplicatedJobId', gone)
end

-- The job whose arguments begin at ARGV[at] would get `id`. Answers the job that holds the deduplication id instead, or
-- nil: then it is this one's, and it is to be stored.
local function deduplicate(extra, id, at)
  local de = extra.de
  local key, nextKey = P .. 'de:' .. de.id, P .. 'dn:' .. de.id
  local ttl = tonumber(de.ttl)
  if de.keepLastIfActive then ttl = nil end
  local holder = call('GET', key)
  if holder and call('PTTL', key) == -1 and call('EXISTS', P .. holder) == 0 then -- nobody would ever give it back
    call('DEL', key, nextKey)
    holder = nil
  end
  if not holder then
    if ttl then call('SET', key, id, 'PX', ttl) else call('SET', key, id) end
    return nil
  end
  if de.keepLastIfActive and call('LPOS', activeKey, holder) then
    call('DEL', nextKey)
    call('HSET', nextKey, 'name', ARGV[at + 1], 'data', ARGV[at + 2], 'opts', ARGV[at + 3], 'jid', id)
    call('PERSIST', key)
    tellDeduplicated(de.id, holder, id)
    return holder
  end
  if de.replace and not extra.wc then
    if call('ZREM', delayedKey, holder) == 0 then return holder end
    deleteJobKeys(holder)
    call('XADD', eventsKey, '*', 'event', 'removed', 'jobId', holder, 'prev', 'delayed')
    tellDeduplicated(de.id, id, holder)
    call('DEL', nextKey)
    if ttl and not de.extend then
      call('SET', key, id, 'KEEPTTL')
    elseif ttl then
      call('SET', key, id, 'PX', ttl)
    else
      call('SET', key, id)
    end
    return nil
  end
  if ttl and de.extend then call('SET', key, holder, 'PX', ttl) end
  tellDeduplicated(de.id, holder, id)
  return holder
end
