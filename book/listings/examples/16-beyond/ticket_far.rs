//! The last ticket, in a Redis that two box offices can reach.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, require, thread};
use ownredis::{Server, Store};

// ANCHOR: program
fn sell(redis: &mut Store) -> redis::RedisResult<bool> {
    let left: i32 = redis.ask(redis::cmd("GET").arg("left"))?;
    if left > 0 {
        let () = redis.ask(redis::cmd("DECR").arg("left"))?;
        return Ok(true);
    }
    Ok(false)
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    let report = Explorer::new().explore(move || {
        server.clear();
        let mut box_office = server.connect().expect("the server is there");
        let () = box_office.ask(redis::cmd("SET").arg("left").arg(1)).expect("it answers");
        // ANCHOR: evening
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| sell(&mut server.connect()?));
            let ben = s.spawn(|| sell(&mut server.connect()?));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        // ANCHOR_END: evening
        let twice = anna.expect("it answers") && ben.expect("it answers");
        require!(!twice, CheckThenAct, "there was one ticket, and both have sold it");
    });
    listings::show(&report);
    Ok(())
}
