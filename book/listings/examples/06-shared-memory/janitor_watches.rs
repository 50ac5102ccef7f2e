//! A process that waits until another one is gone, and cleans up.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use forktest::Scene;
use interleave::Verdict;
use nix::fcntl::OFlag;
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::stat::Mode;

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: program
    let name = scene.shared_name("picture");
    let (told, mut ear) = io::pipe()?;
    let ann = scene.fork("ann", |me| {
        writeln!(ear, "{name}").expect("somebody listens");
        me.say("tells the janitor of `picture`");
        let mode = Mode::S_IRUSR | Mode::S_IWUSR;
        shm_open(name.as_str(), OFlag::O_CREAT | OFlag::O_EXCL, mode).expect("a new name");
        me.say("makes `picture`");
        me.stop_at("paints");
    });
    ann.expect_at("paints");
    // From here on the writing end is open in ann's process, and nowhere else.
    drop(ear);
    let janitor = scene.fork("janitor", |me| {
        for name in BufReader::new(told).lines().map_while(Result::ok).collect::<Vec<_>>() {
            me.say("comes to the end of the data");
            shm_unlink(name.as_str()).expect("it is there");
            me.say("unlinks `picture`");
        }
    });
    janitor.seen();
    ann.kill();
    janitor.join();
    // ANCHOR_END: program
    let left = Path::new("/dev/shm").join(&name[1..]).exists();
    let message = if left { "`picture` is left" } else { "ann was killed, and nothing is left" };
    listings::show(&scene.report(Verdict::Passed, message));
    Ok(())
}
