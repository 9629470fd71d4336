-- job_texts: what a search looks at. Changes nothing. ARGV[4…] ids. Returns name, failedReason and timestamp of each.
--! keys
--! include base
local texts = {}
for i = 4, #ARGV do
  local t = redis.pcall('HMGET', P .. ARGV[i], 'name', 'failedReason', 'timestamp')
  texts[#texts + 1] = t[1] or ''
  texts[#texts + 1] = t[2] or ''
  texts[#texts + 1] = t[3] or ''
end
return texts
