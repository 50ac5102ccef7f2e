//! VERDICT: WRONG RESULT
//! The owner is in a key beside that of the lease, and another lease may be called so.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

/// Takes the lease of that name for `owner`, for `millis` milliseconds; whether it was free.
///
/// # Errors
/// When the server cannot be asked.
pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    const SCRIPT: &str = "-- take it
if redis.call('EXISTS', KEYS[1]) == 1 then
    return 0
end
redis.call('SET', KEYS[1], '', 'PX', ARGV[2])
redis.call('SET', KEYS[1] .. '~owner', ARGV[1], 'PX', ARGV[2])
return 1";
    store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(1).arg(name).arg(owner).arg(millis))
}

/// Makes the lease end `millis` milliseconds from now; whether it was still `owner`'s.
///
/// # Errors
/// When the server cannot be asked.
pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    const SCRIPT: &str = "-- renew it
if redis.call('GET', KEYS[1] .. '~owner') == ARGV[1] then
    redis.call('PEXPIRE', KEYS[1] .. '~owner', ARGV[2])
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
if redis.call('GET', KEYS[1] .. '~owner') == ARGV[1] then
    redis.call('DEL', KEYS[1] .. '~owner')
    return redis.call('DEL', KEYS[1])
end
return 0";
    store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(1).arg(name).arg(owner))
}
