//! VERDICT: WRONG RESULT
//! The number of a document is in a key beside it, and another document may be called so.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

/// Takes the lease of that name for `millis` milliseconds; its number, or `None` if somebody has it.
///
/// # Errors
/// When the server cannot be asked.
pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    const SCRIPT: &str = "-- grant it with the next number
if redis.call('EXISTS', KEYS[1]) == 1 then
    return false
end
local number = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], number, 'PX', ARGV[1])
return number";
    let (lease, number) = (format!("lease:{name}"), format!("number:{name}"));
    leases.ask(redis::cmd("EVAL").arg(SCRIPT).arg(2).arg(lease).arg(number).arg(millis))
}

/// Makes `text` the content of `document`, as the holder of the lease with that number; whether that was not too late.
///
/// # Errors
/// When the server cannot be asked.
pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    const SCRIPT: &str = "-- write unless a higher number has
local seen = redis.call('GET', KEYS[1] .. '~number')
if seen and tonumber(seen) > tonumber(ARGV[1]) then
    return 0
end
redis.call('SET', KEYS[1] .. '~number', ARGV[1])
redis.call('SET', KEYS[1], ARGV[2])
return 1";
    archive.ask(redis::cmd("EVAL").arg(SCRIPT).arg(1).arg(document).arg(number).arg(text))
}

/// What is in `document`.
///
/// # Errors
/// When the server cannot be asked.
pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("GET").arg(document))
}
