//! VERDICT: LOCK LEFT LOCKED
//! The lease gets its end in a command of its own.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const ACQUIRE: &str = "-- grant it with the next number
if redis.call('EXISTS', KEYS[1]) == 1 then
    return false
end
local number = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], number)
return number";

const WRITE: &str = "-- write unless a higher number has
local seen = redis.call('HGET', KEYS[1], 'number')
if seen and tonumber(seen) > tonumber(ARGV[1]) then
    return 0
end
redis.call('HSET', KEYS[1], 'number', ARGV[1], 'text', ARGV[2])
return 1";

pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    let (lease, number) = (format!("lease:{name}"), format!("number:{name}"));
    let granted: Option<u64> =
        leases.ask(redis::cmd("EVAL").arg(ACQUIRE).arg(2).arg(&lease).arg(number))?;
    if granted.is_some() {
        let () = leases.ask(redis::cmd("PEXPIRE").arg(lease).arg(millis))?;
    }
    Ok(granted)
}

pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    archive.ask(redis::cmd("EVAL").arg(WRITE).arg(1).arg(document).arg(number).arg(text))
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("HGET").arg(document).arg("text"))
}
