//! VERDICT: STALE WRITE
//! Each process has one number for all its leases.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const WRITE: &str = "-- write unless a higher number has
local seen = redis.call('HGET', KEYS[1], 'number')
if seen and tonumber(seen) > tonumber(ARGV[1]) then
    return 0
end
redis.call('HSET', KEYS[1], 'number', ARGV[1], 'text', ARGV[2])
return 1";

pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    let (lease, number) = (format!("lease:{name}"), format!("number:{name}"));
    let granted: bool =
        leases.ask(redis::cmd("SET").arg(&lease).arg("").arg("NX").arg("PX").arg(millis))?;
    let _ = number;
    Ok(granted.then_some(u64::from(std::process::id())))
}

pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    archive.ask(redis::cmd("EVAL").arg(WRITE).arg(1).arg(document).arg(number).arg(text))
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("HGET").arg(document).arg("text"))
}
