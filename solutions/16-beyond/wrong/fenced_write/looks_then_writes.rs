//! VERDICT: STALE WRITE
//! Looks who has written, and writes in another command.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

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
    let seen: Option<u64> = archive.ask(redis::cmd("HGET").arg(document).arg("number"))?;
    if seen.is_some_and(|seen| seen > number) {
        return Ok(false);
    }
    let () = archive
        .ask(redis::cmd("HSET").arg(document).arg("number").arg(number).arg("text").arg(text))?;
    Ok(true)
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("HGET").arg(document).arg("text"))
}
