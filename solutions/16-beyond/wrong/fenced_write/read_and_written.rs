//! VERDICT: LOST UPDATE
//! The counter is read, and written one higher in another command. A client that was paused in between sets it back.

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
    if !granted {
        return Ok(None);
    }
    let last: Option<u64> = leases.ask(redis::cmd("GET").arg(&number))?;
    let next = last.unwrap_or(0) + 1;
    let () = leases.ask(redis::cmd("SET").arg(&number).arg(next))?;
    Ok(Some(next))
}

pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    archive.ask(redis::cmd("EVAL").arg(WRITE).arg(1).arg(document).arg(number).arg(text))
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("HGET").arg(document).arg("text"))
}
