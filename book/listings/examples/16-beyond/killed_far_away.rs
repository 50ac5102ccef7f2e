//! Whoever holds a lock that is a key, and is killed, leaves it locked.

use std::io;

use forktest::{Me, Scene};
use interleave::Verdict;
use ownredis::{Server, Store};

// ANCHOR: program
fn enter(me: &Me, redis: &mut Store, name: &str) -> redis::RedisResult<()> {
    let free: bool = redis.ask(redis::cmd("SET").arg("door").arg(name).arg("NX"))?;
    me.say(&format!("SET door {name} NX → {}", if free { "OK" } else { "nothing" }));
    me.stop_at(if free { "inside" } else { "outside" });
    redis.ask(redis::cmd("DEL").arg("door"))
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Server::start()?;
    let scene = Scene::new()?;
    let visit = |me: &Me, name| {
        let mut redis = server.connect().expect("the server is there");
        enter(me, &mut redis, name).expect("it answers");
    };
    // ANCHOR: order
    let anna = scene.fork("anna", |me| visit(me, "anna"));
    anna.expect_at("inside");
    anna.kill();
    let ben = scene.fork("ben", |me| visit(me, "ben"));
    ben.expect_at("outside");
    // ANCHOR_END: order
    let message = "anna is gone, and the key that says she is inside is not";
    listings::show(&scene.report(Verdict::LockLeftLocked, message));
    ben.kill();
    Ok(())
}
