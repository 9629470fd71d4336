-- What every script of a queue begins with: ARGV[1] = "<prefix>:<queue>:", ARGV[2] = the caller's clock in ms,
-- ARGV[3] = layout of a paused queue: "5", "6", "mixed" or "auto" (see meta).
local call = redis.call
local P = ARGV[1]
local now = tonumber(ARGV[2])

-- Calls `command key items…` in portions: Lua passes at most some thousand arguments.
local function inPortions(command, key, items)
  for from = 1, #items, 5000 do
    call(command, key, unpack(items, from, math.min(from + 4999, #items)))
  end
end

-- A whole number as text. Redis itself would write it as a number with a point, which takes it much longer.
local function whole(number)
  return string.format('%d', number)
end

local function decoded(text)
  if not text or text == '' then return {} end
  local good, value = pcall(cjson.decode, text)
  return good and type(value) == 'table' and value or {}
end
