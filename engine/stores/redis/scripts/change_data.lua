-- change_data: new data of a job (BullMQ: updateData). ARGV[4] id, ARGV[5] JSON. Returns 0, -1 missing.
--! keys
--! include base
if call('EXISTS', P .. ARGV[4]) == 0 then return -1 end
call('HSET', P .. ARGV[4], 'data', ARGV[5])
return 0
