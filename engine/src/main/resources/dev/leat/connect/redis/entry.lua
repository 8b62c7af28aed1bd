-- Writes or deletes one entry unless the server has a newer version of it. KEYS: the entry, what is remembered of its deletion.
-- ARGV: version, operation, milliseconds that a deletion is remembered, time to live in milliseconds or 0, form, then the fields or the document.
-- Versions are compared as texts: a number of Lua is exact to 2^53 only. The first command that needs memory comes first, so that a server that has none refuses before anything is changed.
local key, deleted = KEYS[1], KEYS[2]
local seq, op, form = ARGV[1], ARGV[2], ARGV[5]
local kind = redis.call('TYPE', key).ok
local has = false
if kind == 'hash' then
  has = redis.call('HGET', key, '_leat_seq')
elseif kind == 'string' then
  has = string.match(redis.call('GETRANGE', key, 0, 40), '^{"_leat_seq":(%d+)[,}]')
end
if kind ~= 'none' and not has then
  return kind
end
has = has or redis.call('GET', deleted)
if has and (#has > #seq or #has == #seq and has > seq) then
  return 'older'
end
if op == 'd' then
  redis.call('SET', deleted, seq, 'PX', ARGV[3])
  redis.call('DEL', key)
  return 'deleted'
end
if form == 'json' then
  redis.call('SET', key, ARGV[6])
else
  if kind == 'string' then
    redis.call('DEL', key)
  end
  local fields = {'_leat_seq', seq}
  local kept = {_leat_seq = true}
  for i = 6, #ARGV do
    fields[#fields + 1] = ARGV[i]
    if i % 2 == 0 then
      kept[ARGV[i]] = true
    end
  end
  redis.call('HSET', key, unpack(fields))
  if kind == 'hash' then
    for _, name in ipairs(redis.call('HKEYS', key)) do
      if not kept[name] then
        redis.call('HDEL', key, name)
      end
    end
  end
end
if ARGV[4] == '0' then
  redis.call('PERSIST', key)
else
  redis.call('PEXPIRE', key, ARGV[4])
end
redis.call('DEL', deleted)
return 'written'
