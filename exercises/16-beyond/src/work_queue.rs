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

/// Adds a job at the end; whether its number is new.
///
/// # Errors
/// When the server cannot be asked.
pub fn put(store: &mut Store, number: u64, text: &str) -> RedisResult<bool> {
    todo!("remember the number and the text, and let it wait, in one step")
}

/// Hands out the job that has waited for the longest, for `millis` milliseconds; `None` if none waits.
///
/// # Errors
/// When the server cannot be asked.
pub fn take(store: &mut Store, millis: u64) -> RedisResult<Option<Job>> {
    todo!("out of those that wait, and into those that are worked on, with a lease")
}

/// Lets those jobs wait again whose leases have ended; how many they were.
///
/// # Errors
/// When the server cannot be asked.
pub fn reclaim(store: &mut Store) -> RedisResult<u64> {
    todo!("of those that are worked on, which have no lease any more?")
}

/// The job is done, and had so many pages; whether this call added them to the bill.
///
/// # Errors
/// When the server cannot be asked.
pub fn finish(store: &mut Store, job: &Job, pages: u64) -> RedisResult<bool> {
    todo!("remove the job and add the pages, in one step, and once")
}

/// The pages of all jobs that are finished.
///
/// # Errors
/// When the server cannot be asked.
pub fn bill(store: &mut Store) -> RedisResult<u64> {
    todo!("the sum, which is 0 in the beginning")
}
