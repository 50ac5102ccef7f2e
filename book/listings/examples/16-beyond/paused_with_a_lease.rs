//! A holder who is paused past the end of its lease does not notice, and writes.

use std::io;

use forktest::{Me, Scene};
use interleave::Verdict;
use ownredis::{Server, Store};

const HOUR: u64 = 3_600_000;

// ANCHOR: program
fn edit(me: &Me, redis: &mut Store, name: &str) -> redis::RedisResult<()> {
    let set = redis::cmd("SET").arg("lease").arg(name).arg("NX").arg("PX").arg(HOUR).to_owned();
    let granted: bool = redis.ask(&set)?;
    if granted {
        let text: String = redis.ask(redis::cmd("GET").arg("speech"))?;
        me.say(&format!("has the lease, and reads {text:?}"));
        me.stop_at("the middle");
        let text = format!("{text}, {name} was here");
        let () = redis.ask(redis::cmd("SET").arg("speech").arg(&text))?;
        me.say(&format!("writes {text:?}"));
    }
    Ok(())
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Server::start()?;
    let scene = Scene::new()?;
    let mut desk = server.connect().expect("the server is there");
    let () = desk.ask(redis::cmd("SET").arg("speech").arg("Dear all")).expect("it answers");
    let visit = |me: &Me, name| {
        let mut redis = server.connect().expect("the server is there");
        edit(me, &mut redis, name).expect("it answers");
    };
    // ANCHOR: order
    let anna = scene.fork("anna", |me| visit(me, "anna"));
    anna.expect_at("the middle");
    scene.say("an hour goes by");
    server.wait_an_hour();
    let ben = scene.fork("ben", |me| visit(me, "ben"));
    ben.expect_at("the middle");
    ben.go();
    ben.join();
    anna.go();
    anna.join();
    // ANCHOR_END: order
    let text: String = desk.ask(redis::cmd("GET").arg("speech")).expect("it answers");
    listings::show(&scene.report(Verdict::StaleWrite, format!("the speech is {text:?}")));
    Ok(())
}
