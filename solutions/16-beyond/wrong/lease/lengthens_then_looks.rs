//! VERDICT: WRONG RESULT
//! `GETEX` gives the lease a new end, whoever has it, and only then one looks whose it is.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

const RELEASE: &str = "-- free it if it is mine
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0";

/// Takes the lease of that name for `owner`, for `millis` milliseconds; whether it was free.
///
/// # Errors
/// When the server cannot be asked.
pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("SET").arg(name).arg(owner).arg("NX").arg("PX").arg(millis))
}

/// Makes the lease end `millis` milliseconds from now; whether it was still `owner`'s.
///
/// # Errors
/// When the server cannot be asked.
pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let whose: Option<String> =
        store.ask(redis::cmd("GETEX").arg(name).arg("PX").arg(millis))?;
    Ok(whose.as_deref() == Some(owner))
}

/// Gives the lease back; whether it was still `owner`'s.
///
/// # Errors
/// When the server cannot be asked.
pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(RELEASE).arg(1).arg(name).arg(owner))
}
