//! What a command costs, and how many orders of commands can be tried in a second.

use std::hint::black_box;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use interleave::{Explorer, thread};
use ownredis::Server;

const COMMANDS: u32 = 20_000;

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    let mut store = server.connect().expect("the server is there");
    let incr = redis::cmd("INCR").arg("count").to_owned();
    let each = each(|| _ = store.ask::<u64>(&incr).expect("it answers"));
    println!("INCR over a unix socket: {:.1} µs", each.as_secs_f64() * 1e6);
    let count = Mutex::new(0);
    let each = self::each(|| *black_box(&count).lock().unwrap() += 1);
    println!("a Mutex that nobody else wants: {:.3} µs", each.as_secs_f64() * 1e6);
    let begin = Instant::now();
    let report = Explorer::new().explore(move || {
        server.clear();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let mut store = server.connect().expect("the server is there");
                    for _ in 0..4 {
                        store.ask::<u64>(&incr).expect("it answers");
                    }
                });
            }
        });
    });
    let orders = report.interleavings;
    let second = orders as f64 / begin.elapsed().as_secs_f64();
    println!("two clients with four commands each: {orders} orders, {second:.0} a second");
    Ok(())
}

/// How long each call takes, on average.
fn each(mut call: impl FnMut()) -> Duration {
    let begin = Instant::now();
    for _ in 0..COMMANDS {
        call();
    }
    begin.elapsed() / COMMANDS
}
