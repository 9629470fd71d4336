-- settle_run: how the job of a run ended. Ours. ARGV[1] the run's field, ARGV[2] the end. Returns 1, or 0 without such a
-- run.
--! keys runs
if redis.call('HEXISTS', runsKey, ARGV[1]) == 0 then return 0 end
redis.call('HSET', runsKey, ARGV[1] .. '|end', ARGV[2])
return 1
