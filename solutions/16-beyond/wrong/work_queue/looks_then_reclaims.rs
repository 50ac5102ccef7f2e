//! VERDICT: DONE TWICE
//! Looks who has no lease, and takes the job in another step: from whoever has got it in between.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

/// A letter to be scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What it is known by.
    pub number: u64,
    /// What is to be done.
    pub text: String,
}

/// Adds a job at the end; whether its number is new.
///
/// # Errors
/// When the server cannot be asked.
pub fn put(store: &mut Store, number: u64, text: &str) -> RedisResult<bool> {
    const SCRIPT: &str = "-- put it, if it is new
if redis.call('HSETNX', 'texts', ARGV[1], ARGV[2]) == 0 then
    return 0
end
redis.call('RPUSH', 'waiting', ARGV[1])
return 1";
    store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(0).arg(number).arg(text))
}

/// Hands out the job that has waited for the longest, for `millis` milliseconds; `None` if none waits.
///
/// # Errors
/// When the server cannot be asked.
pub fn take(store: &mut Store, millis: u64) -> RedisResult<Option<Job>> {
    const SCRIPT: &str = "-- hand one out
local number = redis.call('LMOVE', 'waiting', 'working', 'LEFT', 'RIGHT')
if not number then
    return false
end
redis.call('SET', 'lease:' .. number, '', 'PX', ARGV[1])
return {number, redis.call('HGET', 'texts', number)}";
    let job: Option<(u64, String)> =
        store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(0).arg(millis))?;
    Ok(job.map(|(number, text)| Job { number, text }))
}

/// Lets those jobs wait again whose leases have ended; how many they were.
///
/// # Errors
/// When the server cannot be asked.
pub fn reclaim(store: &mut Store) -> RedisResult<u64> {
    const SCRIPT: &str = "-- it waits again
if redis.call('LREM', 'working', 1, ARGV[1]) == 0 then
    return 0
end
return redis.call('RPUSH', 'waiting', ARGV[1]) and 1";
    let mut count = 0;
    for number in store.ask::<Vec<u64>>(redis::cmd("LRANGE").arg("working").arg(0).arg(-1))? {
        if !store.ask::<bool>(redis::cmd("EXISTS").arg(format!("lease:{number}")))? {
            count += store.ask::<u64>(redis::cmd("EVAL").arg(SCRIPT).arg(0).arg(number))?;
        }
    }
    Ok(count)
}

/// The job is done, and had so many pages; whether this call added them to the bill.
///
/// # Errors
/// When the server cannot be asked.
pub fn finish(store: &mut Store, job: &Job, pages: u64) -> RedisResult<bool> {
    const SCRIPT: &str = "-- count it once
if redis.call('SADD', 'finished', ARGV[1]) == 0 then
    return 0
end
redis.call('LREM', 'working', 0, ARGV[1])
redis.call('LREM', 'waiting', 0, ARGV[1])
redis.call('INCRBY', 'bill', ARGV[2])
return 1";
    store.ask(redis::cmd("EVAL").arg(SCRIPT).arg(0).arg(job.number).arg(pages))
}

/// The pages of all jobs that are finished.
///
/// # Errors
/// When the server cannot be asked.
pub fn bill(store: &mut Store) -> RedisResult<u64> {
    Ok(store.ask::<Option<u64>>(redis::cmd("GET").arg("bill"))?.unwrap_or(0))
}
