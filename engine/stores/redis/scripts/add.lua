-- add: stores jobs of one queue, all or none (bullmq-format 3.1 and 3.2; BullMQ: addStandardJob, addDelayedJob,
-- addPrioritizedJob, one call for many).
-- ARGV[4] our library's name for a queue without one, then the jobs. Returns as storeJobs does.
--! keys wait paused meta id active events marker prioritized pc delayed
--! include base meta ready job_keys deduplicate store_jobs
if not meta.version then call('HSET', metaKey, 'version', ARGV[4]) end
return storeJobs(5, (#ARGV - 4) / 9)
