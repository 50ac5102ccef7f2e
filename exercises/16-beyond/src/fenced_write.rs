//! # Too late to write
//!
//! Anna has the lease, and her machine stands still: a page that has to come from disk, a garbage collector, a laptop that
//! was shut. The lease ends, Ben gets it, and Ben writes. Then Anna goes on where she stopped, and writes what is old by
//! now over what is new. She cannot know better. Whatever she asks before she writes, she can be paused between the answer
//! and the write.
//!
//! So the one who is written to has to know. Each lease comes with a number, higher than all before it, and each write
//! carries its writer's number. Who has seen a 34 takes no 33 any more. That is a *fencing token*.
//!
//! Leases are in one store, `leases`, and documents in another, `archive`, which knows nothing of leases: it could be a
//! server in another city. No command and no script of yours can touch both.
//!
//! 1. `acquire` grants a free lease for `millis` milliseconds (the server counts them, as in `lease`), and returns its
//!    number: higher than that of every lease of that name before it, also of those that have ended, and whether or not
//!    their holders lived to hear of it. Count: a clock can be set back. If somebody has the lease, it returns `None`.
//! 2. Whoever holds the lease has the highest number that was granted. So granting and numbering are one step: a client can
//!    be paused, or vanish, between any two commands.
//! 3. `write` makes `text` the content of `document`, and returns true, unless somebody with a higher number has written
//!    there. Then it returns false and changes nothing. A holder may write more than once. Each document stands alone.
//! 4. A write whose writer vanished in the middle of it happened whole or not at all.
//! 5. `read` returns what was written last, and `None` if nothing was. An empty text is a text.
//! 6. Names, documents and texts are any text. Numbers stay below 2^53, up to which Lua's numbers are exact.
//! 7. If a server cannot be asked, that is an error.
//!
//! Check it with `cargo test -p beyond --test fenced_write`. It needs `redis-server`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use ownredis::Store;
use redis::RedisResult;

/// Takes the lease of that name for `millis` milliseconds; its number, or `None` if somebody has it.
///
/// # Errors
/// When the server cannot be asked.
pub fn acquire(leases: &mut Store, name: &str, millis: u64) -> RedisResult<Option<u64>> {
    todo!("if nobody has the lease, count one up and grant it, in one step")
}

/// Makes `text` the content of `document`, as the holder of the lease with that number; whether that was not too late.
///
/// # Errors
/// When the server cannot be asked.
pub fn write(archive: &mut Store, document: &str, number: u64, text: &str) -> RedisResult<bool> {
    todo!("unless a higher number has written, write, and remember the number, in one step")
}

/// What is in `document`.
///
/// # Errors
/// When the server cannot be asked.
pub fn read(archive: &mut Store, document: &str) -> RedisResult<Option<String>> {
    todo!("get the text")
}
