//! A job whose lease ended is done by two, and both are paid.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, require, thread};
use ownredis::{Server, Store};

#[track_caller]
fn ask<T: redis::FromRedisValue>(redis: &mut Store, words: &str) -> T {
    let mut words = words.split(' ');
    let mut command = redis::cmd(words.next().expect("a command has a name"));
    for word in words {
        command.arg(word);
    }
    redis.ask(&command).expect("it answers")
}

// ANCHOR: program
fn take(redis: &mut Store) -> Option<u64> {
    let job: Option<u64> = ask(redis, "LMOVE waiting working LEFT RIGHT");
    if let Some(job) = job {
        let () = ask(redis, &format!("SET lease:{job} worker PX 3600000"));
    }
    job
}

fn reclaim(redis: &mut Store) {
    for job in ask::<Vec<u64>>(redis, "LRANGE working 0 -1") {
        if !ask::<bool>(redis, &format!("EXISTS lease:{job}")) {
            let () = ask(redis, "LMOVE working waiting LEFT LEFT");
        }
    }
}

fn finish(redis: &mut Store, job: u64, pages: u64) {
    let () = ask(redis, &format!("LREM working 1 {job}"));
    let () = ask(redis, &format!("INCRBY bill {pages}"));
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    let report = Explorer::new().explore(move || {
        server.clear();
        let client = || server.connect().expect("the server is there");
        let desk = &mut client();
        let () = ask(desk, "RPUSH waiting 7");
        let anna = &mut client();
        let job = take(anna).expect("7 waits");
        // ANCHOR: order
        thread::scope(|s| {
            let _anna = s.spawn(|| finish(anna, job, 12));
            let _ben = s.spawn(|| {
                let ben = &mut client();
                server.wait_an_hour();
                reclaim(ben);
                if let Some(job) = take(ben) {
                    finish(ben, job, 12);
                }
            });
        });
        // ANCHOR_END: order
        let bill: u64 = ask(desk, "GET bill");
        require!(bill == 12, DoneTwice, "letter 7 has 12 pages, and the bill says {bill}");
    });
    listings::show(&report);
    Ok(())
}
