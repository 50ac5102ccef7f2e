//! A lock with an end, and a holder who deletes the key without a look.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, require, thread};
use ownredis::{Server, Store};

const HOUR: u64 = 3_600_000;

// ANCHOR: program
fn acquire(redis: &mut Store, name: &str) -> bool {
    let set = redis::cmd("SET").arg("door").arg(name).arg("NX").arg("PX").arg(HOUR).to_owned();
    redis.ask(&set).expect("it answers")
}

fn release(redis: &mut Store) {
    let () = redis.ask(redis::cmd("DEL").arg("door")).expect("it answers");
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    let report = Explorer::new().explore(move || {
        server.clear();
        let client = || server.connect().expect("the server is there");
        // ANCHOR: order
        thread::scope(|s| {
            let _anna = s.spawn(|| {
                let redis = &mut client();
                if acquire(redis, "anna") {
                    release(redis);
                }
            });
            let ben = s.spawn(|| {
                server.wait_an_hour();
                acquire(&mut client(), "ben")
            });
            if ben.join().unwrap() {
                let carl = acquire(&mut client(), "carl");
                require!(!carl, TwoInside, "ben has the lock, and carl got it as well");
            }
        });
        // ANCHOR_END: order
    });
    listings::show(&report);
    Ok(())
}
