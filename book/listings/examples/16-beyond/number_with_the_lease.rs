//! A lease with a number, and a document that remembers the highest one.

use std::io;
use std::sync::Arc;

use interleave::{Explorer, require, thread};
use ownredis::{Server, Store};

const HOUR: u64 = 3_600_000;

// ANCHOR: acquire
const ACQUIRE: &str = "-- grant it with the next number
if redis.call('EXISTS', 'lease') == 1 then
    return false
end
local number = redis.call('INCR', 'number')
redis.call('SET', 'lease', number, 'PX', ARGV[1])
return number";

fn acquire(redis: &mut Store) -> redis::RedisResult<Option<u64>> {
    redis.ask(redis::cmd("EVAL").arg(ACQUIRE).arg(0).arg(HOUR))
}
// ANCHOR_END: acquire

// ANCHOR: write
const WRITE: &str = "-- write unless a higher number has
local seen = redis.call('HGET', 'speech', 'number')
if seen and tonumber(seen) > tonumber(ARGV[1]) then
    return 0
end
redis.call('HSET', 'speech', 'number', ARGV[1], 'text', ARGV[2])
return 1";

fn write(redis: &mut Store, number: u64, text: &str) -> redis::RedisResult<bool> {
    redis.ask(redis::cmd("EVAL").arg(WRITE).arg(0).arg(number).arg(text))
}
// ANCHOR_END: write

fn main() -> io::Result<()> {
    let server = Arc::new(Server::start()?);
    let report = Explorer::new().explore(move || {
        server.clear();
        let edit = || -> redis::RedisResult<Option<(u64, bool)>> {
            let redis = &mut server.connect()?;
            let Some(number) = acquire(redis)? else { return Ok(None) };
            let accepted = write(redis, number, &format!("by {number}"))?;
            Ok(Some((number, accepted)))
        };
        let edits = thread::scope(|s| {
            let anna = s.spawn(edit);
            let ben = s.spawn(edit);
            let _clock = s.spawn(|| server.wait_an_hour());
            [anna.join().unwrap(), ben.join().unwrap()]
        });
        let edits = edits.map(|edit| edit.expect("it answers"));
        let newest = edits.into_iter().flatten().filter(|(_, accepted)| *accepted).max();
        let asked = redis::cmd("HGET").arg("speech").arg("text").to_owned();
        let text: String = server.connect().unwrap().ask(&asked).expect("it answers");
        let number = newest.expect("somebody has written").0;
        require!(text == format!("by {number}"), StaleWrite, "{number} has written, and {text:?}");
    });
    println!("{}: {}", report.verdict, report.message);
    Ok(())
}
