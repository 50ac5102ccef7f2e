//! The script asks the server for the time, and sets the end to a moment.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

/// Takes the lease of that name for `owner`, for `millis` milliseconds; whether it was free.
///
/// # Errors
/// When the server cannot be asked.
pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    const SCRIPT: &str = "-- take it until then
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PXAT', now + ARGV[2]) then
    return 1
end
return 0";
    store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(1).arg(name).arg(owner).arg(millis))
}

/// Makes the lease end `millis` milliseconds from now; whether it was still `owner`'s.
///
/// # Errors
/// When the server cannot be asked.
pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    const SCRIPT: &str = "-- renew it
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0";
    store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(1).arg(name).arg(owner).arg(millis))
}

/// Gives the lease back; whether it was still `owner`'s.
///
/// # Errors
/// When the server cannot be asked.
pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    const SCRIPT: &str = "-- free it
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0";
    store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(1).arg(name).arg(owner))
}
