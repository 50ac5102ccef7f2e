//! How many tickets are left when two box offices sell the last one, with one command each.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, thread};
use ownredis::{Server, Store};

// ANCHOR: program
fn sell(redis: &mut Store) -> redis::RedisResult<bool> {
    let left: i32 = redis.ask(redis::cmd("DECR").arg("left"))?;
    Ok(left >= 0)
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    listings::outcomes(Explorer::new(), move || {
        server.clear();
        let mut box_office = server.connect().expect("the server is there");
        let () = box_office.ask(redis::cmd("SET").arg("left").arg(1)).expect("it answers");
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| sell(&mut server.connect()?));
            }
        });
        box_office.ask::<i32>(redis::cmd("GET").arg("left")).expect("it answers")
    });
    Ok(())
}
