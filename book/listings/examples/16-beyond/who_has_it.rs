//! Looking whose lock it is, and deleting it in the next command.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, thread};
use ownredis::{Server, Store};

const HOUR: u64 = 3_600_000;

fn acquire(redis: &mut Store, name: &str) -> bool {
    let set = redis::cmd("SET").arg("door").arg(name).arg("NX").arg("PX").arg(HOUR).to_owned();
    redis.ask(&set).expect("it answers")
}

// ANCHOR: program
fn release(redis: &mut Store, name: &str) -> redis::RedisResult<()> {
    let holder: Option<String> = redis.ask(redis::cmd("GET").arg("door"))?;
    if holder.as_deref() == Some(name) {
        return redis.ask(redis::cmd("DEL").arg("door"));
    }
    Ok(())
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    listings::outcomes(Explorer::new(), move || {
        server.clear();
        let client = || server.connect().expect("the server is there");
        let mut anna = client();
        acquire(&mut anna, "anna");
        // ANCHOR: order
        let ben = &mut client();
        thread::scope(|s| {
            s.spawn(|| release(&mut anna, "anna"));
            s.spawn(|| {
                server.wait_an_hour();
                acquire(ben, "ben");
            });
        });
        // ANCHOR_END: order
        let door: Option<String> = client().ask(redis::cmd("GET").arg("door")).expect("it answers");
        door.unwrap_or("nobody".into())
    });
    Ok(())
}
