//! One thread that waits for two channels of crossbeam at once.

// ANCHOR: program
use crossbeam::channel::{bounded, select};
use std::thread;
use std::time::Duration;

fn main() {
    let (call, calls) = bounded(1);
    let (ring, bell) = bounded(1);
    thread::scope(|s| {
        let at_the_desk = s.spawn(move || {
            let (mut answered, mut opened) = (0, 0);
            while answered + opened < 4 {
                select! {
                    recv(calls) -> who => answered += usize::from(who.is_ok()),
                    recv(bell) -> who => opened += usize::from(who.is_ok()),
                    default(Duration::from_secs(60)) => println!("a quiet minute"),
                }
            }
            println!("{answered} calls answered, the door opened {opened} times");
        });
        for who in ["anna", "ben"] {
            call.send(who).unwrap();
            ring.send(who).unwrap();
        }
        at_the_desk.join().unwrap();
    });
}
// ANCHOR_END: program
