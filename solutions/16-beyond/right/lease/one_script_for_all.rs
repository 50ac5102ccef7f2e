//! One script with three branches, and a hash that holds the owner.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const STEP: &str = "
local holder = redis.call('HGET', KEYS[1], 'owner')
if ARGV[1] == 'acquire' then
    if holder then return 0 end
    redis.call('HSET', KEYS[1], 'owner', ARGV[2])
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
    return 1
end
if not holder or holder ~= ARGV[2] then return 0 end
if ARGV[1] == 'renew' then return redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return redis.call('DEL', KEYS[1])";

fn step(store: &mut Store, name: &str, what: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let key = format!("lease:{name}");
    store.ask(redis::cmd("EVAL").arg(STEP).arg(1).arg(key).arg(what).arg(owner).arg(millis))
}

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    step(store, name, "acquire", owner, millis)
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    step(store, name, "renew", owner, millis)
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    step(store, name, "release", owner, 0)
}
