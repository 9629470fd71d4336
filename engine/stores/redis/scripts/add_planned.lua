-- add_planned: starts the job of a planned instant, unless the instant has a run already. Ours; goes with store_run in
-- one transaction. ARGV[4] our library's name, ARGV[5] key of the schedule's runs, ARGV[6] the run's field there,
-- ARGV[7] the instant's field or "", then the job. Returns as storeJobs does, or nothing.
--! keys wait paused meta id active events marker prioritized pc delayed
--! include base meta ready job_keys deduplicate store_jobs
if call('HEXISTS', ARGV[5], ARGV[6]) == 1 or (ARGV[7] ~= '' and call('HEXISTS', ARGV[5], ARGV[7]) == 1) then return {} end
if not meta.version then call('HSET', metaKey, 'version', ARGV[4]) end
return storeJobs(8, 1)
