//! A lock that another thread holds when the process is copied.

use std::io;
use std::sync::{Mutex, mpsc};
use std::thread;

use forktest::{Scene, Seen};
use interleave::Verdict;

// ANCHOR: program
/// Whoever has it may open the cabinet.
static KEY: Mutex<()> = Mutex::new(());
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let (taken, is_taken) = mpsc::channel();
    let (enough, bring_it_back) = mpsc::channel::<()>();
    // ANCHOR: order
    let colleague = thread::spawn(move || {
        let _key = KEY.lock().unwrap();
        taken.send(()).unwrap();
        bring_it_back.recv().unwrap();
    });
    is_taken.recv().unwrap();
    let copy = scene.fork("copy", |me| {
        me.say("wants the key");
        let _key = KEY.lock().unwrap();
        me.stop_at("cabinet");
    });
    copy.seen();
    enough.send(()).unwrap();
    colleague.join().unwrap();
    scene.say("the colleague has brought the key back");
    // ANCHOR_END: order
    let (verdict, message) = match copy.seen() {
        Seen::Asleep(call) => {
            (Verdict::Deadlock, format!("nobody has the key, and the copy sleeps in {call}"))
        }
        seen => (Verdict::Passed, seen.to_string()),
    };
    listings::show(&scene.report(verdict, message));
    copy.kill();
    Ok(())
}
