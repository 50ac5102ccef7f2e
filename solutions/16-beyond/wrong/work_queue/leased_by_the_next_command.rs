//! VERDICT: DONE TWICE
//! The job is moved by one command and leased by the next: in between, a janitor finds it without a lease, and gives it to another.

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

const FINISH: &str = "-- out of everybody's hands, and into the bill once
redis.call('LREM', 'working', 0, ARGV[1])
redis.call('LREM', 'waiting', 0, ARGV[1])
redis.call('DEL', 'lease:' .. ARGV[1])
if redis.call('SADD', 'finished', ARGV[1]) == 0 then
    return 0
end
redis.call('INCRBY', 'bill', ARGV[2])
return 1";

pub fn put(store: &mut Store, number: u64, text: &str) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(PUT).arg(0).arg(number).arg(text))
}

pub fn take(store: &mut Store, millis: u64) -> RedisResult<Option<Job>> {
    let number: Option<u64> =
        store.ask(redis::cmd("LMOVE").arg("waiting").arg("working").arg("LEFT").arg("RIGHT"))?;
    let Some(number) = number else {
        return Ok(None);
    };
    let () = store
        .ask(redis::cmd("SET").arg(format!("lease:{number}")).arg("").arg("PX").arg(millis))?;
    let text: String = store.ask(redis::cmd("HGET").arg("texts").arg(number))?;
    Ok(Some(Job { number, text }))
}

pub fn reclaim(store: &mut Store) -> RedisResult<u64> {
    let mut back = 0;
    let working: Vec<u64> = store.ask(redis::cmd("LRANGE").arg("working").arg(0).arg(-1))?;
    for number in working {
        if !store.ask::<bool>(redis::cmd("EXISTS").arg(format!("lease:{number}")))? {
            let () = store.ask(redis::cmd("RPUSH").arg("waiting").arg(number))?;
            let () = store.ask(redis::cmd("LREM").arg("working").arg(1).arg(number))?;
            back += 1;
        }
    }
    Ok(back)
}

pub fn finish(store: &mut Store, job: &Job, pages: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("EVAL").arg(FINISH).arg(0).arg(job.number).arg(pages))
}

pub fn bill(store: &mut Store) -> RedisResult<u64> {
    let bill: Option<u64> = store.ask(redis::cmd("GET").arg("bill"))?;
    Ok(bill.unwrap_or(0))
}
