//! No script: `WATCH` makes the transaction fail if somebody changes the key after it was looked at.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

/// Does `command` in one step with the look that finds the key to be `owner`'s; whether it was.
fn if_mine(store: &mut Store, name: &str, owner: &str, command: redis::Cmd) -> RedisResult<bool> {
    loop {
        let () = store.ask(redis::cmd("WATCH").arg(name))?;
        let holder: Option<String> = store.ask(redis::cmd("GET").arg(name))?;
        if holder.as_deref() != Some(owner) {
            let () = store.ask(&redis::cmd("UNWATCH"))?;
            return Ok(false);
        }
        let done: Option<(bool,)> =
            redis::pipe().atomic().add_command(command.clone()).query(store)?;
        if let Some((done,)) = done {
            return Ok(done);
        }
    }
}

pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    store.ask(redis::cmd("SET").arg(name).arg(owner).arg("NX").arg("PX").arg(millis))
}

pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    let mut command = redis::cmd("PEXPIRE");
    command.arg(name).arg(millis);
    if_mine(store, name, owner, command)
}

pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    let mut command = redis::cmd("DEL");
    command.arg(name);
    if_mine(store, name, owner, command)
}
