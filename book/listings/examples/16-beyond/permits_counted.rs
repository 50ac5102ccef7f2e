//! Two permits in a sorted set: one who looks and then adds, and a third who looks at the same time.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, require, thread};
use ownredis::{Server, Store};

// ANCHOR: program
fn enter(redis: &mut Store, name: &str, now: u64, minutes: u64) -> redis::RedisResult<bool> {
    let () = redis.ask(redis::cmd("ZREMRANGEBYSCORE").arg("inside").arg(0).arg(now))?;
    let inside: usize = redis.ask(redis::cmd("ZCARD").arg("inside"))?;
    if inside >= 2 {
        return Ok(false);
    }
    redis.ask(redis::cmd("ZADD").arg("inside").arg(now + minutes).arg(name))
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    let report = Explorer::new().explore(move || {
        server.clear();
        let visit = |name| enter(&mut server.connect()?, name, 10, 60);
        let _ = visit("anna");
        thread::scope(|s| {
            let _ben = s.spawn(|| visit("ben"));
            let _carl = s.spawn(|| visit("carl"));
        });
        let asked = redis::cmd("ZRANGE").arg("inside").arg(0).arg(-1).to_owned();
        let inside: Vec<String> = server.connect().unwrap().ask(&asked).expect("it answers");
        require!(inside.len() <= 2, BoundExceeded, "two may be inside, and there are {inside:?}");
    });
    listings::show(&report);
    Ok(())
}
