//! `redis::Script`, and a sorted set in place of lists: the score is the order in which jobs came.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::{RedisResult, Script};

/// A letter to be scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub number: u64,
    pub text: String,
}

pub fn put(store: &mut Store, number: u64, text: &str) -> RedisResult<bool> {
    let script = Script::new(
        "if redis.call('HSETNX', 'texts', ARGV[1], ARGV[2]) == 0 then return 0 end
    redis.call('ZADD', 'waiting', redis.call('INCR', 'came'), ARGV[1])
    return 1",
    );
    script.arg(number).arg(text).invoke(store)
}

pub fn take(store: &mut Store, millis: u64) -> RedisResult<Option<Job>> {
    let script = Script::new(
        "local first = redis.call('ZPOPMIN', 'waiting')[1]
    if not first then return false end
    redis.call('SADD', 'working', first)
    redis.call('SET', 'lease:' .. first, 1, 'PX', ARGV[1])
    return {first, redis.call('HGET', 'texts', first)}",
    );
    let taken: Option<(u64, String)> = script.arg(millis).invoke(store)?;
    Ok(taken.map(|(number, text)| Job { number, text }))
}

pub fn reclaim(store: &mut Store) -> RedisResult<u64> {
    let script = Script::new(
        "local back = 0
    for _, number in ipairs(redis.call('SMEMBERS', 'working')) do
        if redis.call('EXISTS', 'lease:' .. number) == 0 then
            redis.call('SMOVE', 'working', 'back', number)
            redis.call('SREM', 'back', number)
            redis.call('ZADD', 'waiting', redis.call('INCR', 'came'), number)
            back = back + 1
        end
    end
    return back",
    );
    script.invoke(store)
}

pub fn finish(store: &mut Store, job: &Job, pages: u64) -> RedisResult<bool> {
    let script = Script::new(
        "redis.call('SREM', 'working', ARGV[1])
    redis.call('ZREM', 'waiting', ARGV[1])
    if redis.call('SADD', 'finished', ARGV[1]) == 0 then return 0 end
    redis.call('INCRBY', 'bill', ARGV[2])
    return 1",
    );
    script.arg(job.number).arg(pages).invoke(store)
}

pub fn bill(store: &mut Store) -> RedisResult<u64> {
    let bill: Option<u64> = store.ask(redis::cmd("GET").arg("bill"))?;
    Ok(bill.unwrap_or(0))
}
