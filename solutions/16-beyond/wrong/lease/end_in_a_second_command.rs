//! VERDICT: LOCK LEFT LOCKED
//! The key gets its end in a command of its own, before which the client can vanish.

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

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let free: bool = store.ask(redis::cmd("SETNX").arg(name).arg(owner))?;
    if free {
        let _: bool = store.ask(redis::cmd("PEXPIRE").arg(name).arg(millis))?;
    }
    Ok(free)
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RENEW).arg(1).arg(name).arg(owner).arg(millis))
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RELEASE).arg(1).arg(name).arg(owner))
}
