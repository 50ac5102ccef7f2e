//! `redis::Script` sends the script's number, and its text only if the server has not seen it.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::{RedisResult, Script};

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("SET").arg(name).arg(owner).arg("NX").arg("PX").arg(millis))
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let script = Script::new(
        "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0",
    );
    script.key(name).arg(owner).arg(millis).invoke(store)
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    let script = Script::new(
        "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0",
    );
    script.key(name).arg(owner).invoke(store)
}
