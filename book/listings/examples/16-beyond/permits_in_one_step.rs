//! Two permits in a sorted set, by the clock of the server.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, require, thread};
use ownredis::{Server, Store};

// ANCHOR: program
const ENTER: &str = "-- enter if fewer than ARGV[2] are inside
local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', 'inside', '-inf', now)
if redis.call('ZCARD', 'inside') >= tonumber(ARGV[2]) then
    return 0
end
return redis.call('ZADD', 'inside', now + ARGV[3], ARGV[1])";

fn enter(redis: &mut Store, name: &str) -> redis::RedisResult<bool> {
    redis.ask(redis::cmd("EVAL").arg(ENTER).arg(0).arg(name).arg(2).arg(3600))
}

fn leave(redis: &mut Store, name: &str) -> redis::RedisResult<bool> {
    redis.ask(redis::cmd("ZREM").arg("inside").arg(name))
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    let report = Explorer::new().explore(move || {
        server.clear();
        let visit = |name| -> redis::RedisResult<()> {
            let redis = &mut server.connect()?;
            if enter(redis, name)? {
                let inside: usize = redis.ask(redis::cmd("ZCARD").arg("inside"))?;
                require!(inside <= 2, BoundExceeded, "two may be inside, and there are {inside}");
                leave(redis, name)?;
            }
            Ok(())
        };
        let mut anna = server.connect().expect("the server is there");
        enter(&mut anna, "anna").expect("it answers");
        thread::scope(|s| {
            for name in ["ben", "carl"] {
                s.spawn(move || visit(name));
            }
        });
    });
    println!("{}: {}", report.verdict, report.message);
    Ok(())
}
