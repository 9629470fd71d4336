-- add_log: appends a line, keeps the newest opts.kl (BullMQ: addLog). ARGV[4] id, ARGV[5] line. Returns how many there
-- are, -1 missing.
--! keys
--! include base
local J = P .. ARGV[4]
local opts = call('HGET', J, 'opts')
if not opts and call('EXISTS', J) == 0 then return -1 end
local count = call('RPUSH', J .. ':logs', ARGV[5])
local keep = tonumber(decoded(opts).kl)
if keep and keep > 0 and count > keep then
  call('LTRIM', J .. ':logs', -keep, -1)
  return keep
end
return count
