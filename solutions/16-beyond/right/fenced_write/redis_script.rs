//! `redis::Script`, and two keys for each document.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::{RedisResult, Script};

const ACQUIRE: &str = "-- grant it with the next number
if redis.call('EXISTS', KEYS[1]) == 1 then
    return false
end
local number = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], number, 'PX', ARGV[1])
return number";

pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    let (lease, number) = (format!("lease:{name}"), format!("number:{name}"));
    leases.ask(redis::cmd("EVAL").arg(ACQUIRE).arg(2).arg(lease).arg(number).arg(millis))
}

pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    let script = Script::new(
        "if tonumber(redis.call('GET', KEYS[1]) or '0') > tonumber(ARGV[1]) then return 0 end
    redis.call('MSET', KEYS[1], ARGV[1], KEYS[2], ARGV[2])
    return 1",
    );
    let (highest, content) = (format!("highest:{document}"), format!("content:{document}"));
    script.key(highest).key(content).arg(number).arg(text).invoke(archive)
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("GET").arg(format!("content:{document}")))
}
