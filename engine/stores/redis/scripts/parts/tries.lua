-- What became of each try of a job, in two hash fields of ours that readers of the format pass over (V5): `trato:tries`
-- holds the newest ten that ended as JSON, `trato:ready` when the job last became ready by other means than being
-- added. A job that completes at once has neither. Needs base.

local function optionsOf(job)
  if not job.decoded then job.decoded = decoded(job.opts) end
  return job.decoded
end

-- One of them. Most jobs have none of those that are asked for, and cjson takes longer than to see that.
local function optionOf(job, name)
  return job.opts and string.find(job.opts, name, 1, true) and optionsOf(job)[name] or nil
end

-- Text as JSON. Many jobs of a call share their worker and their error.
local quotedTexts = {}
local function quoted(text)
  if not quotedTexts[text] then quotedTexts[text] = cjson.encode(text) end
  return quotedTexts[text]
end

-- When the present try could have begun.
local function readySince(job)
  local ready = tonumber(job['trato:ready'] or '')
  if ready then return ready end
  local delay = tonumber(optionOf(job, 'delay'))
  return (tonumber(job.timestamp or '') or now) + (delay and delay > 0 and delay or 0)
end

-- The list with the try that ends now; `how` as in JobAttempt. Text, because an empty array of cjson is an object, and
-- put together by hand, because cjson takes most of the time that a failed try costs.
local function triesWith(job, how, endedAt, why)
  local started = tonumber(job.processedOn or '') or now
  local ended = string.format('{"number":%d,"outcome":"%s","readyAt":%.0f,"startedAt":%.0f,"endedAt":%.0f,"error":%s,"worker":%s}',
    tonumber(job.ats or '') or 1, how, math.min(readySince(job), started), started, endedAt, quoted(why),
    quoted(job.pb or ''))
  local before = job['trato:tries']
  if not before then return '[' .. ended .. ']' end
  local list = decoded(before)
  list[#list + 1] = cjson.decode(ended)
  while #list > 10 do table.remove(list, 1) end
  return cjson.encode(list)
end

local triesFields = { 'opts', 'timestamp', 'processedOn', 'ats', 'pb', 'trato:tries', 'trato:ready' }

-- HMGET as a table by name; a missing field is nil.
local function fieldsOf(id, names)
  local values = call('HMGET', P .. id, unpack(names))
  local job, any = {}, false
  for i, name in ipairs(names) do
    if values[i] then
      job[name] = values[i]
      any = true
    end
  end
  return job, any
end
