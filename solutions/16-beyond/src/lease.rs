//! # A lock with an end
//!
//! The clerks sit at different machines, and the lock is a key in a Redis that all of them can reach. A clerk may vanish
//! with it: his machine loses power, or somebody trips over the cable. So what you hand out is a *lease*, a lock that ends
//! by itself. A clerk who needs it for longer renews it, and who is done gives it back before its time.
//!
//! `Store` is one client's connection. A command is built with `redis::cmd` and sent with `ask`, which waits for the answer:
//! `store.ask(redis::cmd("GET").arg(name))?` is an `Option<String>` if you say so.
//!
//! 1. `acquire` grants a free lease, and returns true. If somebody has it, also if that is `owner`, it returns false and
//!    changes nothing: who tries in vain does not lengthen it for the other.
//! 2. A granted lease ends `millis` milliseconds later, on the server's clock: let the server count them (`PX`, `PEXPIRE`),
//!    and do not ask for the time. It ends by itself also if the client vanished between two of its commands.
//! 3. `release` frees the lease if it is `owner`'s, and returns true. If it has ended, or somebody else has it by now, it
//!    returns false and changes nothing.
//! 4. `renew` makes a lease that is still `owner`'s end `millis` milliseconds from now. If it has ended, or somebody else
//!    has it, it returns false and changes nothing.
//! 5. Names and owners are any text. Leases of different names have nothing to do with each other.
//! 6. If the server cannot be asked, that is an error, and no answer. Nothing here waits or tries again: that is up to the
//!    caller.
//!
//! Each command happens whole. Between two of yours the server serves others, and leases end. A script (`EVAL`) is one
//! command: `redis::cmd("EVAL").arg(SCRIPT).arg(1).arg(name).arg(owner)` gives it one key, `KEYS[1]`, and the rest as
//! `ARGV`. If its first line is a comment, the timeline shows that in place of the script.
//!
//! Check it with `cargo test -p beyond --test lease`. It needs `redis-server`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;
// ANSWER

const RELEASE: &str = "-- free it if it is mine
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0";

const RENEW: &str = "-- lengthen it if it is mine
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0";
// END

/// Takes the lease of that name for `owner`, for `millis` milliseconds; whether it was free.
///
/// # Errors
/// When the server cannot be asked.
pub fn acquire(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    // ANSWER
    // | todo!("one command: if the key is not there, set it, with its end")
    store.ask(redis::cmd("SET").arg(name).arg(owner).arg("NX").arg("PX").arg(millis))
    // END
}

/// Makes the lease end `millis` milliseconds from now; whether it was still `owner`'s.
///
/// # Errors
/// When the server cannot be asked.
pub fn renew(store: &mut Store, name: &str, owner: &str, millis: u64) -> RedisResult<bool> {
    // ANSWER
    // | todo!("if it is still the owner's, give it a new end, in one step")
    store.ask(redis::cmd("EVAL").arg(RENEW).arg(1).arg(name).arg(owner).arg(millis))
    // END
}

/// Gives the lease back; whether it was still `owner`'s.
///
/// # Errors
/// When the server cannot be asked.
pub fn release(store: &mut Store, name: &str, owner: &str) -> RedisResult<bool> {
    // ANSWER
    // | todo!("if it is still the owner's, delete it, in one step")
    store.ask(redis::cmd("EVAL").arg(RELEASE).arg(1).arg(name).arg(owner))
    // END
}
