-- rows: rows of the given jobs in any state; missing ones are left out. Changes nothing. ARGV[4…] ids.
--! keys wait paused active prioritized delayed waitingChildren completed failed repeat
--! include base places rows
local rows = {}
for i = 4, #ARGV do
  local place, key = placeOf(ARGV[i])
  local row = rowOf(ARGV[i], place or 'unknown', place == 'delayed' and call('ZSCORE', key, ARGV[i]) or '')
  if row then rows[#rows + 1] = row end
end
return rows
