//! VERDICT: LOCK LEFT LOCKED
//! The end is kept in the value, and the key has none.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const RENEW: &str = "-- lengthen it if it is mine
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0";

const RELEASE: &str = "-- free it if it is mine
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0";

fn now(store: &mut Store) -> RedisResult<u64> {
    let (seconds, micros): (u64, u64) = store.ask(&redis::cmd("TIME"))?;
    Ok(seconds * 1000 + micros / 1000)
}

const ACQUIRE: &str = "-- nobody's, or ended
local ends = redis.call('HGET', KEYS[1], 'ends')
if ends and tonumber(ends) > tonumber(ARGV[2]) then
    return 0
end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'ends', ARGV[3])
return 1";

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let now = now(store)?;
    store
        .ask(redis::cmd("EVAL").arg(ACQUIRE).arg(1).arg(name).arg(owner).arg(now).arg(now + millis))
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RENEW).arg(1).arg(name).arg(owner).arg(millis))
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RELEASE).arg(1).arg(name).arg(owner))
}
