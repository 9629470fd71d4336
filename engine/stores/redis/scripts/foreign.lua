-- foreign: what the hashes of jobs say that another store has no words for. Changes nothing. Ours. ARGV[4…] ids. Returns for each
-- the names and values of those fields, with `opts` and `stacktrace`, of which it may know a part.
--! keys
--! include base
local known = {}
for _, field in ipairs({ 'name', 'data', 'timestamp', 'delay', 'priority', 'parentKey', 'parent', 'deid', 'atm', 'attemptsMade', 'ats',
  'stc', 'pb', 'processedOn', 'finishedOn', 'returnvalue', 'failedReason', 'progress', 'trato:ready', 'trato:tries' }) do
  known[field] = true
end
local answer = {}
for i = 4, #ARGV do
  local one = {}
  for _, field in ipairs(call('HKEYS', P .. ARGV[i])) do
    if not known[field] then
      one[#one + 1] = field
      one[#one + 1] = call('HGET', P .. ARGV[i], field)
    end
  end
  answer[#answer + 1] = one
end
return answer
