//! VERDICT: DONE TWICE
//! When a job is finished its number is forgotten, and can be put again.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

/// A letter to be scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub number: u64,
    pub text: String,
}

const PUT: &str = "-- add it if its number is new
if redis.call('HSETNX', 'texts', ARGV[1], ARGV[2]) == 0 then
    return 0
end
redis.call('RPUSH', 'waiting', ARGV[1])
return 1";

const TAKE: &str = "-- hand out the oldest one
local number = redis.call('LMOVE', 'waiting', 'working', 'LEFT', 'RIGHT')
if not number then
    return false
end
redis.call('SET', 'lease:' .. number, '', 'PX', ARGV[1])
return {number, redis.call('HGET', 'texts', number)}";

const RECLAIM: &str = "-- those without a lease wait again
local back = 0
for _, number in ipairs(redis.call('LRANGE', 'working', 0, -1)) do
    if redis.call('EXISTS', 'lease:' .. number) == 0 then
        redis.call('LREM', 'working', 1, number)
        redis.call('RPUSH', 'waiting', number)
        back = back + 1
    end
end
return back";

const FINISH: &str = "-- out of everybody's hands, and into the bill once
redis.call('LREM', 'working', 0, ARGV[1])
redis.call('LREM', 'waiting', 0, ARGV[1])
redis.call('DEL', 'lease:' .. ARGV[1])
if redis.call('SADD', 'finished', ARGV[1]) == 0 then
    return 0
end
redis.call('INCRBY', 'bill', ARGV[2])
redis.call('HDEL', 'texts', ARGV[1])
return 1";

pub fn put(store: &mut Store, number: u64, text: &str) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(PUT).arg(0).arg(number).arg(text))
}

pub fn take(store: &mut Store, millis: u64) -> RedisResult<Option<Job>> {
    let taken: Option<(u64, String)> =
        store.ask(redis::cmd("EVAL").arg(TAKE).arg(0).arg(millis))?;
    Ok(taken.map(|(number, text)| Job { number, text }))
}

pub fn reclaim(store: &mut Store) -> RedisResult<u64> {
    store.ask(redis::cmd("EVAL").arg(RECLAIM).arg(0))
}

pub fn finish(store: &mut Store, job: &Job, pages: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(FINISH).arg(0).arg(job.number).arg(pages))
}

pub fn bill(store: &mut Store) -> RedisResult<u64> {
    let bill: Option<u64> = store.ask(redis::cmd("GET").arg("bill"))?;
    Ok(bill.unwrap_or(0))
}
