-- B18, hard, as drain and clean of BullMQ do: a parent in the same queue that waits for nothing but this job goes with it,
-- one in another queue goes on without it. Needs base, job_keys, parents; keys: waitingChildren.

-- Forgets a job that was taken out of its place; parents that go as well are added to `parents`.
local function removeJobHard(id, parents)
  local J = P .. id
  local job = call('HMGET', J, 'parentKey', 'deid')
  local parentKey = job[1]
  local parent = parentKey and string.sub(parentKey, 1, #P) == P and string.sub(parentKey, #P + 1)
  if parent and call('EXISTS', parentKey) == 1 and call('ZSCORE', waitingChildrenKey, parent) then
    if call('SREM', parentKey .. ':dependencies', J) == 1 and call('EXISTS', parentKey .. ':dependencies') == 0 then
      call('ZREM', waitingChildrenKey, parent)
      parents[#parents + 1] = parent
      removeJobHard(parent, parents)
    end
  else
    detachFromParent(parentKey, J)
  end
  if job[2] then dropDedup(id, job[2]) end
  deleteJobKeys(id)
end
