//! VERDICT: NOT REPEATABLE
//! A table in this program's memory, which other programs cannot see.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::HashMap;
use std::sync::Mutex;

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

static HOLDERS: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let mut holders = HOLDERS.lock().unwrap();
    let holders = holders.get_or_insert_default();
    if holders.contains_key(name) {
        return Ok(false);
    }
    holders.insert(name.into(), owner.into());
    store.ask(redis::cmd("SET").arg(name).arg(owner).arg("PX").arg(millis))
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RENEW).arg(1).arg(name).arg(owner).arg(millis))
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    HOLDERS.lock().unwrap().get_or_insert_default().remove(name);
    store.ask(redis::cmd("EVAL").arg(RELEASE).arg(1).arg(name).arg(owner))
}
