-- add_flow: stores jobs of any queues, parents before their children, all or none (bullmq-format 3.17 and 3.2; BullMQ: one
-- transaction of FlowProducer). ARGV[4] our library's name, ARGV[5] number of slices, then of each slice its queue's
-- prefix, how many jobs, and those as storeJobs takes them. Returns what storeJobs answered for each slice; -5 = a parent is
-- missing, -7 = an existing job belongs to another parent, and nothing was stored.
--! keys wait paused meta id active events marker prioritized pc delayed waitingChildren completed failed repeat
--! include base meta other_queue ready job_keys deduplicate store_jobs parents
local slices, at = {}, 6
for i = 1, tonumber(ARGV[5]) do
  slices[i] = { prefix = ARGV[at], count = tonumber(ARGV[at + 1]), from = at + 2 }
  at = at + 2 + slices[i].count * 9
end

local ours, parents = {}, {}
for _, slice in ipairs(slices) do
  for i = 0, slice.count - 1 do
    local id, text = ARGV[slice.from + i * 9], ARGV[slice.from + i * 9 + 8]
    local J = slice.prefix .. id
    local extra = text ~= '' and cjson.decode(text) or {}
    if extra.pk then
      if not ours[extra.pk] and call('EXISTS', extra.pk) == 0 then return -5 end
      local known = id ~= '' and call('HGET', J, 'parentKey')
      if known and known ~= extra.pk and call('EXISTS', known) == 1 then return -7 end
      parents[#parents + 1] = extra.pk
    end
    if id ~= '' then ours[J] = true end
  end
end

local answers = {}
for i, slice in ipairs(slices) do
  enterQueue(slice.prefix)
  if not meta.version then call('HSET', metaKey, 'version', ARGV[4]) end
  answers[i] = storeJobs(slice.from, slice.count)
end
-- Children that had completed before hold nobody up.
for _, key in ipairs(parents) do
  if call('EXISTS', key .. ':dependencies') == 0 then releaseParent(key) end
end
return answers
