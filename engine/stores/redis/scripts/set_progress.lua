-- set_progress: how far a job has come (BullMQ: updateProgress). ARGV[4] id, ARGV[5] JSON.
-- Returns 0, -1 missing.
--! keys wait paused active events meta
--! include base meta
if call('EXISTS', P .. ARGV[4]) == 0 then return -1 end
call('HSET', P .. ARGV[4], 'progress', ARGV[5])
call('XADD', eventsKey, 'MAXLEN', '~', eventCap(), '*', 'event', 'progress', 'jobId', ARGV[4], 'data', ARGV[5])
return 0
