#include "tests/interop/invariants.h"

#include "tests/support/redis_server.h"

namespace trato {
namespace {

using namespace Qt::StringLiterals;

/// ARGV[1] = "<prefix>:<queue>:", ARGV[2] = "1" when a worker sleeps on the queue.
const auto look = uR"lua(
local P, sleeping = ARGV[1], ARGV[2] == '1'
local call, faults = redis.call, {}
local function fault(text) faults[#faults + 1] = text end
local place = {}
local function put(id, name)
  if place[id] then fault('job ' .. id .. ' is in ' .. place[id] .. ' and in ' .. name) end
  place[id] = name
  if call('EXISTS', P .. id) == 0 then fault('job ' .. id .. ' in ' .. name .. ' has no hash') end
end
for _, name in ipairs({ 'wait', 'paused', 'active' }) do
  for _, id in ipairs(call('LRANGE', P .. name, 0, -1)) do put(id, name) end
end
for _, name in ipairs({ 'prioritized', 'delayed', 'waiting-children', 'completed', 'failed' }) do
  for _, id in ipairs(call('ZRANGE', P .. name, 0, -1)) do put(id, name) end
end
for _, key in ipairs(call('KEYS', P .. '*')) do
  local rest = string.sub(key, #P + 1)
  local locked = string.match(rest, '^(.+):lock$')
  if locked then
    if place[locked] ~= 'active' then fault('a lock for ' .. locked .. ' in ' .. (place[locked] or 'no list')) end
  elseif string.match(rest, '^%d+$') or string.match(rest, '^repeat:.+:%d+$') then
    if not place[rest] then fault('job ' .. rest .. ' is in no list') end
  end
end
for id, name in pairs(place) do
  if name == 'active' and call('EXISTS', P .. id .. ':lock') == 0 then fault('active job ' .. id .. ' has no lock') end
end
local gated = call('HEXISTS', P .. 'meta', 'paused') == 1 or call('EXISTS', P .. 'limiter') == 1
if call('EXISTS', P .. 'wait', P .. 'prioritized') > 0 and not gated and call('LLEN', P .. 'active') == 0
  and not call('ZSCORE', P .. 'marker', '0') then
  fault('jobs wait and nothing wakes a worker')
end
if call('EXISTS', P .. 'delayed') == 1 and not call('ZSCORE', P .. 'marker', '1') and not sleeping then
  fault('jobs are delayed and nothing tells of them')
end
local entries = call('ZRANGE', P .. 'repeat', 0, -1, 'WITHSCORES')
for i = 1, #entries, 2 do
  if call('EXISTS', P .. 'repeat:' .. entries[i]) == 0 then fault('scheduler ' .. entries[i] .. ' has no hash') end
  local pending = 0
  for id, name in pairs(place) do
    local scheduler = string.match(id, '^repeat:(.+):%d+$')
    if scheduler == entries[i] and (name == 'wait' or name == 'paused' or name == 'delayed' or name == 'prioritized') then
      pending = pending + 1
    end
  end
  if pending > 1 then fault('scheduler ' .. entries[i] .. ' has ' .. pending .. ' runs waiting') end
end
local cap = tonumber(call('HGET', P .. 'meta', 'opts.maxLenEvents') or '10000')
if call('XLEN', P .. 'events') > cap * 1.1 + 200 then fault('the event stream holds ' .. call('XLEN', P .. 'events')) end
return table.concat(faults, '\n'))lua"_s;

} // namespace

QString brokenInvariants(const RedisServer &redis, const QString &queue)
{
    const QByteArray name = "name=bull:" + queue.toUtf8().toBase64();
    const bool sleeping = redis.cli({u"CLIENT"_s, u"LIST"_s}).contains(name);
    return QString::fromUtf8(redis.cli({u"EVAL"_s, look, u"0"_s, u"bull:"_s + queue + u':', sleeping ? u"1"_s : u"0"_s}));
}

} // namespace trato
