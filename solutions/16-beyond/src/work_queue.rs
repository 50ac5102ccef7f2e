//! # Nothing lost, nothing counted twice
//!
//! An archive has its old letters scanned. A job is one letter; whoever takes it scans it, and says how many pages it had.
//! At the end of the month the pages are paid for. The scanners are machines that come and go, and the queue is in Redis.
//!
//! A job is not forgotten when it is handed out. It is *leased*: if its worker is not done when the lease ends, somebody
//! else may have it. So a job can be handed out twice, and done twice. The bill must not notice.
//!
//! 1. `put` adds a job at the end, and returns true. Jobs have numbers, which the caller chooses. A number that was put
//!    before is not put again, whether its job waits, is in somebody's hands, or is finished: then `put` returns false and
//!    changes nothing. So a caller who got no answer may put it again.
//! 2. `take` hands out the job that has waited for the longest, with a lease of `millis` milliseconds, which the server
//!    counts: a key of its own with an end (`PX`). If none waits, it returns `None`. As long as the lease has not ended, nobody
//!    else is handed the job, also if somebody calls `reclaim` at that moment.
//! 3. `reclaim` looks through the jobs that are in somebody's hands. Those whose leases have ended wait again, and it
//!    returns how many they were. The others stay where they are.
//! 4. `finish` says that a job is done, and had so many pages. The pages of each job are added to the bill once, however
//!    often the job was handed out, by whomever and however late it is finished. It returns whether this call added them. A
//!    job that was finished in time is not handed out again.
//! 5. `bill` is the sum of the pages.
//! 6. Any client can vanish between any two of its commands, also in the middle of `put` and of `reclaim`. No job is lost by
//!    that: what `put` has returned from is handed out until it is finished. A `put` in whose middle the client vanished
//!    has put the job whole, or not at all.
//! 7. A text is any text, also an empty one. If the server cannot be asked, that is an error. Nothing here waits.
//!
//! A list is a queue: `RPUSH` and `LPOP`, or `LMOVE` from one list to another. `EVAL` makes one step of several.
//!
//! Check it with `cargo test -p beyond --test work_queue`. It needs `redis-server`.

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
// ANSWER

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
return 1";
// END

/// Adds a job at the end; whether its number is new.
///
/// # Errors
/// When the server cannot be asked.
pub fn put(store: &mut Store, number: u64, text: &str) -> RedisResult<bool> {
    // ANSWER
    // | todo!("remember the number and the text, and let it wait, in one step")
    store.ask(redis::cmd("EVAL").arg(PUT).arg(0).arg(number).arg(text))
    // END
}

/// Hands out the job that has waited for the longest, for `millis` milliseconds; `None` if none waits.
///
/// # Errors
/// When the server cannot be asked.
pub fn take(store: &mut Store, millis: u64) -> RedisResult<Option<Job>> {
    // ANSWER
    // | todo!("out of those that wait, and into those that are worked on, with a lease")
    let taken: Option<(u64, String)> =
        store.ask(redis::cmd("EVAL").arg(TAKE).arg(0).arg(millis))?;
    Ok(taken.map(|(number, text)| Job { number, text }))
    // END
}

/// Lets those jobs wait again whose leases have ended; how many they were.
///
/// # Errors
/// When the server cannot be asked.
pub fn reclaim(store: &mut Store) -> RedisResult<u64> {
    // ANSWER
    // | todo!("of those that are worked on, which have no lease any more?")
    store.ask(redis::cmd("EVAL").arg(RECLAIM).arg(0))
    // END
}

/// The job is done, and had so many pages; whether this call added them to the bill.
///
/// # Errors
/// When the server cannot be asked.
pub fn finish(store: &mut Store, job: &Job, pages: u64) -> RedisResult<bool> {
    // ANSWER
    // | todo!("remove the job and add the pages, in one step, and once")
    store.ask(redis::cmd("EVAL").arg(FINISH).arg(0).arg(job.number).arg(pages))
    // END
}

/// The pages of all jobs that are finished.
///
/// # Errors
/// When the server cannot be asked.
pub fn bill(store: &mut Store) -> RedisResult<u64> {
    // ANSWER
    // | todo!("the sum, which is 0 in the beginning")
    let bill: Option<u64> = store.ask(redis::cmd("GET").arg("bill"))?;
    Ok(bill.unwrap_or(0))
    // END
}
