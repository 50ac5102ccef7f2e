//! VERDICT: TWO INSIDE
//! If the lease has ended, `renew` takes it again.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const RELEASE: &str = "-- free it if it is mine
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0";

const TAKE_OR_KEEP: &str = "-- mine, or nobody's
local holder = redis.call('GET', KEYS[1])
if not holder or holder == ARGV[1] then
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
    return 1
end
return 0";

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("SET").arg(name).arg(owner).arg("NX").arg("PX").arg(millis))
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(TAKE_OR_KEEP).arg(1).arg(name).arg(owner).arg(millis))
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RELEASE).arg(1).arg(name).arg(owner))
}
