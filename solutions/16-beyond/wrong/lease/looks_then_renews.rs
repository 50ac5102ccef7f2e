//! VERDICT: CHECK THEN ACT
//! Looks whose it is, and gives it another end in another command.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const RELEASE: &str = "-- free it if it is mine
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0";

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("SET").arg(name).arg(owner).arg("NX").arg("PX").arg(millis))
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let holder: Option<String> = store.ask(redis::cmd("GET").arg(name))?;
    if holder.as_deref() != Some(owner) {
        return Ok(false);
    }
    store.ask(redis::cmd("PEXPIRE").arg(name).arg(millis))
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RELEASE).arg(1).arg(name).arg(owner))
}
