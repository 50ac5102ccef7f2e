//! No script: `WATCH` makes a transaction fail if somebody changes the key after it was looked at.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    let (lease, number) = (format!("lease:{name}"), format!("number:{name}"));
    loop {
        let () = leases.ask(redis::cmd("WATCH").arg(&lease))?;
        if leases.ask(redis::cmd("EXISTS").arg(&lease))? {
            let () = leases.ask(&redis::cmd("UNWATCH"))?;
            return Ok(None);
        }
        let granted: Option<(u64, redis::Value)> = redis::pipe()
            .atomic()
            .cmd("INCR")
            .arg(&number)
            .cmd("SET")
            .arg(&lease)
            .arg("")
            .arg("PX")
            .arg(millis)
            .query(leases)?;
        if let Some((number, _)) = granted {
            return Ok(Some(number));
        }
    }
}

pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    loop {
        let () = archive.ask(redis::cmd("WATCH").arg(document))?;
        let seen: Option<u64> = archive.ask(redis::cmd("HGET").arg(document).arg("number"))?;
        if seen.is_some_and(|seen| seen > number) {
            let () = archive.ask(&redis::cmd("UNWATCH"))?;
            return Ok(false);
        }
        let written: Option<(u64,)> = redis::pipe()
            .atomic()
            .cmd("HSET")
            .arg(document)
            .arg("number")
            .arg(number)
            .arg("text")
            .arg(text)
            .query(archive)?;
        if written.is_some() {
            return Ok(true);
        }
    }
}

pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    archive.ask(redis::cmd("HGET").arg(document).arg("text"))
}
